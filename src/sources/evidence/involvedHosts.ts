import type { Evidence } from '../../../schema/evidence/Evidence.js';
import type { DeviceEvidence } from '../../../schema/evidence/machine.js';
import type { InvolvedHost } from '../../../schema/Involved.js';
import type { HostRef } from '../../../schema/references.js';
import { guid } from '../../identity/guid.js';
import { shortName } from '../../identity/keys.js';
import { gather } from './gather.js';
import { joinedHosts } from './knownHosts.js';
import { walk } from './walk.js';
import { worst } from './worst.js';

/** A reference in the form in which it is compared, strongest key first. */
type Keys = readonly (string | null)[];

interface Mention {
  readonly host: InvolvedHost;
  readonly keys: Keys;
  readonly names: readonly string[];
}

/**
 * Every machine that an alert names, once, in the order of first mention, with the union of roles and the worst verdict:
 * those with evidence of their own, and those that a process, file, registry value or session was on.
 *
 * The strongest key that two references share decides whether they mean the same: device id, then Defender id, then DNS
 * name, then short name. Devices of the internet of things are not in the directory and not among these.
 */
export function involvedHosts(evidence: readonly Evidence[], tenantId: string): InvolvedHost[] {
  const mentions: Mention[] = [];
  for (const piece of walk(evidence)) {
    const ref = 'hostRef' in piece ? (piece.hostRef as HostRef | null) : null;
    if (ref) mentions.push(mention(hostIn(piece, ref, tenantId)));
  }
  return gather(mentions, { isSame: (a, b) => isSameHost(a.keys, b.keys), join }).map(({ host }) => host);
}

function hostIn(piece: Evidence, hostRef: HostRef, tenantId: string): InvolvedHost {
  const device = piece.__typename === 'DeviceEvidence' ? (piece as DeviceEvidence) : null;
  return {
    __typename: 'InvolvedHost',
    tenantId,
    hostRef,
    name: nameOf(hostRef),
    dnsName: hostRef.dnsName,
    os: device?.os ?? null,
    riskScore: device?.riskScore ?? null,
    healthStatus: device?.healthStatus ?? null,
    onboardingStatus: device?.onboardingStatus ?? null,
    roles: piece.roles,
    verdict: piece.verdict,
  };
}

function mention(host: InvolvedHost): Mention {
  const keys = keysOf(host.hostRef);
  return { host, keys, names: keys.flatMap((key, index) => (key === null ? [] : [`${index} ${key}`])) };
}

function keysOf({ deviceId, defenderId, dnsName, hostName }: HostRef): Keys {
  return [
    guid(deviceId),
    lower(defenderId),
    dnsName?.includes('.') ? lower(dnsName)!.replace(/\.$/, '') : null,
    lower(shortName(hostName) ?? shortName(dnsName)),
  ];
}

function isSameHost(ours: Keys, theirs: Keys): boolean {
  const shared = ours.findIndex((key, index) => key !== null && theirs[index] !== null);
  return shared >= 0 && ours[shared] === theirs[shared];
}

function join({ host: first }: Mention, { host: second }: Mention): Mention {
  const hostRef = joinedHosts(first.hostRef, second.hostRef);
  return mention({
    ...first,
    hostRef,
    name: nameOf(hostRef),
    dnsName: hostRef.dnsName,
    os: first.os ?? second.os,
    riskScore: first.riskScore ?? second.riskScore,
    healthStatus: first.healthStatus ?? second.healthStatus,
    onboardingStatus: first.onboardingStatus ?? second.onboardingStatus,
    roles: [...new Set([...first.roles, ...second.roles])],
    verdict: worst(first.verdict, second.verdict),
  });
}

function nameOf({ hostName, dnsName }: HostRef): string | null {
  return hostName ?? shortName(dnsName);
}

function lower(text: string | null): string | null {
  return text?.trim().toLowerCase() || null;
}
