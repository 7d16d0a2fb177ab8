#!/usr/bin/env node
import 'reflect-metadata';
import { DEMO_TENANTS } from '../emulator/demoTenants.js';
import { welcome } from './cli/welcome.js';
import { readSettings, SettingsError } from './config/settings.js';
import type { RunningServer } from './server.js';

const COMMANDS: Readonly<Record<string, () => Promise<void> | void>> = {
  start,
  help: () => void process.stdout.write(HELP),
};

const HELP = `secgraph [start]   serve GraphQL over Microsoft Graph security and directory
secgraph help      show this

Settings are environment variables, see docs/settings.md.
`;

async function start(): Promise<void> {
  const settings = readSettings({ EMULATOR_LIVE: '1', ...process.env }, DEMO_TENANTS);
  const { startServer } = await import('./server.js');
  const server = await startServer(settings);
  stopOnSignals(server);
  const tenants = settings.isDemo ? DEMO_TENANTS : settings.tenants;
  const { isDemo, isIntrospectionOn } = settings;
  const emulatorUrl = server.emulator?.url ?? null;
  process.stdout.write(welcome({ url: server.url, isDemo, isIntrospectionOn, emulatorUrl, tenants }));
}

/** T26: the first signal finishes what runs, the second ends at once. */
function stopOnSignals(server: RunningServer): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** One clear line and no stack for what a person can put right; anything else is a mistake of ours and shows where it is. */
function fail(error: unknown): never {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}

function reasonOf(error: unknown): string {
  if (error instanceof SettingsError) return `Secgraph cannot start with these settings.\n${error.message}`;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Set PORT (the server) or EMULATOR_PORT (the emulator) to a free one.`;
  if (code === 'EACCES') return `Port ${port} needs more rights than this process has. Set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${address}. Set HOST to one that it has.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const command = COMMANDS[process.argv[2] ?? 'start'];
if (!command) {
  process.stderr.write(HELP);
  process.exit(1);
}
Promise.resolve(command()).catch(fail);
