import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openFronted, type FrontedHouse } from './support/fronted.js';

jest.setTimeout(60_000);

const QUESTION = `{
  alerts(first: 10, tenants: ["contoso"]) {
    nodes { title severity evidence { kind } users { accountName user { displayName manager { displayName } } } hosts { name host { name owners { displayName } } } }
  }
}`;
const POLLUTED =
  '"__proto__":{"polluted":true,"title":"forged"},"constructor":{"prototype":{"polluted":true}},"toString":null,"hasOwnProperty":1,';

let house: FrontedHouse;
beforeAll(async () => {
  house = await openFronted({ env: { CACHE_USERS_SECONDS: '0', CACHE_HOSTS_SECONDS: '0' } });
});
beforeEach(() => house.front.behave());
afterEach(() => expect(({} as Record<string, unknown>)['polluted']).toBeUndefined());
afterAll(() => house.stop());

test('T11: records that speak for prototypes are read like any other', async () => {
  const honest = await house.ask(QUESTION);
  house.front.reword = (text) => text.replaceAll('{"', `{${POLLUTED}"`);

  const told = await house.ask(QUESTION);

  expect(told.errors).toEqual([]);
  expect(told.data).toEqual(honest.data);
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
  'T11: things that are called %s are things like others',
  async (name) => {
    house.front.alter = ({ body }) => {
      for (const row of body?.value ?? []) {
        for (const evidence of row.evidence ?? []) {
          if (evidence.userAccount)
            Object.assign(evidence.userAccount, { accountName: name, azureAdUserId: name, userPrincipalName: name });
          if (evidence.deviceDnsName) Object.assign(evidence, { deviceDnsName: name, azureAdDeviceId: name });
          evidence.verdict = name;
        }
        if ('severity' in row) Object.assign(row, { severity: name, status: name });
      }
    };

    const told = await house.ask(QUESTION.replace('severity', 'severity severityRaw'));

    const [alert] = told.data.alerts.nodes;
    expect(told.data.alerts.nodes).toHaveLength(10);
    expect(alert).toMatchObject({ severity: 'UNKNOWN', severityRaw: name });
    expect(told.errors.filter(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR')).toEqual([]);
  },
);

test.each(['__proto__', 'constructor', 'toString'])(
  'T11: %s as argument, variable and name opens nothing',
  async (name) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":"query Q($x: [String!]) { alerts(first: 1, tenants: $x) { nodes { id } } alert(id: \\"${name}\\", tenant: \\"contoso\\") { id } }","operationName":"Q","variables":{"${name}":{"polluted":true},"x":["${name}"]},"${name}":{"polluted":true}}`,
    });
    const { errors, data } = (await response.json()) as { errors: { extensions: { code: string } }[]; data: unknown };

    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(data === null || (data as { alert: unknown }).alert === null).toBe(true);
  },
);

test('T11: the whole service runs where __proto__ throws', async () => {
  const story = join(__dirname, 'support/oneStory.ts');
  const child = spawn(process.execPath, ['--disable-proto=throw', '--import', 'tsx', story], {
    cwd: join(__dirname, '../..'),
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));

  expect(text).toBe('10 alerts, 2 requests, 0 errors\n');
  expect(code).toBe(0);
});
