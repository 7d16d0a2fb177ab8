import type { Evidence } from '../../../schema/evidence/Evidence.js';
import type { InvolvedUser } from '../../../schema/Involved.js';
import type { UserRef } from '../../../schema/references.js';
import { compatibleDomains } from '../../identity/domain.js';
import { guid } from '../../identity/guid.js';
import { anySid, domainSid, objectIdFromCloudSid } from '../../identity/sid.js';
import { gather } from './gather.js';
import { walk } from './walk.js';
import { worst } from './worst.js';

/** A reference in the form in which it is compared. */
interface Keys {
  readonly objectId: string | null;
  readonly sid: string | null;
  readonly userPrincipalName: string | null;
  readonly mail: string | null;
  readonly accountName: string | null;
  readonly domain: string | null;
  readonly displayName: string | null;
}

interface Mention {
  readonly user: InvolvedUser;
  readonly keys: Keys;
  readonly names: readonly string[];
}

const NO_KEYS: UserRef = {
  objectId: null,
  userPrincipalName: null,
  mail: null,
  sid: null,
  accountName: null,
  domain: null,
};

/**
 * Every person and account that an alert names, once, in the order of first mention, with the union of roles and the
 * worst verdict. Accounts that were merely logged on to a machine (DeviceEvidence.loggedOnUsers) are not involved.
 *
 * The strongest key that two references share decides whether they mean the same: object id, then SID, then user
 * principal name. An equal mail address, or an equal account name in domains that may be one, joins what nothing
 * stronger tells apart.
 */
export function involvedUsers(evidence: readonly Evidence[], tenantId: string): InvolvedUser[] {
  const mentions: Mention[] = [];
  for (const piece of walk(evidence)) {
    const mention = mentionIn(piece, tenantId);
    if (mention) mentions.push(mention);
  }
  return gather(mentions, { isSame: (a, b) => isSameUser(a.keys, b.keys), join }).map(({ user }) => user);
}

function mentionIn(piece: Evidence, tenantId: string): Mention | null {
  if (!('userRef' in piece)) return null;
  const ref = piece.userRef as UserRef | null;
  const displayName = displayNameIn(piece);
  return ref || displayName ? mention(ref ?? NO_KEYS, displayName, piece, tenantId) : null;
}

function mention(
  ref: UserRef,
  displayName: string | null,
  { roles, verdict }: Pick<Evidence, 'roles' | 'verdict'>,
  tenantId: string,
): Mention {
  const { accountName, domain, userPrincipalName, sid } = ref;
  const keys = keysOf(ref, displayName);
  return {
    user: {
      __typename: 'InvolvedUser',
      tenantId,
      userRef: ref,
      accountName,
      domain,
      userPrincipalName,
      sid,
      displayName,
      roles,
      verdict,
    },
    keys,
    names: namesOf(keys),
  };
}

function displayNameIn(piece: Evidence): string | null {
  const { account, displayName } = piece as { account?: { displayName: string | null } | null; displayName?: unknown };
  return account?.displayName ?? (typeof displayName === 'string' ? displayName : null);
}

function keysOf(ref: UserRef, displayName: string | null): Keys {
  const cloudId = ref.sid === null ? null : objectIdFromCloudSid(ref.sid);
  const keys = {
    objectId: guid(ref.objectId) ?? cloudId,
    sid: cloudId === null ? (domainSid(ref.sid) ?? anySid(ref.sid)) : null,
    userPrincipalName: lower(ref.userPrincipalName),
    mail: lower(ref.mail),
    accountName: lower(ref.accountName),
  };
  const isNameless = Object.values(keys).every((key) => key === null);
  return { ...keys, domain: ref.domain, displayName: isNameless ? lower(displayName) : null };
}

/** Names that the same account may have: what is compared at all. */
function namesOf({ domain: _, ...keys }: Keys): string[] {
  return Object.entries(keys).flatMap(([by, value]) => (value === null ? [] : [`${by} ${value}`]));
}

function isSameUser(a: Keys, b: Keys): boolean {
  for (const key of ['objectId', 'sid', 'userPrincipalName'] as const) {
    if (a[key] !== null && b[key] !== null) return a[key] === b[key];
  }
  if (a.mail !== null && a.mail === b.mail) return true;
  if (a.accountName !== null && a.accountName === b.accountName) return compatibleDomains(a.domain, b.domain);
  return a.displayName !== null && a.displayName === b.displayName;
}

function join({ user: first }: Mention, { user: second }: Mention): Mention {
  return mention(
    joinedRefs(first.userRef, second.userRef),
    first.displayName ?? second.displayName,
    { roles: [...new Set([...first.roles, ...second.roles])], verdict: worst(first.verdict, second.verdict) },
    first.tenantId,
  );
}

/** Name and domain of an account belong together, unless the name comes without one. */
function joinedRefs(first: UserRef, second: UserRef): UserRef {
  const named = first.accountName !== null ? first : second;
  return {
    objectId: first.objectId ?? second.objectId,
    userPrincipalName: first.userPrincipalName ?? second.userPrincipalName,
    mail: first.mail ?? second.mail,
    sid: first.sid ?? second.sid,
    accountName: named.accountName,
    domain: named.domain ?? first.domain ?? second.domain,
  };
}

function lower(text: string | null): string | null {
  return text?.trim().toLowerCase() || null;
}
