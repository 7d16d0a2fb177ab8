import { Confidence, MatchKey } from '../../schema/enums.js';
import type { HostRef, UserRef } from '../../schema/references.js';
import { sameDomain } from './domain.js';
import { guid } from './guid.js';
import type { HostKey, UserKey } from './keys.js';

/** What choosing among any records looks at. */
export interface Candidate {
  readonly accountEnabled: boolean | null;
  /** DNS name of the on-premises domain; null or absent for what exists in the cloud only. */
  readonly onPremises?: { readonly domain: string | null } | null;
}

/** What choosing among users looks at. */
export interface UserCandidate extends Candidate {
  readonly onPremises: { readonly domain: string | null } | null;
}

/** What choosing among machines looks at. */
export interface HostCandidate extends Candidate {
  readonly deviceId: string | null;
  /** approximateLastSignInDateTime, ISO 8601. */
  readonly lastSeenAt: string | null;
  /** Graph's word: ServerAd, AzureAd or Workplace. */
  readonly trustType: string | null;
}

/** Unique and never given to somebody else. */
const EXACT: ReadonlySet<MatchKey> = new Set<MatchKey>([
  MatchKey.OBJECT_ID,
  MatchKey.DEVICE_ID,
  MatchKey.DEFENDER_ID,
  MatchKey.INTUNE_ID,
  MatchKey.CLOUD_SECURITY_IDENTIFIER,
  MatchKey.SECURITY_IDENTIFIER,
]);

/**
 * How sure a key makes us of the first of the records that it found.
 *
 * EXACT for ids and SIDs. STRONG for a name that only one record has; an account name must also be in the domain that
 * the alert names. WEAK for everything else, and for every key that fits more than one record.
 *
 * @param candidates all records that the key found, best first
 */
export function confidenceOf(key: UserKey | HostKey, candidates: readonly Candidate[]): Confidence {
  if (key.by === MatchKey.SAM_ACCOUNT_NAME) return byAccountName(key, candidates);
  if (candidates.length > 1) return Confidence.WEAK;
  return EXACT.has(key.by) ? Confidence.EXACT : Confidence.STRONG;
}

function byAccountName(key: UserKey | HostKey, candidates: readonly Candidate[]): Confidence {
  const domain = 'domain' in key ? key.domain : null;
  const fitting = candidates.filter(({ onPremises }) => sameDomain(domain, onPremises?.domain ?? null));
  return fitting.length === 1 && fitting[0] === candidates[0] ? Confidence.STRONG : Confidence.WEAK;
}

/** Users that one key found, likeliest first: in the alert's domain before others, enabled before disabled. */
export function rankUsers<User extends UserCandidate>(candidates: readonly User[], ref: UserRef): User[] {
  const inDomain = (user: User): boolean => sameDomain(ref.domain, user.onPremises?.domain ?? null);
  return [...candidates].sort(
    (a, b) => first(inDomain(a), inDomain(b)) || first(a.accountEnabled === true, b.accountEnabled === true),
  );
}

/**
 * Machines that one key found, likeliest first: the one with the alert's device id, enabled before disabled, the last
 * to sign in, joined before merely registered. Stale records with the same name are common.
 */
export function rankHosts<Host extends HostCandidate>(candidates: readonly Host[], ref: HostRef | null = null): Host[] {
  const deviceId = guid(ref?.deviceId ?? null);
  const meant = (host: Host): boolean => deviceId !== null && guid(host.deviceId) === deviceId;
  return [...candidates].sort(
    (a, b) =>
      first(meant(a), meant(b)) ||
      first(a.accountEnabled === true, b.accountEnabled === true) ||
      signIn(b) - signIn(a) ||
      looseness(a) - looseness(b),
  );
}

function first(a: boolean, b: boolean): number {
  return Number(b) - Number(a);
}

/** Milliseconds since 1970; before all times when there was none. */
function signIn({ lastSeenAt }: HostCandidate): number {
  const time = Date.parse(lastSeenAt ?? '');
  return Number.isNaN(time) ? -8.64e15 : time;
}

function looseness({ trustType }: HostCandidate): number {
  if (trustType === null) return 2;
  return trustType.toLowerCase() === 'workplace' ? 1 : 0;
}
