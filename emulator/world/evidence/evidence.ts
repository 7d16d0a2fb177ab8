import { EVIDENCE_MEMBERS } from './members.js';
import type { EvidenceKind } from './members.js';

/** One piece of evidence as Graph sends it. */
export interface Evidence {
  readonly '@odata.type': string;
  readonly [member: string]: unknown;
}

type Verdict = 'unknown' | 'suspicious' | 'malicious' | 'noThreatsFound';
type RemediationStatus =
  | 'none'
  | 'remediated'
  | 'prevented'
  | 'blocked'
  | 'notFound'
  | 'active'
  | 'pendingApproval'
  | 'declined'
  | 'unremediated'
  | 'running'
  | 'partiallyRemediated';

/** What the product thinks of a piece of evidence. */
export interface Mark {
  /** When the evidence was added, ISO. */
  readonly at: string;
  readonly verdict?: Verdict;
  readonly remediationStatus?: RemediationStatus;
  readonly remediationStatusDetails?: string;
  readonly roles?: readonly string[];
  readonly detailedRoles?: readonly string[];
  readonly tags?: readonly string[];
}

/** Evidence of one of the 48 kinds, with every member its type declares. */
export function evidenceOf<K extends EvidenceKind>(
  kind: K,
  mark: Mark,
  known: Partial<Readonly<Record<keyof (typeof EVIDENCE_MEMBERS)[K], unknown>>>,
): Evidence {
  const evidence: Record<string, unknown> = { ...blankOf(kind) };
  Object.assign(evidence, markOf(mark), known);
  return evidence as Evidence;
}

/** Evidence with nothing in it, by kind: copies of one object are many times cheaper than one made of three. */
const blanks = new Map<EvidenceKind, Evidence>();

function blankOf(kind: EvidenceKind): Evidence {
  const known = blanks.get(kind) ?? { ...markedAs(kind, { at: '' }), ...EVIDENCE_MEMBERS[kind] };
  blanks.set(kind, known);
  return known;
}

/** The base type, which is not abstract: Graph sends it where a service has no better word. */
export function plainEvidence(mark: Mark): Evidence {
  return markedAs('alertEvidence', mark);
}

/** A kind that Graph's metadata does not know yet, as every client meets one day. */
export const FUTURE_EVIDENCE_TYPE = '#microsoft.graph.security.quantumKeyEvidence';

export function futureEvidence(mark: Mark): Evidence {
  return { ...markedAs('quantumKeyEvidence', mark), keyExchangeId: 'qkx-2291', algorithm: 'ML-KEM-768' };
}

function markedAs(kind: string, mark: Mark): Evidence {
  return { '@odata.type': `#microsoft.graph.security.${kind}`, ...markOf(mark) };
}

function markOf(mark: Mark): Readonly<Record<string, unknown>> {
  return {
    createdDateTime: mark.at,
    verdict: mark.verdict ?? 'unknown',
    remediationStatus: mark.remediationStatus ?? 'none',
    remediationStatusDetails: mark.remediationStatusDetails ?? null,
    roles: mark.roles ?? [],
    detailedRoles: mark.detailedRoles ?? [],
    tags: mark.tags ?? [],
  };
}
