import { readTenants } from '../../src/config/tenantsFile.js';

const clientId = '22222222-2222-4222-8222-222222222222';
const tenant = (over: object = {}) => ({
  tenantId: 'AAAAAAAA-1111-4111-8111-111111111111',
  displayName: 'Contoso',
  credential: { kind: 'managedIdentity', clientId },
  ...over,
});
const around = {
  env: { SET: 'from-env' },
  readText: (path: string) => (path === 'secret.txt' ? 'from-file\n' : missing()),
};
const missing = (): never => {
  throw new Error('no such file');
};
const read = (...tenants: object[]) => readTenants(JSON.stringify(tenants), around);

test('ids are lower case, the cloud decides root and authority', () => {
  expect(read(tenant({ cloud: 'US_GOV_L5' }))[0]).toMatchObject({
    tenantId: 'aaaaaaaa-1111-4111-8111-111111111111',
    graphRoot: 'https://dod-graph.microsoft.us',
    authority: 'https://login.microsoftonline.us',
  });
});

test('Defender for Endpoint is where the cloud has it, at a regional host where the tenant says so, and nowhere in China', () => {
  const defenderOf = (more: object) => read(tenant(more))[0]?.defender;

  expect(defenderOf({})).toEqual({
    root: 'https://api.security.microsoft.com',
    audience: 'https://api.securitycenter.microsoft.com',
  });
  expect(defenderOf({ defenderRoot: 'https://eu.api.security.microsoft.com/' })).toEqual({
    root: 'https://eu.api.security.microsoft.com',
    audience: 'https://api.securitycenter.microsoft.com',
  });
  expect(defenderOf({ cloud: 'CHINA' })).toBeNull();
});

test('Microsoft Sentinel is the workspace that the tenant names, at an address that is documented or given', () => {
  const workspaceId = '5E171E10-0001-4000-8000-0000000000C0';
  const sentinelOf = (more: object) => read(tenant(more))[0]?.sentinel;

  expect(sentinelOf({})).toBeNull();
  expect(sentinelOf({ sentinelWorkspaceId: workspaceId })).toEqual({
    root: 'https://api.ti.sentinel.azure.com',
    audience: 'https://management.azure.com',
    workspaceId: workspaceId.toLowerCase(),
  });
  expect(
    sentinelOf({ cloud: 'US_GOV_L4', sentinelWorkspaceId: workspaceId, sentinelRoot: 'https://ti.example/' }),
  ).toMatchObject({ root: 'https://ti.example', audience: 'https://management.usgovcloudapi.net' });
  expect(() => sentinelOf({ cloud: 'US_GOV_L4', sentinelWorkspaceId: workspaceId })).toThrow(
    '[0].sentinelWorkspaceId:',
  );
  expect(() => sentinelOf({ sentinelRoot: 'https://ti.example' })).toThrow('[0].sentinelRoot:');
});

test('legacy alerts are read where the tenant says so', () => {
  const of = (more: object) => read(tenant(more))[0]?.legacyAlerts;

  expect([of({}), of({ legacyAlerts: 'off' }), of({ legacyAlerts: 'on' })]).toEqual([false, false, true]);
  expect(() => read(tenant({ legacyAlerts: true }))).toThrow('[0].legacyAlerts:');
});

test('root and authority can be overridden, without a slash at the end', () => {
  expect(read(tenant({ graphRoot: 'http://127.0.0.1:5000/', authority: 'https://login.example/' }))[0]).toMatchObject({
    graphRoot: 'http://127.0.0.1:5000',
    authority: 'https://login.example',
  });
});

test.each([
  [{ secretEnv: 'SET' }, 'from-env'],
  [{ secretFile: 'secret.txt' }, 'from-file'],
  [{ secret: 'inline' }, 'inline'],
])('a secret is found by %j', (way, secret) => {
  expect(read(tenant({ credential: { kind: 'secret', clientId, ...way } }))[0]?.credential).toEqual({
    kind: 'secret',
    clientId,
    secret,
  });
});

test.each([
  ['text that is not JSON', '{', 'is not JSON'],
  ['an object', '{}', 'expected array'],
  ['an empty list', '[]', 'must name at least one tenant'],
  ['a tenant id that is none', JSON.stringify([tenant({ tenantId: 'contoso' })]), '[0].tenantId: must be a GUID'],
  ['an unknown member', JSON.stringify([tenant({ tennant: 1 })]), '[0]: Unrecognized key: "tennant"'],
  ['an unknown cloud', JSON.stringify([tenant({ cloud: 'MARS' })]), '[0].cloud:'],
  [
    'a credential of unknown kind',
    JSON.stringify([tenant({ credential: { kind: 'hope' } })]),
    '[0].credential.kind: kind must be one of',
  ],
  [
    'a root over http elsewhere',
    JSON.stringify([tenant({ graphRoot: 'http://graph.example' })]),
    '[0].graphRoot: must be an https URL',
  ],
  ['the same tenant twice', JSON.stringify([tenant(), tenant()]), '[1].tenantId: is the same'],
  [
    'a secret nowhere',
    JSON.stringify([tenant({ credential: { kind: 'secret', clientId } })]),
    '[0].credential: needs exactly one of',
  ],
  [
    'a variable that is not set',
    JSON.stringify([tenant({ credential: { kind: 'secret', clientId, secretEnv: 'UNSET' } })]),
    '[0].credential.secretEnv: the environment variable UNSET is not set',
  ],
  [
    'a file that is not there',
    JSON.stringify([tenant({ credential: { kind: 'secret', clientId, secretFile: 'gone' } })]),
    '[0].credential.secretFile: gone cannot be read',
  ],
])('%s is refused with its place and the reason', (_what, text, problem) => {
  expect(() => readTenants(text, around)).toThrow(problem);
});
