import { EvidenceRole, Remediation, Verdict } from '../../../schema/enums.js';
import type { Evidence } from '../../../schema/evidence/Evidence.js';
import type { EvidenceKind } from '../../../schema/evidence/EvidenceKind.js';
import type { OtherEvidence } from '../../../schema/evidence/other.js';
import type { HostRef } from '../../../schema/references.js';
import { asRecord, list, moment, raw, records, text, texts, word, wordMap, type WireRecord } from '../wire.js';
import type { EvidenceRow, Scope } from './EvidenceRow.js';
import { knownHosts } from './knownHosts.js';
import { ROW_BY_TYPE, ROW_BY_WIRE } from './rows.js';

/** Evidence within evidence: pod, namespace, cluster and cloud resource are four; what lies deeper than six is left out. */
const MAX_DEPTH = 6;
const NAMESPACE = '#microsoft.graph.security.';
const VERDICTS = wordMap(Verdict);
const REMEDIATIONS = wordMap(Remediation);
const ROLES = wordMap(EvidenceRole);

interface Alert {
  readonly tenantId: string;
  readonly hosts: ReadonlyMap<string, HostRef>;
}

/**
 * The evidence of one alert, from what Graph sends as `evidence`. Nothing that Graph may send makes it fail: a kind that
 * is not known becomes OtherEvidence, a property of a wrong type null, an enum's unknown word UNKNOWN.
 *
 * @param evidence the whole list, because a process names its machine by an id that the machine's own evidence explains
 * @returns in Graph's order; [] for anything that is no list; elements that are no objects are left out
 */
export function readEvidence(evidence: unknown, tenantId: string): Evidence[] {
  const wires = records({ evidence }, 'evidence');
  const alert: Alert = { tenantId, hosts: knownHosts(wires) };
  return wires.map((wire) => read(wire, ROW_BY_WIRE.get(text(wire, '@odata.type') ?? ''), alert, 1));
}

function read(wire: WireRecord, row: EvidenceRow | undefined, alert: Alert, depth: number): Evidence {
  if (!row) return other(wire, alert);
  const base = common(wire, row.kind, alert);
  const scope = scopeOf(alert, base.verdict, depth);
  return { __typename: row.type, ...base, ...row.read(wire, scope) };
}

function other(wire: WireRecord, alert: Alert): OtherEvidence {
  const type = text(wire, '@odata.type');
  return {
    __typename: 'OtherEvidence',
    ...common(wire, 'OTHER', alert),
    kindRaw: type?.startsWith(NAMESPACE) ? type.slice(NAMESPACE.length) : type,
  };
}

function common(wire: WireRecord, kind: EvidenceKind, { tenantId }: Alert): Omit<Evidence, '__typename'> {
  return {
    tenantId,
    kind,
    createdAt: moment(wire, 'createdDateTime'),
    verdict: word(VERDICTS, raw(wire, 'verdict'), 'UNKNOWN'),
    remediation: word(REMEDIATIONS, raw(wire, 'remediationStatus'), 'UNKNOWN'),
    remediationDetails: text(wire, 'remediationStatusDetails'),
    roles: [...new Set(list(wire, 'roles').map((role) => word(ROLES, role, 'UNKNOWN')))],
    detailedRoles: texts(wire, 'detailedRoles'),
    tags: texts(wire, 'tags'),
  };
}

function scopeOf(alert: Alert, verdict: Verdict, depth: number): Scope {
  const nested = (wire: WireRecord, row: EvidenceRow | undefined): Evidence => read(wire, row, alert, depth + 1);
  const isTooDeep = depth >= MAX_DEPTH;
  return {
    tenantId: alert.tenantId,
    verdict,
    hostOf: (defenderId) => hostOf(alert, defenderId),
    one: <E extends Evidence>(parent: WireRecord, property: string, type: E['__typename']) => {
      const wire = isTooDeep ? null : asRecord(raw(parent, property));
      return wire && (nested(wire, ROW_BY_TYPE.get(type)) as E);
    },
    many: <E extends Evidence>(parent: WireRecord, property: string, type: E['__typename']) => {
      const wires = isTooDeep ? [] : records(parent, property);
      return wires.map((wire) => nested(wire, ROW_BY_TYPE.get(type)) as E);
    },
    any: (parent, property) => {
      const wire = isTooDeep ? null : asRecord(raw(parent, property));
      return wire && nested(wire, ROW_BY_WIRE.get(text(wire, '@odata.type') ?? ''));
    },
  };
}

function hostOf({ hosts }: Alert, defenderId: string | null): HostRef | null {
  if (defenderId === null) return null;
  return hosts.get(defenderId.toLowerCase()) ?? { deviceId: null, defenderId, dnsName: null, hostName: null };
}
