#!/usr/bin/env node
import 'reflect-metadata';
import { DEMO_TENANTS } from '../emulator/demoTenants.js';
import { CommandError, UsageError, type Command, type OpenService } from './cli/Command.js';
import { HELP } from './cli/help.js';
import { welcome } from './cli/welcome.js';
import { readSettings, SettingsError } from './config/settings.js';
import { JournalError } from './journal/JournalError.js';
import type { RunningServer } from './server.js';
import { systemClock } from './util/clock.js';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void> | void>> = {
  start,
  doctor: async (args) => atTerminal((await import('./cli/doctor.js')).doctor, args, { EMULATOR_LIVE: '1' }),
  export: async (args) => atTerminal((await import('./cli/export/export.js')).exportList, args),
  audit: async (args) => atTerminal((await import('./cli/audit.js')).audit, args),
  explain: async (args) => atTerminal((await import('./cli/explain.js')).explain, args),
  indicators: async (args) => atTerminal((await import('./cli/indicators/indicators.js')).indicators, args),
  help: () => void process.stdout.write(HELP),
};

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

/** Runs a command that answers and ends. In demo mode it has an emulator of its own, beside the one that may be running. */
async function atTerminal(command: Command, args: readonly string[], own: NodeJS.ProcessEnv = {}): Promise<void> {
  const ending = new AbortController();
  const end = (): void => (ending.signal.aborted ? process.exit(1) : ending.abort(new Error('interrupted')));
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.stdout.on('error', whenReaderLeaves);
  const terminal = {
    write: writeOut,
    tell: (text: string) => void process.stderr.write(text),
    isWatched: process.stderr.isTTY,
    signal: ending.signal,
  };
  process.exitCode = await command(args, terminal, serviceWith(own));
  process.off('SIGINT', end);
  process.off('SIGTERM', end);
}

function serviceWith(own: NodeJS.ProcessEnv): OpenService {
  const env = {
    ...own,
    LOG_LEVEL: 'silent',
    ...(process.env['EMULATOR'] === 'off' ? {} : { EMULATOR_PORT: '0' }),
    ...process.env,
  };
  return async (over = {}) => {
    const settings = { ...readSettings(env, DEMO_TENANTS, { opensDoor: false }), ...over };
    const { wire } = await import('./server.js');
    const { createLog } = await import('./observability/log.js');
    const wired = await wire(settings, { log: createLog(settings.logLevel, process.stderr) });
    return { ...wired, settings, clock: systemClock };
  };
}

/** Resolves when the reader has taken it. */
function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** A reader that has gone, such as head, is the end of the command, and no mistake. */
function whenReaderLeaves(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  fail(error);
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
  process.exit(error instanceof UsageError ? 2 : 1);
}

function reasonOf(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nsecgraph help shows all commands.`;
  if (error instanceof CommandError) return error.message;
  if (error instanceof JournalError) return `Secgraph cannot start without what it keeps for good.\n${error.message}`;
  if (error instanceof SettingsError) return `Secgraph cannot start with these settings.\n${error.message}`;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Set PORT (the server) or EMULATOR_PORT (the emulator) to a free one.`;
  if (code === 'EACCES') return `Port ${port} needs more rights than this process has. Set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${address}. Set HOST to one that it has.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// graphql looks at it once, when it is loaded: outside of production it compares every value with all its classes by name.
process.env['NODE_ENV'] ??= 'production';

const [name = 'start', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!command) {
  process.stderr.write(HELP);
  process.exit(1);
}
Promise.resolve(command(args)).catch(fail);
