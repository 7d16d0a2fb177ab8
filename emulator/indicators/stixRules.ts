import { words } from '../model/declare.js';
import { instantOf } from './values.js';
import type { Draft } from './values.js';

/** What Sentinel takes, and what each kind must say beside what all must. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  indicator: words('pattern pattern_type valid_from'),
  'attack-pattern': ['name'],
  'threat-actor': ['name'],
  identity: ['name'],
  relationship: words('relationship_type source_ref target_ref'),
};
const COMMON = words('id type created modified');
const TIMES = words('created modified valid_from valid_until first_seen last_seen start_time stop_time');
const STRINGS = words('name description pattern pattern_type pattern_version relationship_type lang created_by_ref');
const REFERENCES = words('source_ref target_ref created_by_ref');
const LISTS_OF_STRINGS = words('labels indicator_types object_marking_refs aliases');
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const REFERENCE = new RegExp(`^[a-z0-9-]+--${UUID}$`, 'i');
/** One comparison or several in brackets: `[ipv4-addr:value = '192.0.2.1' OR …]`. */
const PATTERN = /^\s*\[\s*[a-z0-9-]+:.+(=|LIKE|MATCHES|IN|ISSUBSET|ISSUPERSET|<|>).+\].*$/s;

/**
 * What is wrong with an object of STIX 2.0 or 2.1 as Sentinel sees it: one text for each property, none where all is well.
 *
 * @see https://learn.microsoft.com/azure/sentinel/stix-objects-api
 */
export function stixProblems(written: unknown): string[] {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    return ['Error for Property=: The STIX object must be a JSON object.'];
  }
  const object = written as Draft;
  const type = String(object['type']);
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const missing = [...COMMON, ...(kind ?? [])].filter((name) => isMissing(object[name]));
  return [
    ...missing.map((name) => `Error for Property=${name}: Required property is missing. Actual value: NULL.`),
    ...Object.entries(object).flatMap(([name, value]) => {
      const reason = isMissing(value) ? null : wrongWith(name, value, object);
      return reason === null ? [] : [`Error for Property=${name}: ${reason}. Actual value: ${printed(value)}.`];
    }),
  ];
}

function wrongWith(name: string, value: unknown, object: Draft): string | null {
  if (name === 'type') return Object.hasOwn(KINDS, String(value)) ? null : 'The STIX object type is not supported';
  if (name === 'id') return isIdOf(value, object['type']) ? null : 'The id must be the type, two hyphens and a UUID';
  if (name === 'spec_version') return value === '2.0' || value === '2.1' ? null : 'Only 2.0 and 2.1 are supported';
  if (name === 'confidence') return isConfidence(value) ? null : 'The value must be an integer from 0 to 100';
  if (name === 'revoked') return typeof value === 'boolean' ? null : 'The value must be a boolean';
  if (TIMES.includes(name)) return wrongTime(name, value, object);
  if (REFERENCES.includes(name))
    return REFERENCE.test(String(value)) ? null : 'The reference must be the id of a STIX object';
  if (LISTS_OF_STRINGS.includes(name)) return isStrings(value) ? null : 'The value must be a list of strings';
  if (STRINGS.includes(name) && typeof value !== 'string') return 'The value must be a string';
  const isStix = name === 'pattern' && object['pattern_type'] === 'stix';
  return isStix && !PATTERN.test(String(value)) ? 'The pattern is not a valid STIX pattern' : null;
}

function wrongTime(name: string, value: unknown, object: Draft): string | null {
  const ms = instantOf(value);
  if (ms === null) return 'The value must be a timestamp';
  const from = instantOf(object['valid_from']);
  return name === 'valid_until' && from !== null && ms <= from ? 'The value must be later than valid_from' : null;
}

function isIdOf(value: unknown, type: unknown): boolean {
  return typeof value === 'string' && value.startsWith(`${String(type)}--`) && REFERENCE.test(value);
}

function isConfidence(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100;
}

function isStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function printed(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 80);
}
