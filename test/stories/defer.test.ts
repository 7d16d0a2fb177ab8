import { askInParts, type Part } from '../support/multipart.js';
import { COLD, example, openHouse, type House } from '../support/house.js';

let house: House;

beforeAll(async () => {
  house = await openHouse({ env: COLD });
});

afterAll(() => house.stop());

/** What all parts say together, each put in its place. */
function whole(parts: readonly Part[]): unknown {
  const { data } = structuredClone(parts[0]!) as { data: Record<string, unknown> };
  for (const { path, data: more, items } of parts.flatMap(({ incremental = [] }) => incremental)) {
    const way = items ? path.slice(0, -1) : path;
    const place = way.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], data);
    if (items) items.forEach((item, index) => ((place as unknown[])[Number(path.at(-1)) + index] = item));
    else Object.assign(place as object, merged(place, more));
  }
  return data;
}

function merged(into: unknown, more: unknown): unknown {
  if (Array.isArray(more)) return more.map((item, index) => merged((into as unknown[] | undefined)?.[index], item));
  if (typeof more !== 'object' || more === null) return more;
  const fields = Object.entries(more).map(([name, value]) => [
    name,
    merged((into as Record<string, unknown> | undefined)?.[name], value),
  ]);
  return { ...(into as object | undefined), ...(Object.fromEntries(fields) as object) };
}

test('alerts come first with one request to Graph, their context in later parts with one more', async () => {
  house.emulator.clearRequests();
  const seen: number[] = [];

  const { contentType, parts } = await askInParts(house.url, example('defer'), {
    onPart: () => seen.push(house.emulator.requests().length),
  });

  expect(contentType).toMatch(/^multipart\/mixed/);
  expect(parts[0]).toMatchObject({ hasNext: true });
  expect(parts[0]!.data.alerts.nodes).toHaveLength(25);
  expect(parts[0]!.data.alerts.nodes[0]).not.toHaveProperty('users');
  expect(parts.flatMap(({ incremental = [] }) => incremental)).toHaveLength(25);
  expect(parts.at(-1)).toMatchObject({ hasNext: false, extensions: { upstream: { requests: 2 } } });
  expect(house.emulator.requests()).toHaveLength(2);
});

test('all parts together say what the same question says without @defer', async () => {
  const plain = example('defer').replace(/@defer\([^)]*\)/, '');

  const { parts } = await askInParts(house.url, example('defer'));
  const { data } = await house.ask(plain);

  expect((whole(parts) as typeof data).alerts.nodes).toEqual(data.alerts.nodes);
});

test('a caller who does not ask for parts gets one answer or is told how to ask, and nothing half', async () => {
  const { status, data, errors } = await house.ask(example('defer'));

  if (status === 200) expect(data.alerts.nodes[0]).toHaveProperty('users');
  else expect(errors[0]!.message).toMatch(/multipart\/mixed/);
});

test('@defer(if: false) is planned with the rest', async () => {
  const { data, requests } = await house.ask(example('defer').replace('@defer(', '@defer(if: false, '));

  expect(data.alerts.nodes[0]).toHaveProperty('users');
  expect(requests).toHaveLength(2);
});

test('@stream sends a list in portions, for no more requests than without it', async () => {
  const query = `{ alerts(first: 10, tenants: ["contoso"]) {
    nodes @stream(initialCount: 3) { title hosts { host { name owners { displayName } } } } } }`;
  house.emulator.clearRequests();

  const { parts } = await askInParts(house.url, query);

  expect(parts[0]!.data.alerts.nodes).toHaveLength(3);
  expect((whole(parts) as { alerts: { nodes: unknown[] } }).alerts.nodes).toHaveLength(10);
  expect(house.emulator.requests()).toHaveLength(2);
  expect(whole(parts)).toEqual((await house.ask(query.replace(/@stream\([^)]*\)/, ''))).data);
});

test('what is deferred counts in the price that is judged before', async () => {
  const priced = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: example('defer'), extensions: { explain: true } }),
  });
  const { extensions: told } = (await priced.json()) as { extensions: { explain: { paths: { path: string }[] } } };

  expect(told.explain.paths.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['alerts', 'alerts.nodes.users.user']),
  );
});
