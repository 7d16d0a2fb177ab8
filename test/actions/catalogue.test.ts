import { ActionKind } from '../../schema/enums.js';
import { CATALOGUE, catalogued, kindOf } from '../../src/actions/catalogue.js';
import { isOffered, permissionFor } from '../../src/graph/families.js';
import type { GraphRequest } from '../../src/graph/GraphRequest.js';
import { actionPivots } from '../../src/pivots/actionPivots.js';

/** What the catalogue says is sent, as a request. */
function requestOf(call: string): GraphRequest {
  const [method, path] = call.split(' ') as [GraphRequest['method'], string];
  const bare = path.replace(/^\/(api|beta)(?=\/)/, '').replace('{id}', '42');
  return { method, path: bare, workload: 'security' };
}

test('every kind of the schema is in the catalogue once', () => {
  expect(CATALOGUE.map(({ kind }) => kind).sort()).toEqual(Object.keys(ActionKind).sort());
});

test.each(CATALOGUE.map((entry) => [entry.kind, entry] as const))(
  '%s needs the permission that refusals of its call name',
  (_kind, { call, permission }) => {
    expect(permissionFor(requestOf(call))).toBe(permission);
  },
);

test('what undoes an action is done to the same targets, in the same slot', () => {
  const undone = CATALOGUE.filter(({ reversedBy }) => reversedBy !== null);

  expect(undone.length).toBeGreaterThan(10);
  for (const { kind, target, slot, reversedBy } of undone) {
    expect({ of: kind, ...catalogued(reversedBy!) }).toMatchObject({ target, slot });
  }
});

test('services name actions in their own words, in any case', () => {
  expect(kindOf('DEFENDER_FOR_ENDPOINT', 'Isolate')).toBe('ISOLATE_HOST');
  expect(kindOf('DEFENDER_FOR_ENDPOINT', 'Unisolate')).toBe('RELEASE_HOST');
  expect(kindOf('SECURITY_ACTIONS', 'blockip')).toBe('BLOCK_IP');
  expect(kindOf('DEFENDER_FOR_ENDPOINT', 'Offboard')).toBeNull();
});

test('what Microsoft has in its worldwide cloud only is refused elsewhere before it is sent', () => {
  const elsewhere = CATALOGUE.filter(({ call }) => !isOffered({ cloud: 'US_GOV_L4' }, requestOf(call))).map(
    ({ runsAt }) => runsAt,
  );

  expect([...new Set(elsewhere)].sort()).toEqual(['DEFENDER_FOR_IDENTITY', 'SECURITY_ACTIONS']);
});

test('orders to machines are priced one by one, others twenty to a request', () => {
  const { keys, fanOut } = actionPivots.find(({ field }) => field === 'invokeActions')!;
  const price = (kinds: readonly string[]): number => keys!({ actions: kinds.map((kind) => ({ kind })) });

  for (const { kind, runsAt } of CATALOGUE) {
    const ofTwenty = price(Array<string>(20).fill(kind));
    expect({ kind, ofTwenty }).toEqual({ kind, ofTwenty: runsAt === 'DEFENDER_FOR_ENDPOINT' ? 22 : 3 });
  }
  const args = { actions: [{ kind: 'BLOCK_IP' }, { kind: 'SCAN_HOST' }], dryRun: true };
  expect(keys!(args) * fanOut(args)).toBe(2);
});
