import { z } from 'zod';
import { isSafeRoot } from './loopback.js';

/** What docs/settings.md says about a setting beside its name. */
export interface SettingNote {
  readonly description: string;
  readonly unit: string;
  /** Default as a person would write it; empty when there is none. */
  readonly standard: string;
}

export function noteOf(field: z.ZodType): SettingNote {
  return field.meta() as unknown as SettingNote;
}

/** A whole number within bounds, both included. */
export function count(standard: number, [min, max]: readonly [number, number], unit: string, description: string) {
  const range = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, range)
    .transform(Number)
    .pipe(z.number().min(min, range).max(max, range))
    .default(standard)
    .meta({ description, unit, standard: String(standard) });
}

/** A positive number, fractions allowed. */
export function factor(standard: number, description: string) {
  const range = 'must be a number greater than 0, such as 0.5 or 10';
  return z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/, range)
    .transform(Number)
    .pipe(z.number().gt(0, range))
    .default(standard)
    .meta({ description, unit: 'factor', standard: String(standard) });
}

/** One of a few words. */
export function word<const T extends readonly [string, ...string[]]>(
  standard: T[number],
  words: T,
  description: string,
) {
  return z
    .enum(words, `must be one of: ${words.join(', ')}`)
    .default(standard as never)
    .meta({ description, unit: words.join(' | '), standard });
}

/** 1, true, on or 0, false, off. */
export function flag(standard: boolean, description: string) {
  return z
    .enum(['1', 'true', 'on', '0', 'false', 'off'], 'must be 1 or 0')
    .transform((text) => ['1', 'true', 'on'].includes(text))
    .default(standard)
    .meta({ description, unit: '1 | 0', standard: standard ? '1' : '0' });
}

/** Any text, optionally of a form. */
export function text(unit: string, description: string, form: RegExp = /./, allowed = 'must not be empty') {
  return z.string().regex(form, allowed).optional().meta({ description, unit, standard: '' });
}

/** A path. */
export function path(standard: string, description: string) {
  return z.string().default(standard).meta({ description, unit: 'path', standard });
}

/** Whole days, or never: null. */
export function daysOrNever(standard: number, [min, max]: readonly [number, number], description: string) {
  const range = `must be a whole number from ${min} to ${max}, or never`;
  return z
    .string()
    .regex(/^(\d{1,6}|never)$/, range)
    .transform((written) => (written === 'never' ? null : Number(written)))
    .refine((days) => days === null || (days >= min && days <= max), range)
    .default(standard)
    .meta({ description, unit: 'days | never', standard: String(standard) });
}

/** Several words, separated by commas. */
export function list(description: string, isAllowed: (word: string) => boolean, allowed: string) {
  return z
    .string()
    .transform((written) =>
      written
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    )
    .pipe(z.array(z.string().refine(isAllowed, allowed)))
    .default([])
    .meta({ description, unit: 'comma-separated list', standard: '' });
}

/** Where a service is: https, or http on this machine. */
export function root(description: string) {
  return z
    .string()
    .refine(isSafeRoot, 'must be an https URL, or an http URL of this machine, without query and user')
    .optional()
    .meta({ description, unit: 'URL', standard: '' });
}

/** A database of PostgreSQL. What is written is not repeated: it may hold a password. */
export function postgresUrl(description: string) {
  return z
    .string()
    .refine(
      (written) => /^postgres(ql)?:\/\//.test(written) && URL.canParse(written),
      'must be an URL such as postgres://user:password@host:5432/database; special characters in the password are percent-encoded',
    )
    .optional()
    .meta({ description, unit: 'URL', standard: '' });
}
