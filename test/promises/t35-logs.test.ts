import { connect } from 'node:net';
import { as, KEYS, openFronted, openLog, type FrontedHouse } from './support/fronted.js';
import { json } from './support/Front.js';

const ALLOWED = new Set(
  'level time msg requestId clientRequestId caller operation code graphCode reason path method status ms bytes tenantId workload retryAfterSeconds parts count origin user error'.split(
    ' ',
  ),
);
const SECRET = 's3cr3t-of-a-caller';
const PERSON = 'anna.secret@contoso.example';

let house: FrontedHouse;
const { log, lines } = openLog();
beforeAll(async () => {
  house = await openFronted({ log, env: { API_KEYS: `soc:${KEYS.a}` } });
});
afterAll(() => house.stop());

function post(body: string, headers: Record<string, string> = as(KEYS.a), path = '/graphql'): Promise<string> {
  return fetch(`${house.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  }).then((response) => response.text());
}

test('T35: whatever is sent, right or wrong, the log holds listed fields only, one JSON object a line, and nothing of the caller', async () => {
  const query = (text: string, variables: object = {}) => JSON.stringify({ query: text, variables });
  await post(query(`{ user(mail: "${PERSON}", tenant: "contoso") { id } }`));
  await post(query('query ($m: String) { user(mail: $m, tenant: "contoso") { id } }', { m: PERSON }));
  await post(query(`{ alerts(filter: { assignedTo: "${PERSON}" }, tenants: ["contoso"]) { nodes { id } } }`));
  await post(query(`{ users(search: "${SECRET}", tenants: ["contoso"]) { nodes { id } } }`));
  await post(query(`{ nothing_${SECRET.replaceAll('-', '_')} }`));
  await post(`{"query": ${SECRET}`);
  await post(query('{ me { name } }'), as(`wrong-key-${SECRET}`));
  await post(query('{ me { name } }'), as(KEYS.a), `/nowhere/${SECRET}?token=${SECRET}`);
  await post(query('{ me { name } }'), { ...as(KEYS.a), 'content-type': `text/${SECRET}` });
  await post(query('{ me { name } }'), {
    ...as(KEYS.a),
    'x-forwarded-for': SECRET,
    cookie: SECRET,
    'user-agent': SECRET,
  });
  await fetch(`${house.url}/graphql?query={me{name}}&token=${SECRET}`, {
    headers: { ...as(KEYS.a), 'apollo-require-preflight': '1' },
  });
  house.front.instead = (_seen, response) =>
    json(response, { error: { code: SECRET, message: `${SECRET} ${PERSON}` } }, 500);
  await post(query('{ alerts(first: 1, tenants: ["contoso"]) { nodes { id } } }'));
  house.front.behave();

  expect(lines.length).toBeGreaterThan(5);
  const text = lines.join('\n');
  for (const word of [
    SECRET,
    PERSON,
    'anna.secret',
    KEYS.a,
    'eyJ',
    'Bearer',
    'demo-secret-of-the-emulator',
    '$filter',
    'assignedTo',
  ]) {
    expect(text).not.toContain(word);
  }
  for (const line of lines) {
    const fields = Object.keys(JSON.parse(line) as object);
    expect(fields.filter((field) => !ALLOWED.has(field))).toEqual([]);
  }
});

test('T35: a line break in what is sent forges no line', async () => {
  const before = lines.length;
  const forged = '{"level":50,"msg":"forged"}';
  await post(JSON.stringify({ query: `query Q { nothing } #\n${forged}\n`, operationName: `Q\n${forged}` }));
  await new Promise<void>((resolve) => {
    const socket = connect(Number(new URL(house.url).port), '127.0.0.1');
    socket.on('close', () => resolve());
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.end(`GET /%0a${encodeURIComponent(forged)} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
  });

  for (const line of lines.slice(before)) expect((JSON.parse(line) as { msg: string }).msg).not.toBe('forged');
});
