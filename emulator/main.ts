import { DEMO_TENANTS } from './demoTenants.js';
import { startEmulator } from './startEmulator.js';
import type { Emulator } from './startEmulator.js';
import { DEFAULT_PORT, optionsFromEnv } from './optionsFromEnv.js';

/** `npm run emulator`: the emulator alone, on the real time of day. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const emulator = await startEmulator(optionsFromEnv(env, new Date()));
  const stop = (): void => {
    void emulator.stop();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(welcome(emulator));
}

function welcome(emulator: Emulator): string {
  const [tenant] = DEMO_TENANTS;
  if (tenant === undefined) return '';
  const form = `grant_type=client_credentials&client_id=${tenant.clientId}&client_secret=${tenant.clientSecret}&scope=${emulator.url}/.default`;
  const tenants = DEMO_TENANTS.map(({ displayName, tenantId }) => `  ${tenantId}  ${displayName}`);
  return [
    `Emulated Microsoft Graph: ${emulator.url}/v1.0 and /beta (this machine only; steer it under ${emulator.url}/_emulator/)`,
    'Tenants:',
    ...tenants,
    'A token, and the newest alert:',
    `  TOKEN=$(curl -s ${emulator.url}/${tenant.tenantId}/oauth2/v2.0/token -d '${form}' | node -pe 'JSON.parse(fs.readFileSync(0)).access_token')`,
    `  curl -s -H "Authorization: Bearer $TOKEN" '${emulator.url}/v1.0/security/alerts_v2?$top=1'`,
    '',
  ].join('\n');
}

main(process.env).catch((error: unknown) => {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const reason = error instanceof Error ? error.message : String(error);
  const port = process.env['EMULATOR_PORT'] ?? String(DEFAULT_PORT);
  const text = isTaken ? `Port ${port} is in use. Set EMULATOR_PORT to a free one.` : reason;
  process.stderr.write(`The emulator could not start: ${text}\n`);
  process.exitCode = 1;
});
