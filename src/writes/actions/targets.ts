import type { ActionInput } from '../../../schema/ActionWrites.js';
import type { DefenderMachine } from '../../../schema/DefenderMachine.js';
import type { AlertSubject, HostRef, ServicePrincipalRef, UserRef } from '../../../schema/references.js';
import type { ServicePrincipal } from '../../../schema/ServicePrincipal.js';
import { catalogued } from '../../actions/catalogue.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import { normalObservable } from '../../identity/observable.js';
import type { Json } from '../../journal/Job.js';
import type { Resolution } from '../../loaders/resolve.js';
import { asError } from '../../loaders/tenantwise.js';
import {
  hostReference,
  keyText,
  userReference,
  type HostKey,
  type ServicePrincipalKey,
  type UserKey,
} from '../../pivots/Key.js';
import type { FoundHost } from '../../sources/HostSource.js';
import type { FoundUser } from '../../sources/UserSource.js';
import { quoted } from '../asked.js';
import { joinOf, type Found } from './findTargets.js';
import { identityOf } from './identities.js';
import { mailOf } from './mails.js';
import { NoTarget } from './NoTarget.js';
import type { Address } from './Order.js';
import { badTarget, type Wish } from './Wish.js';

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
