import { tickingClock } from './EmulatorClock.js';
import type { EmulatorOptions } from './startEmulator.js';
import type { WorldScale } from './world/World.js';

export const DEFAULT_PORT = 4010;

/**
 * The settings of the emulator alone: EMULATOR_PORT, EMULATOR_LIVE, EMULATOR_SCALE, EMULATOR_SEED, GRAPH_LIMITS_SCALE. Its time runs.
 *
 * @throws RangeError naming the setting and what it takes
 */
export function optionsFromEnv(env: Readonly<Record<string, string | undefined>>, startAt: Date): EmulatorOptions {
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
