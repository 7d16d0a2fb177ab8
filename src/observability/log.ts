import { pino, type DestinationStream } from 'pino';
import { errorRecord, pseudonym, scrub } from './scrub.js';
import type { LogFields, Logger } from './Logger.js';

type Level = 'debug' | 'info' | 'warn' | 'error';

const ALLOWED: Readonly<Record<keyof LogFields, true>> = {
  requestId: true,
  clientRequestId: true,
  caller: true,
  operation: true,
  code: true,
  graphCode: true,
  reason: true,
  path: true,
  method: true,
  status: true,
  ms: true,
  bytes: true,
  tenantId: true,
  workload: true,
  retryAfterSeconds: true,
  parts: true,
  count: true,
  origin: true,
  user: true,
  error: true,
};

/**
 * A log of JSON lines. Fields that are not of {@link LogFields} are dropped at run time as well, so that a careless
 * spread cannot carry a body or a token into a log.
 */
export function createLog(level: Level | 'silent', destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const lines = destination ? pino(options, destination) : pino(options);
  const writer = (at: Level) => (fields: LogFields, message: string) => {
    if (lines.isLevelEnabled(at)) lines[at](allowed(fields), scrub(message));
  };
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}

function allowed(fields: LogFields): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([name, value]) => Object.hasOwn(ALLOWED, name) && value !== undefined);
  return Object.fromEntries(kept.map(([name, value]) => [name, shown(name, value)]));
}

function shown(name: string, value: unknown): unknown {
  if (name === 'error') return errorRecord(value);
  if (name === 'user') return pseudonym(String(value));
  if (name === 'path') return scrub(String(value).split('?', 1)[0]!);
  return typeof value === 'string' ? scrub(value) : typeof value === 'number' || value === null ? value : typeof value;
}
