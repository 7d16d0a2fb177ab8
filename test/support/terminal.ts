import 'reflect-metadata';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import type { EmulatorOptions } from '../../emulator/startEmulator.js';
import type { Command } from '../../src/cli/Command.js';
import { readSettings } from '../../src/config/settings.js';
import { wire } from '../../src/server.js';
import { systemClock, type Clock } from '../../src/util/clock.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly told: string;
}

export interface TerminalOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly emulator?: EmulatorOptions;
  readonly clock?: Clock;
  readonly isWatched?: boolean;
  readonly signal?: AbortSignal;
}

/** Runs a command as at a terminal, in this process, on free ports. */
export async function run(command: Command, args: readonly string[], options: TerminalOptions = {}): Promise<Ran> {
  const { env = {}, emulator = {}, clock = systemClock, isWatched = false } = options;
  const { signal = new AbortController().signal } = options;
  const ran = { out: '', told: '' };
  const code = await command(
    args,
    {
      write: (text) => {
        ran.out += text;
        return Promise.resolve();
      },
      tell: (text) => void (ran.told += text),
      isWatched,
      signal,
    },
    async (over = {}) => {
      const free = {
        PORT: '0',
        EMULATOR_PORT: '0',
        LOG_LEVEL: 'silent',
        JOURNAL_FILE: ':memory:',
        GRAPH_LIMITS_SCALE: '1000',
      };
      const settings = { ...readSettings({ ...free, ...env }, DEMO_TENANTS, { opensDoor: false }), ...over };
      const wired = await wire(settings, { clock, emulator });
      return { ...wired, settings, clock };
    },
  );
  return { code, ...ran };
}
