import type { HostRef } from '../../../schema/references.js';
import { record, text, type WireRecord } from '../wire.js';
import { hostRef } from './parts.js';

const DEVICE = '#microsoft.graph.security.deviceEvidence';
const SESSION = '#microsoft.graph.security.hostLogonSessionEvidence';

/**
 * The machines that an alert describes, by Defender id in lower case, each with all keys that any evidence gives it:
 * processes, files and registry values name their machine by that id alone.
 */
export function knownHosts(evidence: readonly WireRecord[]): Map<string, HostRef> {
  const hosts = new Map<string, HostRef>();
  for (const wire of evidence) {
    const device = deviceOf(wire);
    const ref = device && hostRef(device);
    if (!ref?.defenderId) continue;
    const id = ref.defenderId.toLowerCase();
    const known = hosts.get(id);
    hosts.set(id, known ? joinedHosts(known, ref) : ref);
  }
  return hosts;
}

/** Two references to one machine as one; where both say something, the first is believed. */
export function joinedHosts(first: HostRef, second: HostRef): HostRef {
  return {
    deviceId: first.deviceId ?? second.deviceId,
    defenderId: first.defenderId ?? second.defenderId,
    dnsName: first.dnsName ?? second.dnsName,
    hostName: first.hostName ?? second.hostName,
  };
}

function deviceOf(wire: WireRecord): WireRecord | null {
  const type = text(wire, '@odata.type');
  if (type === DEVICE) return wire;
  return type === SESSION ? record(wire, 'host') : null;
}
