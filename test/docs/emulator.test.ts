import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { startEmulator, type Emulator } from '../../emulator/startEmulator.js';
import { blocksOf, page, tableOf } from './pages.js';

const PAGE = page('docs/emulator.md');
const COMMANDS = blocksOf(PAGE, 'sh').flatMap(({ code }) => code.replaceAll('\\\n', '').split('\n'));

describe('docs/emulator.md', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.stop());

  test('names the tenants that there are', () => {
    const rows = tableOf(PAGE, 'tenant').map((row) => row.slice(0, 3));

    expect(rows).toEqual(DEMO_TENANTS.map(({ displayName, tenantId, labels }) => [displayName, tenantId, labels[0]]));
  });

  test('steers the emulator with commands that it obeys', async () => {
    const commands = COMMANDS.flatMap((command) => {
      const [, method = 'GET', path, body] =
        /^curl -s (?:-X (\w+) )?\$E(\/_emulator\/\w+)(?: -d '([^']+)')?/.exec(command) ?? [];
      return path === undefined ? [] : [{ method, path, ...(body === undefined ? {} : { body }) }];
    });

    expect(commands).toHaveLength(11);
    for (const { path, ...init } of commands) {
      const { ok } = await fetch(`${emulator.url}${path}`, init);
      expect({ path, ...init, ok }).toMatchObject({ ok: true });
    }
  });

  test('shows the answer to its first call', async () => {
    const { TENANT = '' } = Object.fromEntries(COMMANDS.map((line) => line.split('=', 2))) as Record<string, string>;
    const [, form = ''] = /-d "(grant_type=[^"]+)"/.exec(COMMANDS.join('\n')) ?? [];
    const [, question = ''] = /"\$E(\/v1\.0\/users[^"]+)"/.exec(COMMANDS.join('\n')) ?? [];
    const shown = JSON.parse(blocksOf(PAGE, 'json')[0]!.code) as { value: object[] };

    const token = await fetch(`${emulator.url}/${TENANT}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form.replaceAll('$E', emulator.url)),
    });
    const { access_token: accessToken } = (await token.json()) as { access_token: string };
    const answer = await fetch(`${emulator.url}${question.replaceAll('\\$', '$')}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });

    expect(((await answer.json()) as typeof shown).value).toEqual(shown.value);
  });
});
