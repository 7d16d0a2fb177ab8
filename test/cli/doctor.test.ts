import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { startEmulator, type Emulator } from '../../emulator/startEmulator.js';
import { tickingClock } from '../../emulator/EmulatorClock.js';
import { customersFile, doctor, type Diagnosis } from '../../src/cli/doctor.js';
import { readTenants } from '../../src/config/tenantsFile.js';
import { systemClock, type Clock } from '../../src/util/clock.js';
import { run as runAlone, type TerminalOptions } from '../support/terminal.js';

jest.setTimeout(60_000);

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ limitsScale: 1000, clock: tickingClock(new Date()), startAt: new Date() });
});

afterAll(() => emulator.stop());
afterEach(() => emulator.clearChaos());

function run(args: readonly string[], { env = {}, ...options }: TerminalOptions = {}) {
  return runAlone(doctor, args, {
    ...options,
    env: { EMULATOR: 'off', EMULATOR_PORT: String(emulator.port), ...env },
  });
}

async function diagnosesOf(args: readonly string[] = [], options: TerminalOptions = {}): Promise<Diagnosis[]> {
  const { out } = await run([...args, '--json'], options);
  return JSON.parse(out) as Diagnosis[];
}

function stateOf({ sources }: Diagnosis, source: string) {
  return sources.find((row) => row.source === source);
}

test('each tenant of the demo is told with its token, licences, sources, least permissions and budgets', async () => {
  const { code, out } = await run([]);

  expect(code).toBe(0);
  for (const { displayName, tenantId } of DEMO_TENANTS) expect(out).toContain(`${displayName}  ${tenantId}`);
  expect(out).toMatch(/ALERTS +COMPLETE +SecurityAlert\.Read\.All +Microsoft Defender XDR/);
  expect(out).toMatch(/MANAGED_DEVICES +NO_LICENSE/);
  expect(out).toMatch(/licences +AAD_PREMIUM, AAD_PREMIUM_P2/);
  expect(out).toMatch(/budgets +security \d+\/150000 per 60 s/);
  expect(out).toMatch(/clock +0 s apart/);
  expect(out).toMatch(/actions +24 of 24 permitted/);
});

test('a missing consent comes with its remedy, and is a problem only where one is strict', async () => {
  const [northwind] = await diagnosesOf(['--tenant', 'northwind']);
  const strict = await run(['--tenant', 'northwind', '--strict']);

  expect(stateOf(northwind!, 'RISKY_USERS')).toMatchObject({
    state: 'NO_CONSENT',
    permission: 'IdentityRiskyUser.Read.All',
    remedy: 'Let an administrator of Northwind consent to IdentityRiskyUser.Read.All.',
  });
  expect(northwind!.problems).toEqual([]);
  expect(strict.out).toMatch(/actions +\d+ of 24 permitted; missing .*User\.EnableDisableAccount\.All/);
  expect(strict.code).toBe(1);
  expect(strict.out).toMatch(/PROBLEM +RISKY_USERS/);
});

test('a source that does not answer is a problem, exit code 1', async () => {
  emulator.addChaos({ match: { path: '/devices' }, status: 400 });

  const { code, out } = await run(['--tenant', 'contoso']);

  expect(code).toBe(1);
  expect(out).toMatch(/PROBLEM +DEVICES: /);
});

test('a clock that is more than two minutes wrong is a warning', async () => {
  const late: Clock = { ...systemClock, now: () => systemClock.now() - 300_000 };

  const [contoso] = await diagnosesOf(['--tenant', 'contoso'], { clock: late });

  expect(Math.round(contoso!.clockSkewMs! / 10_000)).toBe(30);
  expect(contoso!.warnings).toEqual([expect.stringMatching(/300 s behind Microsoft's|30\d s behind|29\d s behind/)]);
});

test('a tenant that is not there is told in one line', async () => {
  await expect(run(['--tenant', 'wingtip'])).rejects.toThrow(/unknown to this service/);
});

describe('with TENANTS_FILE', () => {
  const [contoso, fabrikam] = DEMO_TENANTS;
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'secgraph-doctor-'));
    file = join(folder, 'tenants.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function declare(...secrets: string[]): Record<string, string> {
    const tenants = [contoso!, fabrikam!]
      .slice(0, secrets.length)
      .map(({ tenantId, displayName, labels, clientId }, index) => ({
        ...{
          tenantId,
          displayName,
          labels,
          graphRoot: emulator.url,
          authority: emulator.url,
          defenderRoot: emulator.url,
        },
        credential: { kind: 'secret', clientId, secret: secrets[index] },
      }));
    writeFileSync(file, JSON.stringify(tenants));
    return { TENANTS_FILE: file, EMULATOR: '' };
  }

  test('a wrong secret is a problem of that tenant, exit code 1, and its secret is not told', async () => {
    const env = declare(contoso!.clientSecret, 'wrong-secret');

    const { code, out } = await run([], { env });
    const [good, bad] = await diagnosesOf([], { env });

    expect(code).toBe(1);
    expect(good!.problems).toEqual([]);
    expect(bad).toMatchObject({
      sources: [],
      problems: [expect.stringMatching(/Entra did not accept our credential/)],
    });
    expect(out).toMatch(/token +none/);
    expect(out).not.toMatch(/wrong-secret|demo-secret/);
  });

  test('the link for the consent of an administrator is told, and no key of a caller is needed', async () => {
    const [diagnosis] = await diagnosesOf([], { env: declare(contoso!.clientSecret) });

    expect(diagnosis!.consentUrl).toBe(
      `${emulator.url}/${contoso!.tenantId}/adminconsent?client_id=${contoso!.clientId}`,
    );
  });

  test('the customers of a partner are a TENANTS_FILE that can be read', async () => {
    const { code, out, told } = await run(['--customers'], { env: declare(contoso!.clientSecret) });

    const tenants = readTenants(out, { env: { SECGRAPH_CLIENT_SECRET: 'x' }, readText: () => '' });

    expect(code).toBe(0);
    expect(tenants.map(({ displayName, tenantId }) => [displayName, tenantId])).toEqual(
      DEMO_TENANTS.slice(1, 3).map(({ displayName, tenantId }) => [displayName, tenantId]),
    );
    expect(tenants[0]).toMatchObject({
      labels: ['customers', 'fabrikam.example'],
      credential: { clientId: contoso!.clientId },
    });
    expect(told).toMatch(/^2 customers/);
  });
});

test('customers with odd names make no broken file', () => {
  const tenantId = DEMO_TENANTS[0]!.tenantId;
  const file = customersFile([{ tenantId, displayName: 'x'.repeat(300), domain: 'no domain!' }], undefined);

  const [tenant] = readTenants(JSON.stringify(file), { env: { SECGRAPH_CLIENT_SECRET: 'x' }, readText: () => '' });

  expect(tenant).toMatchObject({ labels: ['customers'], displayName: 'x'.repeat(128) });
});
