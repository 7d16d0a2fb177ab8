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

/**
 * Every machine that an alert names, once, in the order of first mention, with the union of roles and the worst verdict:
 * those with evidence of their own, and those that a process, file, registry value or session was on.
 *
 * The strongest key that two references share decides whether they mean the same: device id, then Defender id, then DNS
 * name, then short name. Devices of the internet of things are not in the directory and not among these.
 */
export function involvedHosts(evidence: readonly Evidence[], tenantId: string): InvolvedHost[] {
  const mentions: InvolvedHost[] = [];
  for (const piece of walk(evidence)) {
    const ref = 'hostRef' in piece ? (piece.hostRef as HostRef | null) : null;
    if (ref) mentions.push(mention(ref, piece, tenantId));
  }
  return gather(mentions, { names, isSame: isSameHost, join });
}

function mention(ref: HostRef, piece: Evidence, tenantId: string): InvolvedHost {
  const device = piece.__typename === 'DeviceEvidence' ? (piece as DeviceEvidence) : null;
  return {
    __typename: 'InvolvedHost',
    tenantId,
    hostRef: ref,
    name: ref.hostName ?? shortName(ref.dnsName),
    dnsName: ref.dnsName,
    os: device?.os ?? null,
    riskScore: device?.riskScore ?? null,
    healthStatus: device?.healthStatus ?? null,
    onboardingStatus: device?.onboardingStatus ?? null,
    roles: piece.roles,
    verdict: piece.verdict,
  };
}

function keysOf({ deviceId, defenderId, dnsName, hostName }: HostRef): Readonly<Record<string, string | null>> {
  return {
    deviceId: guid(deviceId),
    defenderId: lower(defenderId),
    dnsName: dnsName?.includes('.') ? lower(dnsName)!.replace(/\.$/, '') : null,
    name: lower(shortName(hostName) ?? shortName(dnsName)),
  };
}

function names({ hostRef }: InvolvedHost): string[] {
  return Object.entries(keysOf(hostRef)).flatMap(([by, value]) => (value === null ? [] : [`${by} ${value}`]));
}

function isSameHost(a: InvolvedHost, b: InvolvedHost): boolean {
  const ours = keysOf(a.hostRef);
  const theirs = keysOf(b.hostRef);
  const shared = Object.keys(ours).find((key) => ours[key] !== null && theirs[key] !== null);
  return shared !== undefined && ours[shared] === theirs[shared];
}

function join(first: InvolvedHost, second: InvolvedHost): InvolvedHost {
  const ref = joinedHosts(first.hostRef, second.hostRef);
  return {
    ...first,
    hostRef: ref,
    name: ref.hostName ?? shortName(ref.dnsName),
    dnsName: ref.dnsName,
    os: first.os ?? second.os,
    riskScore: first.riskScore ?? second.riskScore,
    healthStatus: first.healthStatus ?? second.healthStatus,
    onboardingStatus: first.onboardingStatus ?? second.onboardingStatus,
    roles: [...new Set([...first.roles, ...second.roles])],
    verdict: worst(first.verdict, second.verdict),
  };
}

function lower(text: string | null): string | null {
  return text?.trim().toLowerCase() || null;
}
