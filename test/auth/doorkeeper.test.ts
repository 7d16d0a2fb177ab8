import fc from 'fast-check';
import { Doorkeeper } from '../../src/auth/doorkeeper.js';
import { readApiKeys } from '../../src/config/apiKeys.js';
import { ROLES } from '../../src/config/roles.js';
import { isLoopback } from '../../src/config/loopback.js';

const KEY = 'correct-horse-battery-staple';
const keys = readApiKeys(`soc:${KEY};eu:${'e'.repeat(24)}:contoso`, [{ tenantId: 't-1', labels: ['contoso'] }]);
const local = { authorization: undefined, host: 'localhost:4000', remoteAddress: '127.0.0.1' };
const demo = new Doorkeeper({ isDemo: true, apiKeys: [], demoAnalyst: 'ada@contoso.example' });
const app = new Doorkeeper({ isDemo: false, apiKeys: keys, demoAnalyst: null });

test('a key admits its caller with his tenants, from anywhere', () => {
  const far = { host: 'soc.example', remoteAddress: '203.0.113.9' };

  expect(app.admit({ ...far, authorization: `Bearer ${KEY}` })).toEqual({
    ...{ name: 'soc', tenants: 'all', roles: [] },
    userPrincipalName: null,
  });
  expect(app.admit({ ...far, authorization: `bearer ${'e'.repeat(24)}` })).toMatchObject({ tenants: ['t-1'] });
});

test.each([
  ['', 'all', []],
  [':contoso', ['t-1'], []],
  [':contoso,region:eu', ['t-1'], []],
  [':contoso:alerts:raw', ['t-1'], ['alerts:raw']],
  [':region:eu:introspection,alerts:raw', ['t-1'], ['introspection', 'alerts:raw']],
  ['::alerts:raw', 'all', ['alerts:raw']],
  [':*:introspection', 'all', ['introspection']],
  [':*', 'all', []],
])('a key that ends with "%s" reads %j and has the roles %j', (end, tenants, roles) => {
  const [key] = readApiKeys(`soc:${KEY}${end}`, [{ tenantId: 't-1', labels: ['contoso', 'region:eu'] }]);

  expect(key).toMatchObject({ name: 'soc', tenants, roles });
});

test.each([':contoso:admin', ':alerts:raw', ':*:introspection,admin', ':contoso:alerts:raw,'])(
  'a key that ends with "%s" names no tenant and no role, and the reason names the roles, not the key',
  (end) => {
    const read = () => readApiKeys(`soc:${KEY}${end}`, [{ tenantId: 't-1', labels: ['contoso'] }]);

    expect(read).toThrow(/Roles stand last and are: alerts:raw, hunt, .*introspection/);
    expect(read).not.toThrow(new RegExp(KEY));
  },
);

test('any other key is refused, and the refusal does not repeat it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(text !== KEY && text !== 'e'.repeat(24));
      expect(() => app.admit({ ...local, authorization: `Bearer ${text}` })).toThrow(
        expect.objectContaining({
          code: 'UNAUTHENTICATED',
          message: 'No valid key came with the request. Send Authorization: Bearer <key>.',
        }) as Error,
      );
    }),
  );
});

test.each([undefined, '', 'Bearer', `Basic ${KEY}`, `Bearer ${KEY} ${KEY}`, KEY])(
  'the header %j admits nobody',
  (authorization) => {
    expect(() => app.admit({ ...local, authorization })).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }) as Error,
    );
  },
);

test.each([
  ['localhost', '127.0.0.1'],
  ['localhost:4000', '::1'],
  ['127.0.0.1:4000', '::ffff:127.0.0.1'],
  ['[::1]:4000', '::1'],
])('demo mode admits %s from %s', (host, remoteAddress) => {
  expect(demo.admit({ authorization: undefined, host, remoteAddress })).toEqual({
    ...{ name: 'demo', tenants: 'all' },
    roles: Object.keys(ROLES),
    userPrincipalName: 'ada@contoso.example',
  });
});

test.each([
  ['localhost', '192.168.1.9'],
  ['rebound.example:4000', '127.0.0.1'],
  ['localhost.example', '127.0.0.1'],
  [undefined, '127.0.0.1'],
  ['localhost', undefined],
])('demo mode refuses %s from %s', (host, remoteAddress) => {
  expect(() => demo.admit({ authorization: undefined, host, remoteAddress })).toThrow(
    expect.objectContaining({ code: 'FORBIDDEN' }) as Error,
  );
});

test('demo mode with keys configured wants a key', () => {
  const keyed = new Doorkeeper({ isDemo: true, apiKeys: keys, demoAnalyst: null });

  expect(() => keyed.admit(local)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }) as Error);
});

test('metrics are for this machine and for callers', () => {
  const far = { host: 'soc.example', remoteAddress: '203.0.113.9' };

  expect(app.mayInspect(local)).toBe(true);
  expect(app.mayInspect({ ...far, authorization: undefined })).toBe(false);
  expect(app.mayInspect({ ...far, authorization: `Bearer ${KEY}` })).toBe(true);
});

test('only names and addresses of this machine are loopback', () => {
  expect(['127.0.0.1', '127.255.0.9', 'LOCALHOST', '::1', '[::1]'].map(isLoopback)).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(
    ['127.0.0.256', '0.0.0.0', '128.0.0.1', '127.1', 'localhost.', '', '::', '127.0.0.1.example'].filter(isLoopback),
  ).toEqual([]);
});

describe('API keys', () => {
  const tenants = [{ tenantId: 't-1', labels: ['region:eu'] }];

  test('may name labels with colons', () => {
    expect(readApiKeys(`a:${KEY}:region:eu`, tenants)).toMatchObject([{ tenants: ['t-1'] }]);
  });

  test.each([
    ['a short key', 'a:short', 'entry 1 must be'],
    ['no name', `:${KEY}`, 'entry 1 must be'],
    ['a name twice', `a:${KEY};a:${KEY}`, 'the name "a" is given twice'],
    ['an unknown tenant', `a:${KEY}:nowhere`, 'key "a" names a tenant or label that no tenant has: nowhere'],
  ])('with %s are refused without showing a key', (_what, written, problem) => {
    expect(() => readApiKeys(written, tenants)).toThrow(problem);
    expect(() => readApiKeys(written, tenants)).not.toThrow(KEY);
  });
});
