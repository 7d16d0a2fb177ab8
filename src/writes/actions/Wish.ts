import type { ActionInput } from '../../../schema/ActionWrites.js';
import { catalogued } from '../../actions/catalogue.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import type { Operation } from '../../loaders/Operation.js';
import {
  hostKey,
  hostReference,
  namedHost,
  servicePrincipalKey,
  userKey,
  userReference,
  type HostKey,
  type ServicePrincipalKey,
  type UserKey,
} from '../../pivots/Key.js';
import { readOwnId } from '../../pivots/nouns.js';
import type { GlobalId } from '../../util/globalId.js';
import { quoted } from '../asked.js';

/** One action as it was asked for, and the tenant it is for. */
export interface Wish {
  readonly input: ActionInput;
  readonly tenantId: string;
  /** What the target says, read as its kind is named. */
  readonly named: Named;
}

export type Named =
  | { readonly by: 'host'; readonly key: HostKey }
  | { readonly by: 'user'; readonly key: UserKey }
  | { readonly by: 'servicePrincipal'; readonly key: ServicePrincipalKey }
  | { readonly by: 'observable' | 'mail'; readonly text: string };

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
  if (own?.type === NOUNS[targetKind]) {
    operation.place(own.tenantId);
    return { input, tenantId: own.tenantId, named: namedBy(targetKind, own) };
  }
  if (targetKind === 'HOST' && MACHINE_ID.test(target)) {
    const { tenantId } = operation.selectOne(tenant);
    const reference = hostReference({ defenderId: target.toLowerCase() });
    return { input, tenantId, named: { by: 'host', key: hostKey(tenantId, reference)! } };
  }
  const or = targetKind === 'HOST' ? ", or Defender's id of a machine" : '';
  throw badTarget(input, `give the global id of a ${NOUNS[targetKind]}${or}`);
}

/** What a global id says. */
function namedBy(targetKind: keyof typeof NOUNS, { tenantId, key }: GlobalId): Named {
  switch (targetKind) {
    case 'HOST':
      return { by: 'host', key: hostKey(tenantId, namedHost(key))! };
    case 'USER':
      return { by: 'user', key: userKey(tenantId, userReference({ objectId: key }))! };
    case 'SERVICE_PRINCIPAL':
      return { by: 'servicePrincipal', key: servicePrincipalKey(tenantId, { objectId: key, appId: null })! };
  }
}

/** What its kind cannot be done to. */
export function badTarget({ kind, target }: ActionInput, what: string): SecgraphError {
  return new SecgraphError(
    'BAD_USER_INPUT',
    `Argument "actions": ${quoted(target)} is no target of ${kind}; ${what}.`,
    { argument: 'actions' },
  );
}
