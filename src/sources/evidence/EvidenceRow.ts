import type { Verdict } from '../../../schema/enums.js';
import type { Evidence } from '../../../schema/evidence/Evidence.js';
import type { EvidenceKind } from '../../../schema/evidence/EvidenceKind.js';
import type { Observable } from '../../../schema/Observable.js';
import type { HostRef } from '../../../schema/references.js';
import type { WireRecord } from '../wire.js';

/** What a piece of evidence can be asked for while it is read: what surrounds it, and the evidence inside it. */
export interface Scope {
  readonly tenantId: string;
  /** Of the piece that is being read. */
  readonly verdict: Verdict;
  /** The machine with this Defender id, with all that the alert says about it; null for no id. */
  hostOf(defenderId: string | null): HostRef | null;
  /** Nested evidence of a kind that the property is declared with. */
  one<E extends Evidence>(parent: WireRecord, property: string, type: E['__typename']): E | null;
  many<E extends Evidence>(parent: WireRecord, property: string, type: E['__typename']): E[];
  /** Nested evidence of whatever kind it says it is. */
  any(parent: WireRecord, property: string): Evidence | null;
}

/** What a kind has beyond what all evidence has. */
export type Own<E extends Evidence> = Omit<E, keyof Evidence>;

/** How one kind of evidence is read. */
export interface EvidenceRow {
  /** `@odata.type` of Graph, case and all. */
  readonly wire: string;
  /** The object type of the schema. */
  readonly type: string;
  readonly kind: EvidenceKind;
  readonly read: (wire: WireRecord, scope: Scope) => object;
  /** What of it can be seen again elsewhere; nested evidence speaks for itself. */
  readonly observables: (evidence: Evidence) => readonly Observable[];
}

interface Spelled<E extends Evidence> {
  readonly type: E['__typename'];
  readonly wire: string;
  readonly kind: EvidenceKind;
  readonly read: (wire: WireRecord, scope: Scope) => Own<E>;
  readonly observables?: (evidence: E) => readonly (Observable | null)[];
}

/** A row with the class of its kind spelled out, so that the compiler holds `read` to every field of it. */
export function kind<E extends Evidence>({ observables, ...row }: Spelled<E>): EvidenceRow {
  const seen = observables as ((evidence: Evidence) => readonly (Observable | null)[]) | undefined;
  return { ...row, observables: (evidence) => (seen?.(evidence) ?? []).filter((found) => found !== null) };
}
