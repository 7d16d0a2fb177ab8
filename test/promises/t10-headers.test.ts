import { connect } from 'node:net';
import { codesOf, openFronted, openLog, type FrontedHouse } from './support/fronted.js';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FORGED = {
  'client-request-id': 'forged-by-a-caller',
  'request-id': 'forged-by-a-caller',
  'x-request-id': 'forged-by-a-caller',
  prefer: 'forged-by-a-caller',
  consistencylevel: 'forged-by-a-caller',
  'if-match': 'forged-by-a-caller',
  'user-agent': 'forged-by-a-caller',
  traceparent: 'forged-by-a-caller',
};
const QUESTION =
  '{ alerts(first: 5, tenants: ["contoso"]) { nodes { id users { user { id } } hosts { host { id } } } } }';

let house: FrontedHouse;
const { log, lines } = openLog();
beforeAll(async () => {
  house = await openFronted({ log });
});
afterAll(() => house.stop());

test('T10: no header of a caller reaches Graph; every call has an id of ours, plain and in batches', async () => {
  await house.ask(QUESTION, {}, FORGED);

  const { seen } = house.front;
  const batches = seen
    .filter(({ url }) => url.endsWith('$batch'))
    .map(({ body }) => JSON.parse(body) as { requests: { headers: Record<string, string> }[] });
  const ids = [
    ...seen.map(({ headers }) => headers['client-request-id'] as string),
    ...batches.flatMap(({ requests }) => requests.map(({ headers }) => headers['client-request-id']!)),
  ];
  expect(JSON.stringify(seen)).not.toContain('forged-by-a-caller');
  expect(batches.length).toBeGreaterThan(0);
  expect(ids.every((id) => GUID.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test("T10: the log knows each call by our id and by Graph's", () => {
  const calls = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'graph');

  expect(calls.length).toBeGreaterThan(1);
  for (const { requestId, clientRequestId } of calls) {
    expect(requestId).toMatch(GUID);
    expect(clientRequestId).toMatch(GUID);
  }
  expect(lines.join()).not.toContain('forged-by-a-caller');
});

test.each(['contoso\r\nx-evil: 1', 'contoso\n', '\u0000', 'contoso\u2028'])(
  'T10: a tenant named %j is no header and no tenant',
  async (tenant) => {
    const told = await house.ask('query ($tenant: String!) { alerts(tenants: [$tenant]) { nodes { id } } }', {
      tenant,
    });

    expect(codesOf(told)).toEqual(['FORBIDDEN']);
    expect(told.requests).toEqual([]);
    expect(told.errors[0]?.message).not.toMatch(/[\r\n\u2028\u0000]/);
  },
);

test('T10: a header with a line break in it is refused by the door', async () => {
  const { port } = new URL(house.url);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\nx-request-id: a\u0001b\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
    );
  });

  expect(answer).toMatch(/^HTTP\/1\.1 400/);
});
