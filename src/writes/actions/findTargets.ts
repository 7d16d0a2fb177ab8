import { host } from '../../loaders/hosts.js';
import { machinesOf } from '../../loaders/machines.js';
import type { Operation } from '../../loaders/Operation.js';
import type { Relation } from '../../loaders/Relation.js';
import type { Resolution } from '../../loaders/resolve.js';
import { servicePrincipal } from '../../loaders/servicePrincipals.js';
import { user } from '../../loaders/users.js';
import { keyText, KNOWN_BY, type HostKey, type Key, type ServicePrincipalKey, type UserKey } from '../../pivots/Key.js';
import { Wanted } from '../../pivots/Want.js';
import type { FoundHost } from '../../sources/HostSource.js';
import { identitiesOf, type Identities } from './identities.js';
import { mailsOf, type Mails } from './mails.js';
import type { Named, Wish } from './Wish.js';

/** Everything that targets are found in, read for all of them together. */
export interface Found {
  readonly hosts: ReadonlyMap<string, unknown>;
  readonly machines: ReadonlyMap<string, unknown>;
  readonly users: ReadonlyMap<string, unknown>;
  readonly apps: ReadonlyMap<string, unknown>;
  readonly identities: Identities;
  readonly mails: Mails;
}

/** Reads what the targets are: hosts, users and applications by their chains, each family in one turn. */
export async function findTargets(wishes: readonly Wish[], operation: Operation): Promise<Found> {
  const of = <K extends Key>(by: Named['by']): K[] =>
    once(wishes.flatMap(({ named }) => (named.by === by && 'key' in named ? [named.key as unknown as K] : [])));
  const [hosts, users, apps, mails] = await Promise.all([
    read(host, of<HostKey>('host'), hostWant(), operation),
    read(user, of<UserKey>('user'), userWant(), operation),
    read(servicePrincipal, of<ServicePrincipalKey>('servicePrincipal'), appWant(), operation),
    mailsOf(wishes, operation),
  ]);
  const found = { hosts, users, apps, mails };
  const joins = once([...hosts.values()].flatMap((answer) => joinOf(answer) ?? []));
  const [machines, identities] = await Promise.all([
    joins.length > 0 ? machinesOf(joins, operation) : new Map<string, unknown>(),
    identitiesOf(wishes, users, operation),
  ]);
  return { ...found, machines, identities };
}

async function read<K extends Key>(
  relation: Relation<K>,
  keys: readonly K[],
  want: Wanted,
  operation: Operation,
): Promise<ReadonlyMap<string, unknown>> {
  return keys.length > 0 ? relation.load(keys, want, {}, operation) : new Map<string, unknown>();
}

/** Each key once. */
function once<K extends Key>(keys: readonly K[]): K[] {
  return [...new Map(keys.map((key) => [keyText(key), key])).values()];
}

/** The key of the Defender records of a host. */
export function joinOf(answer: unknown): Key | null {
  const entity = (answer as Resolution<FoundHost> | Error | null) ?? null;
  if (entity === null || entity instanceof Error || !entity.entity) return null;
  const { tenantId, deviceId, defenderId } = entity.entity;
  const id = deviceId ?? (defenderId ? KNOWN_BY.defenderId + defenderId : null);
  return id === null ? null : { tenantId, id };
}

function hostWant(): Wanted {
  return wanting('Host', ['name', 'deviceId', 'operatingSystem', 'accountEnabled']);
}

function userWant(): Wanted {
  return wanting('User', ['displayName', 'userPrincipalName', 'accountEnabled', 'userType', 'onPremises']);
}

function appWant(): Wanted {
  return wanting('ServicePrincipal', ['displayName', 'appId', 'accountEnabled']);
}

function wanting(noun: string, fields: readonly string[]): Wanted {
  const wanted = new Wanted();
  for (const field of fields) wanted.addField(noun, field);
  return wanted;
}
