import { Chaos } from '../../../emulator/control/Chaos.js';
import type { ChaosRule, ChaosTarget } from '../../../emulator/control/Chaos.js';
import type { Reply } from '../../../emulator/http/Reply.js';
import { seededRandom } from '../../../emulator/http/seeded.js';

const stamp = { now: new Date(0), requestId: 'r', clientRequestId: 'c' };
const target: ChaosTarget = { method: 'GET', path: '/v1.0/users?$top=1', isPart: false, tenantId: 't1', stamp };
const fine: Reply = { status: 200, headers: { 'Content-Type': 'application/json' }, body: { value: [] } };

async function struck(rule: ChaosRule, at: Partial<ChaosTarget> = {}): Promise<Reply> {
  const chaos = new Chaos(seededRandom('x'), () => Promise.resolve());
  chaos.add(rule);
  return chaos.around({ ...target, ...at }, () => Promise.resolve(fine));
}

describe('Chaos', () => {
  test('without rules the answer passes untouched', async () => {
    expect(await new Chaos(Math.random).around(target, () => Promise.resolve(fine))).toBe(fine);
  });

  test.each<[string, ChaosRule['match'], Partial<ChaosTarget>, boolean]>([
    ['its method', { method: 'get' }, {}, true],
    ['another method', { method: 'POST' }, {}, false],
    ['its path', { path: '^/v1\\.0/users' }, {}, true],
    ['its path as received or decoded', { path: '\\$expand' }, { path: '/v1.0/users?%24expand=manager' }, true],
    ['a path that cannot be decoded', { path: 'users/%' }, { path: '/v1.0/users/%' }, true],
    ['parts only', { part: true }, {}, false],
    ['a part', { part: true }, { isPart: true }, true],
    ['whole requests only', { part: false }, { isPart: true }, false],
    ['another tenant', { tenantId: 't2' }, {}, false],
    ['its tenant', { tenantId: 't1' }, {}, true],
  ])('a rule for %s', async (_name, match, at, strikes) => {
    const reply = await struck({ ...(match === undefined ? {} : { match }), status: 503 }, at);

    expect(reply.status).toBe(strikes ? 503 : 200);
  });

  test('429 comes in the shape of a busy Graph with Retry-After 1, another value, or none', async () => {
    const usual = await struck({ status: 429 });

    expect(usual.headers['Retry-After']).toBe('1');
    expect(usual.body).toMatchObject({ error: { code: 'TooManyRequests', innerError: { status: '429' } } });
    expect((await struck({ status: 429, retryAfter: '2.128' })).headers['Retry-After']).toBe('2.128');
    expect((await struck({ status: 429, retryAfter: null })).headers).not.toHaveProperty('Retry-After');
  });

  test('a status alone brings its usual code; a code of its own wins', async () => {
    expect((await struck({ status: 504 })).body).toMatchObject({ error: { code: 'GatewayTimeout' } });
    expect((await struck({ status: 400, code: 'x' })).body).toMatchObject({ error: { code: 'x' } });
  });

  test('below 400 the answer comes under that status, with the headers of the rule', async () => {
    const reply = await struck({ status: 206, headers: { Warning: '199 - "A/B/504/10000"' } });

    expect(reply).toMatchObject({ status: 206, body: { value: [] }, headers: { Warning: '199 - "A/B/504/10000"' } });
  });

  test('reset, truncate, malformed and body change what goes over the wire', async () => {
    expect((await struck({ reset: true })).fault).toBe('reset');
    expect(await struck({ truncate: true })).toMatchObject({ fault: 'truncate', body: { value: [] } });
    expect((await struck({ malformed: true })).text).toBe('{"value":[{"id":');
    expect((await struck({ malformed: '<html>' })).text).toBe('<html>');
    expect((await struck({ body: { value: null } })).body).toEqual({ value: null });
  });

  test('count wears out, and the next rule takes over', async () => {
    const chaos = new Chaos(seededRandom('x'));
    chaos.add({ status: 503, count: 2 });
    chaos.add({ status: 504, count: 1 });
    const statuses: number[] = [];

    for (let call = 0; call < 4; call += 1) {
      statuses.push((await chaos.around(target, () => Promise.resolve(fine))).status);
    }

    expect(statuses).toEqual([503, 503, 504, 200]);
  });

  test('probability is drawn from the seed: the same run twice, about the share asked for', async () => {
    const run = async (): Promise<number[]> => {
      const chaos = new Chaos(seededRandom('dice'));
      chaos.add({ status: 500, probability: 0.3 });
      const replies = Array.from({ length: 500 }, () => chaos.around(target, () => Promise.resolve(fine)));
      return (await Promise.all(replies)).map(({ status }) => status);
    };
    const first = await run();

    expect(await run()).toEqual(first);
    const share = first.filter((status) => status === 500).length / 500;
    expect(share).toBeGreaterThan(0.22);
    expect(share).toBeLessThan(0.38);
  });

  test('latency is slept before the answer', async () => {
    const slept: number[] = [];
    const chaos = new Chaos(Math.random, (ms) => {
      slept.push(ms);
      return Promise.resolve();
    });
    chaos.add({ latencyMs: 60 });

    expect(await chaos.around(target, () => Promise.resolve(fine))).toMatchObject({ status: 200 });
    expect(slept).toEqual([60]);
  });

  test.each<ChaosRule>([{ status: 99 }, { probability: 2 }, { latencyMs: -1 }, { count: 0 }])(
    '%j is refused',
    (rule) => {
      expect(() => new Chaos(Math.random).add(rule)).toThrow(RangeError);
    },
  );

  test('a pattern that is none is refused', () => {
    expect(() => new Chaos(Math.random).add({ match: { path: '(' } })).toThrow(SyntaxError);
  });
});
