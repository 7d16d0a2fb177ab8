import type { DefenderMachine } from '../../../schema/DefenderMachine.js';
import type { ActionInput } from '../../../schema/ActionWrites.js';
import type { AlertSubject, HostRef, ServicePrincipalRef, UserRef } from '../../../schema/references.js';
import type { ServicePrincipal } from '../../../schema/ServicePrincipal.js';
import { catalogued } from '../../actions/catalogue.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import { normalObservable } from '../../identity/observable.js';
import type { Json } from '../../journal/Job.js';
import { host } from '../../loaders/hosts.js';
import { machinesOf } from '../../loaders/machines.js';
import type { Operation } from '../../loaders/Operation.js';
import type { Relation } from '../../loaders/Relation.js';
import type { Resolution } from '../../loaders/resolve.js';
import { servicePrincipal } from '../../loaders/servicePrincipals.js';
import { asError } from '../../loaders/tenantwise.js';
import { user } from '../../loaders/users.js';
import {
  hostKey,
  hostReference,
  keyText,
  KNOWN_BY,
  namedHost,
  servicePrincipalKey,
  userKey,
  userReference,
  type HostKey,
  type Key,
  type ServicePrincipalKey,
  type UserKey,
} from '../../pivots/Key.js';
import { readOwnId } from '../../pivots/nouns.js';
import { Wanted } from '../../pivots/Want.js';
import type { FoundHost } from '../../sources/HostSource.js';
import type { FoundUser } from '../../sources/UserSource.js';
import { quoted } from '../asked.js';
import { identityOf, identitiesOf, type Identities } from './identities.js';
import { mailOf, mailsOf, type Mails } from './mails.js';
import { NoTarget } from './NoTarget.js';
import type { Address } from './Order.js';
import type { Named, Wish } from './Wish.js';

/** What an action is done to, found and named. */
export interface Target {
  /** Its one name. */
  readonly target: string;
  readonly label: string;
  readonly address: Address;
  readonly before: Json;
  readonly hostRef: HostRef | null;
  readonly deviceId: string | null;
  readonly userRef: UserRef | null;
  readonly servicePrincipalRef: ServicePrincipalRef | null;
  readonly subject: AlertSubject | null;
  readonly host: FoundHost | null;
  readonly user: FoundUser | null;
}

const MACHINE_ID = /^[0-9a-f]{40}$/i;
const MAIL_ID = /^[\w.@=+-]{8,200}$/;
const NOUNS = { HOST: 'Host', USER: 'User', SERVICE_PRINCIPAL: 'ServicePrincipal' } as const;

/**
 * Reads what a target says.
 *
 * @throws SecgraphError BAD_USER_INPUT, FORBIDDEN
 */
export function wishOf(input: ActionInput, operation: Operation): Wish {
  const { kind, target, tenant = null } = input;
  const targetKind = catalogued(kind).target;
  if (targetKind === 'OBSERVABLE' || targetKind === 'MAIL') {
    const { tenantId } = operation.selectOne(tenant);
    if (targetKind === 'MAIL' && !MAIL_ID.test(target)) throw badTarget(input, 'give the id of a message');
    return { input, tenantId, named: { by: targetKind === 'MAIL' ? 'mail' : 'observable', text: target } };
  }
  const own = readOwnId(target);
  if (own && own.type === NOUNS[targetKind]) {
    const { tenantId, key } = own;
    operation.place(tenantId);
    if (targetKind === 'HOST') return wish(input, tenantId, { by: 'host', key: hostKey(tenantId, namedHost(key))! });
    if (targetKind === 'USER') {
      return wish(input, tenantId, { by: 'user', key: userKey(tenantId, userReference({ objectId: key }))! });
    }
    const reference = { objectId: key, appId: null };
    return wish(input, tenantId, { by: 'servicePrincipal', key: servicePrincipalKey(tenantId, reference)! });
  }
  if (targetKind === 'HOST' && MACHINE_ID.test(target)) {
    const { tenantId } = operation.selectOne(tenant);
    const defenderId = target.toLowerCase();
    return wish(input, tenantId, { by: 'host', key: hostKey(tenantId, hostReference({ defenderId }))! });
  }
  const or = targetKind === 'HOST' ? ", or Defender's id of a machine" : '';
  throw badTarget(input, `give the global id of a ${NOUNS[targetKind]}${or}`);
}

function wish(input: ActionInput, tenantId: string, named: Named): Wish {
  return { input, tenantId, named };
}

function badTarget({ kind, target }: ActionInput, what: string): SecgraphError {
  return new SecgraphError(
    'BAD_USER_INPUT',
    `Argument "actions": ${quoted(target)} is no target of ${kind}; ${what}.`,
    { argument: 'actions' },
  );
}

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
function joinOf(answer: unknown): Key | null {
  const entity = (answer as Resolution<FoundHost> | Error | null) ?? null;
  if (entity === null || entity instanceof Error || !entity.entity) return null;
  const { tenantId, deviceId, defenderId } = entity.entity;
  const id = deviceId ?? (defenderId ? KNOWN_BY.defenderId + defenderId : null);
  return id === null ? null : { tenantId, id };
}

/**
 * What one wish is done to.
 *
 * @throws NoTarget where it is not known, or not which of several; what reading it has thrown
 */
export function targetOf(wish: Wish, found: Found): Target {
  const { named } = wish;
  switch (named.by) {
    case 'host':
      return hostTarget(wish, named.key, found);
    case 'user':
      return userTarget(wish, named.key, found);
    case 'servicePrincipal':
      return appTarget(wish, named.key, found);
    case 'observable':
      return observableTarget(wish, named.text);
    case 'mail':
      return mailTarget(wish, named.text, found);
  }
}

const NOBODY = {
  ...{ before: null, hostRef: null, deviceId: null, userRef: null, servicePrincipalRef: null },
  ...{ subject: null, host: null, user: null },
} as const;

function hostTarget({ input }: Wish, key: HostKey, { hosts, machines }: Found): Target {
  const own = entityOf<FoundHost>(hosts.get(keyText(key)), input);
  const join = joinOf(hosts.get(keyText(key)));
  const { defenderId: named } = key.reference;
  const machineId = named ?? machineIdOf(own, join ? machines.get(keyText(join)) : null, input);
  const { name, deviceId, id } = own;
  return {
    ...NOBODY,
    ...{ target: id, label: name, deviceId, host: own },
    address: { by: 'machine', machineId },
    hostRef: hostReference({ deviceId, defenderId: machineId }),
    subject: { kind: 'HOST', deviceId, defenderId: machineId, name: name.split('.')[0] ?? null },
  };
}

/** The record that is alive, where there are several. */
function machineIdOf({ name }: FoundHost, answer: unknown, { kind, target }: ActionInput): string {
  if (answer instanceof Error) throw asError(answer);
  const machines = (answer ?? []) as readonly DefenderMachine[];
  const alive = machines.filter(({ healthStatus }) => healthStatus === 'Active');
  const [first, ...others] = alive.length > 0 ? alive : machines.slice(0, 1);
  if (first && others.length === 0) return first.machineId;
  if (!first) {
    throw new NoTarget(
      new SecgraphError(
        'UPSTREAM_NOT_FOUND',
        `Defender for Endpoint does not know the machine ${name}, or may not be asked: ${kind} cannot reach it.`,
      ),
    );
  }
  throw new NoTarget(
    new SecgraphError(
      'BAD_USER_INPUT',
      `Argument "actions": ${quoted(target)} is ${alive.length} machines to Defender; give the id of the one that is meant, and its tenant.`,
    ),
    alive.map(({ machineId }) => machineId),
  );
}

function userTarget(wish: Wish, key: UserKey, { users, identities }: Found): Target {
  const { input } = wish;
  const own = entityOf<FoundUser>(users.get(keyText(key)), input);
  const { graphId, id, userPrincipalName, displayName, accountEnabled, onPremises } = own;
  const isOnPremises = catalogued(input.kind).runsAt === 'DEFENDER_FOR_IDENTITY';
  const address: Address = isOnPremises
    ? identityOf(identities, own, catalogued(input.kind), wish)
    : { by: 'user', userId: graphId };
  return {
    ...NOBODY,
    ...{ target: id, label: userPrincipalName ?? displayName ?? graphId, address, user: own },
    before: accountEnabled === null || isOnPremises ? null : { accountEnabled },
    userRef: userReference({ objectId: graphId }),
    subject: { kind: 'USER', objectId: graphId, userPrincipalName, sid: onPremises?.sid ?? null },
  };
}

function appTarget({ input }: Wish, key: ServicePrincipalKey, { apps }: Found): Target {
  const own = entityOf<ServicePrincipal>(apps.get(keyText(key)), input);
  const { graphId, id, displayName, appId, accountEnabled } = own;
  return {
    ...NOBODY,
    ...{ target: id, label: displayName ?? graphId, address: { by: 'servicePrincipal', id: graphId } },
    before: accountEnabled === null ? null : { accountEnabled },
    servicePrincipalRef: { objectId: graphId, appId: null },
    subject: { kind: 'APPLICATION', objectId: graphId, appId },
  };
}

function observableTarget({ input }: Wish, text: string): Target {
  const { observables } = catalogued(input.kind);
  const normal = text.length <= 2000 ? normalObservable(text) : null;
  if (!normal || !observables.includes(normal.kind)) {
    throw new NoTarget(badTarget(input, `it takes one ${observables.join(' or ')}, and no range or pattern`));
  }
  const { kind, value } = normal;
  return {
    ...NOBODY,
    ...{ target: value, label: value, address: { by: 'observable', kind, value } },
    subject: { kind: 'OBSERVABLE', observable: kind, value },
  };
}

function mailTarget(wish: Wish, text: string, { mails }: Found): Target {
  const mail = mailOf(mails, wish, text);
  const { id, subject, recipient, location } = mail;
  return {
    ...NOBODY,
    ...{ target: id, label: `${subject ?? 'A message'} (${recipient ?? id})`, address: { by: 'mail', mail } },
    before: location === null ? null : { location },
  };
}

/** The noun that a chain has found, if it is one, and surely the one. */
function entityOf<Noun extends { readonly id: string }>(answer: unknown, { target, kind }: ActionInput): Noun {
  if (answer instanceof Error) throw asError(answer);
  const { entity, match } = (answer ?? { entity: null, match: null }) as Resolution<Noun>;
  if (!entity) {
    const message = `The tenant does not know the target ${quoted(target)} of ${kind}, or does not let it be read.`;
    throw new NoTarget(new SecgraphError('UPSTREAM_NOT_FOUND', message));
  }
  const others = (match?.candidates ?? []).map(({ id }) => id);
  if (others.length === 0) return entity;
  throw new NoTarget(
    new SecgraphError('BAD_USER_INPUT', `Argument "actions": ${quoted(target)} fits several; say which is meant.`),
    [entity.id, ...others],
  );
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
