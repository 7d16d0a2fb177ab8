import { DEMO_TENANTS } from './demoTenants.js';
import { tickingClock } from './EmulatorClock.js';
import { startEmulator } from './startEmulator.js';
import type { Emulator, EmulatorOptions } from './startEmulator.js';
import type { WorldScale } from './world/World.js';

const DEFAULT_PORT = 4010;

/** `npm run emulator`: the emulator alone, on the real time of day. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const emulator = await startEmulator(optionsOf(env));
  process.stdout.write(welcome(emulator));
  const stop = (): void => {
    void emulator.stop();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** @throws RangeError naming the setting and what it takes */
function optionsOf(env: NodeJS.ProcessEnv): EmulatorOptions {
  const startAt = new Date();
  return {
    port: wholeNumber('EMULATOR_PORT', env['EMULATOR_PORT'], DEFAULT_PORT),
    startAt,
    clock: tickingClock(startAt),
    live: env['EMULATOR_LIVE'] === '1' || env['EMULATOR_LIVE'] === 'true',
    scale: scaleOf(env['EMULATOR_SCALE'] ?? 'story'),
    limitsScale: positive('GRAPH_LIMITS_SCALE', env['GRAPH_LIMITS_SCALE'] ?? '1'),
    ...(env['EMULATOR_SEED'] === undefined ? {} : { seed: env['EMULATOR_SEED'] }),
  };
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new RangeError(`${name} must be a port number between 0 and 65535.`);
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new RangeError(`${name} must be a number above 0; 1 means Graph's real limits.`);
}

function scaleOf(text: string): WorldScale {
  if (text === 'story') return 'story';
  const pairs = text.split(',').map((pair) => pair.split('='));
  const sizes = new Map(pairs.map(([name = '', value]) => [name.trim(), Number(value)]));
  const read = (name: string): number => sizes.get(name) ?? Number.NaN;
  const scale = { alerts: read('alerts'), users: read('users'), devices: read('devices') };
  const isWhole = Object.values(scale).every((size) => Number.isInteger(size) && size > 0);
  if (isWhole && sizes.size === 3) return scale;
  throw new RangeError("EMULATOR_SCALE must be 'story' or like 'alerts=100000,users=10000,devices=12000'.");
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
