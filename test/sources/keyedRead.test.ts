import type { GraphClient } from '../../src/graph/GraphClient.js';
import { keyedRead } from '../../src/sources/keyedRead.js';
import { FakeClock } from '../support/fakeClock.js';
import { callAt, tenantAt } from '../support/graphServer.js';

const REQUEST = { method: 'GET', path: '/devices', workload: 'directory' } as const;

/** A Graph that answers everything with these names. */
function graphWith(...names: string[]): GraphClient {
  const body = { value: names.map((displayName) => ({ displayName })) };
  const answer = { status: 200, headers: {}, body, requestId: null, asOf: 0 };
  return { send: () => Promise.resolve(answer) } as unknown as GraphClient;
}

test('a name that is asked for in two spellings is found in both', async () => {
  const place = { tenant: tenantAt('http://127.0.0.1'), call: callAt(new FakeClock()) };
  const values = ['PC-7', 'pc-7', 'pc-8'];

  const found = await keyedRead(graphWith('Pc-7', 'pc-9'), place, [{ values, request: REQUEST }], 'displayName');

  const names = [...found].map(([value, sent]) => [
    value,
    (sent as unknown as { record: { displayName: string } }[]).map(({ record }) => record.displayName),
  ]);
  expect(names).toEqual([
    ['PC-7', ['Pc-7']],
    ['pc-7', ['Pc-7']],
    ['pc-8', []],
  ]);
});
