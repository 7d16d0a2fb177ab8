import { createHash } from 'node:crypto';
import { isRole, ROLES, type Role } from './roles.js';

/** A key of a caller: its digest only, the key itself is forgotten. */
export interface DeclaredKey {
  readonly name: string;
  readonly sha256: Buffer;
  /** Tenant ids. */
  readonly tenants: 'all' | readonly string[];
  /** The ids and labels that stood in the key; empty for all tenants. */
  readonly scope: readonly string[];
  readonly roles: readonly Role[];
}

/** What a key may name: a tenant by its id or by a label. */
export interface NamedTenant {
  readonly tenantId: string;
  readonly labels: readonly string[];
}

const ROLE = Object.keys(ROLES).join('|');
/** Labels and roles may hold colons: what stands last and names roles only is roles. */
const LINE = new RegExp(
  `^(?<name>[\\w.@-]{1,64}):(?<key>[^\\s:;]{24,512})(?::(?<tenants>[^\\s;]*?)(?::(?<roles>(?:${ROLE})(?:,(?:${ROLE}))*))?)?$`,
);
const ALL = ['', '*'];

export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest();
}

/**
 * Reads keys, separated by semicolons or lines; lines that begin with # are comments.
 *
 * @throws RangeError that says which entry is wrong, by its place and name, never by its key
 */
export function readApiKeys(written: string, tenants: readonly NamedTenant[]): DeclaredKey[] {
  const entries = written.split(/[;\n]/).map((entry) => entry.trim());
  const keys = entries
    .filter((entry) => entry !== '' && !entry.startsWith('#'))
    .map((entry, place) => readEntry(entry, `entry ${place + 1}`, tenants));
  const names = keys.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw new RangeError(`the name "${twice}" is given twice`);
  return keys;
}

/** The same keys over other tenants. What no tenant is called any more opens nothing. */
export function rescoped(keys: readonly DeclaredKey[], tenants: readonly NamedTenant[]): DeclaredKey[] {
  return keys.map((key) => {
    const ids = key.scope.flatMap((word) => tenants.filter(isCalled(word)).map(({ tenantId }) => tenantId));
    return key.tenants === 'all' ? key : { ...key, tenants: [...new Set(ids)] };
  });
}

function readEntry(entry: string, place: string, tenants: readonly NamedTenant[]): DeclaredKey {
  const { name, key, tenants: scope = '', roles = '' } = LINE.exec(entry)?.groups ?? {};
  if (name === undefined || key === undefined) {
    throw new RangeError(
      `${place} must be name:key, name:key:tenant,label or name:key:tenant,label:role,role, with a name of letters, digits, dot, dash, underscore and @, and a key of 24 characters or more without colon, semicolon and space`,
    );
  }
  const words = ALL.includes(scope) ? [] : scope.split(',');
  const ids = words.flatMap((word) => tenantIds(word, name, tenants));
  return {
    name,
    sha256: digestOf(key),
    tenants: ALL.includes(scope) ? 'all' : [...new Set(ids)],
    scope: words,
    roles: [...new Set(roles.split(',').filter(isRole))],
  };
}

function tenantIds(word: string, name: string, tenants: readonly NamedTenant[]): string[] {
  const found = tenants.filter(isCalled(word));
  if (found.length === 0)
    throw new RangeError(
      `key "${name}" names a tenant or label that no tenant has: ${word}. Roles stand last and are: ${Object.keys(ROLES).join(', ')}`,
    );
  return found.map(({ tenantId }) => tenantId);
}

function isCalled(word: string): (tenant: NamedTenant) => boolean {
  return ({ tenantId, labels }) => tenantId === word.toLowerCase() || labels.includes(word);
}
