import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { GraphQLSchema } from 'graphql';
import type { Caller } from '../auth/Caller.js';
import type { TenantRegistry } from '../auth/TenantRegistry.js';
import { ALL_ROLES } from '../config/roles.js';
import type { Settings } from '../config/settings.js';
import type { ContextFactory } from '../context.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import type { Journal } from '../journal/Journal.js';
import type { Clock } from '../util/clock.js';

/** Where a command speaks. */
export interface Terminal {
  /** Answers, for people and programs. Resolves when there is room for more. */
  readonly write: (text: string) => Promise<void>;
  /** Everything else: progress, warnings. */
  readonly tell: (text: string) => void;
  /** Whether a person is looking at what is told. */
  readonly isWatched: boolean;
  /** Aborts when the command shall end. */
  readonly signal: AbortSignal;
}

/** The house without its door. */
export interface Service {
  readonly schema: GraphQLSchema;
  readonly contexts: ContextFactory;
  readonly settings: Settings;
  readonly tenants: TenantRegistry<GraphTenant>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly close: () => Promise<void>;
}

/** Opens the house, with some settings as this command needs them. */
export type OpenService = (over?: Partial<Settings>) => Promise<Service>;

/** One word after `secgraph`. Answers the exit code. */
export type Command = (args: readonly string[], terminal: Terminal, open: OpenService) => Promise<number>;

/** What a command could not do, in one line for the person who gave it. Exit code 1. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
}

/** The command line says something that no command understands. Exit code 2. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError';
}

/** Whoever sits at the terminal has the settings, and with them everything. */
export const OPERATOR: Caller = { name: 'terminal', tenants: 'all', roles: ALL_ROLES, userPrincipalName: null };

/**
 * The options of a command line.
 *
 * @throws UsageError
 */
export function readArgs<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * The JSON object of an option.
 *
 * @throws UsageError
 */
export function readJson(option: string, text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`${option} is not JSON. Quote it for the shell: ${option} '{"key": "value"}'.`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UsageError(`${option} must be a JSON object, such as '{"key": "value"}'.`);
}

/** The words of an option that takes several, separated by commas. */
export function readList(text: string | undefined): string[] | undefined {
  const words = text
    ?.split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return words && words.length > 0 ? words : undefined;
}
