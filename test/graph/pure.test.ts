import fc from 'fast-check';
import { composeBatch, headersOf, openBatch } from '../../src/graph/batch.js';
import { familyOf, permissionFor } from '../../src/graph/families.js';
import { LIMITS } from '../../src/graph/limits.js';
import { costOf } from '../../src/graph/resourceUnits.js';
import { backoffMs, parseRetryAfter } from '../../src/graph/retryAfter.js';
import { nextStep, type Setback } from '../../src/graph/retry.js';
import { SecgraphError } from '../../src/errors/SecgraphError.js';
import { read } from '../support/graphServer.js';

const NOW = Date.UTC(2026, 10, 23, 8);

describe('Retry-After', () => {
  test.each([
    ['10', 10],
    ['2.128', 2.128],
    [' 0 ', 0],
    ['Mon, 23 Nov 2026 08:00:30 GMT', 30],
    ['Mon, 23 Nov 2026 07:00:00 GMT', 0],
    ['', null],
    [undefined, null],
    ['-5', null],
    ['1e9', null],
    ['soon', null],
    ['2026', 2026],
    ['Infinity', null],
  ])('%j is %j seconds', (value, seconds) => expect(parseRetryAfter(value, NOW)).toBe(seconds));

  test('is never shortened, whatever number or date it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (seconds) => {
        expect(parseRetryAfter(String(seconds), NOW)).toBe(seconds);
        const date = new Date(NOW + (seconds % 1_000_000) * 1000).toUTCString();
        expect(parseRetryAfter(date, NOW)).toBe(seconds % 1_000_000);
      }),
    );
  });

  test('any text gives null or a number of at least 0', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const seconds = parseRetryAfter(text, NOW);
        expect(seconds === null || seconds >= 0).toBe(true);
      }),
    );
  });

  test('without it the wait grows, is jittered in full and has an end', () => {
    expect([0, 1, 2, 9].map((attempt) => backoffMs(attempt, 1))).toEqual([500, 1000, 2000, 8000]);
    expect(backoffMs(3, 0)).toBe(0);
  });
});

describe('a batch', () => {
  test('numbers its parts and gives each its headers', () => {
    const ids = ['a', 'b'];
    const requests = [read('/users'), read('/x', { method: 'POST', body: { ids: [] } })];

    expect(composeBatch(requests, () => ids.shift() as string)).toEqual({
      requests: [
        {
          id: '1',
          method: 'GET',
          url: '/users',
          headers: { prefer: 'include-unknown-enum-members', 'client-request-id': 'a' },
        },
        {
          id: '2',
          method: 'POST',
          url: '/x',
          headers: {
            prefer: 'include-unknown-enum-members',
            'client-request-id': 'b',
            'content-type': 'application/json',
          },
          body: { ids: [] },
        },
      ],
    });
  });

  test('a header value with a line break is refused', () => {
    expect(() => headersOf(read('/users', { headers: { 'If-Match': 'a\r\nb: c' } }), 'id')).toThrow(RangeError);
  });

  test('answers find their requests in any order; missing ones and double ones are told apart', () => {
    const plan = fc.array(fc.constantFrom('once', 'missing', 'twice'), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(plan, fc.infiniteStream(fc.nat()), (fates, order) => {
        const responses = fates.flatMap((fate, index) => {
          const response = {
            id: String(index + 1),
            status: 200,
            headers: { 'X-Part': String(index) },
            body: { index },
          };
          return fate === 'once' ? [response] : fate === 'twice' ? [response, { ...response }] : [];
        });
        const shuffled = responses.map((response) => ({ response, at: order.next().value as number }));
        shuffled.sort((a, b) => a.at - b.at);

        const parts = openBatch({ responses: shuffled.map(({ response }) => response) }, fates.length);

        expect(parts).toEqual(
          fates.map((fate, index) => {
            if (fate === 'once') return { status: 200, headers: { 'x-part': String(index) }, body: { index } };
            return fate === 'twice' ? 'malformed' : 'missing';
          }),
        );
      }),
    );
  });

  test.each([[null], ['x'], [{}], [{ responses: {} }], [[]]])('%j is no envelope', (body) => {
    expect(openBatch(body, 1)).toBeNull();
  });

  test('any JSON is opened without a throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void openBatch({ responses: value }, 3)));
    fc.assert(fc.property(fc.array(fc.jsonValue()), (value) => void openBatch({ responses: value }, 3)));
  });

  test.each([
    [{ id: '1' }],
    [{ id: '1', status: '200' }],
    [{ id: '1', status: 200, body: 'text' }],
    [{ id: '1', status: 99 }],
  ])('the part %j is malformed', (part) => expect(openBatch({ responses: [part] }, 1)).toEqual(['malformed']));

  test('a part without a body has null', () => {
    expect(openBatch({ responses: [{ id: '1', status: 204 }] }, 1)).toEqual([{ status: 204, headers: {}, body: null }]);
  });
});

describe('what a call costs', () => {
  test.each([
    ['/users', 2],
    ['/users?$select=id', 1],
    ["/users?$filter=id in ('a')&$select=id&$top=15", 1],
    ['/users?$expand=manager', 3],
    ['/users/1', 2],
    ['/users/1/manager', 1],
    ['/users/1/memberOf', 2],
    ['/groups/1/members', 3],
    ['/groups/1/transitiveMembers', 5],
    ['/devices?$expand=registeredOwners&$select=id', 1],
    ['/directoryObjects/getByIds', 5],
    ['/directoryObjects/getByIds?$select=id', 2],
  ])('%s: %d resource units', (path, units) => expect(costOf(read(path))).toBe(units));

  test('elsewhere a call is a call', () => {
    expect(costOf(read('/security/alerts_v2?$expand=x', { workload: 'security' }))).toBe(1);
  });

  test('every row of the limits table says where it comes from', () => {
    for (const [name, row] of Object.entries(LIMITS)) {
      expect(row.workload).toBe(name);
      expect(row.limit / row.windowSeconds).toBeGreaterThan(0);
      expect(row.source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
    }
  });
});

describe('families', () => {
  test.each([
    ['/users/anna@contoso.example?$select=id', '/users/…'],
    ["/devices(deviceId='x')/registeredOwners", '/devices/registeredOwners'],
    ['/security/alerts_v2/da6378', '/security/alerts_v2/…'],
  ])('%s is told as %s', (path, family) => expect(familyOf(read(path))).toBe(family));

  test.each([
    ['/security/alerts_v2', 'GET', 'SecurityAlert.Read.All'],
    ['/security/alerts_v2/1', 'PATCH', 'SecurityAlert.ReadWrite.All'],
    ['/security/alerts?$top=1', 'GET', 'SecurityEvents.Read.All'],
    ['/users?$top=1', 'GET', 'User.Read.All'],
    ['/users/1/managedDevices', 'GET', 'DeviceManagementManagedDevices.Read.All'],
    ['/nobody/knows', 'GET', null],
  ] as const)('%s by %s needs %s', (path, method, permission) =>
    expect(permissionFor(read(path, { method }))).toBe(permission),
  );
});

describe('the next step', () => {
  const error = new SecgraphError('UPSTREAM_UNAVAILABLE', 'x');
  const refused = (status: number): Setback['outcome'] => ({
    kind: 'refused',
    status,
    headers: {},
    body: null,
    requestId: null,
  });
  const broken = (reason: 'timeout' | 'tooLarge' | 'deadline' | 'missing'): Setback['outcome'] => ({
    kind: 'broken',
    reason,
    requestId: null,
  });
  const step = (more: Partial<Setback>): string =>
    nextStep({
      outcome: refused(503),
      error,
      isRead: true,
      attempt: 0,
      hasRenewed: false,
      wasShared: false,
      jitter: 1,
      ...more,
    }).kind;

  test.each([
    ['503', {}, 'again'],
    ['the third 503', { attempt: 2 }, 'fail'],
    ['501', { outcome: refused(501) }, 'fail'],
    ['400', { outcome: refused(400) }, 'fail'],
    ['a time-out, whose whole time has been waited for', { outcome: broken('timeout') }, 'fail'],
    ['the deadline', { outcome: broken('deadline') }, 'fail'],
    ['a missing part', { outcome: broken('missing') }, 'again'],
    ['too much alone', { outcome: broken('tooLarge') }, 'fail'],
    ['too much together', { outcome: broken('tooLarge'), wasShared: true }, 'again'],
    ['503 to a change', { isRead: false }, 'fail'],
    ['429 to a change', { isRead: false, outcome: refused(429) }, 'again'],
    ['the second 429 to a change', { isRead: false, outcome: refused(429), attempt: 1 }, 'fail'],
  ] as const)('after %s', (_name, more, kind) => expect(step(more)).toBe(kind));
});
