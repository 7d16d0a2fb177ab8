import type { Evidence } from '../../../schema/evidence/Evidence.js';

/** One alert is walked for its people, its machines and its observables; walking is the dear part of each. */
const walked = new WeakMap<readonly Evidence[], readonly Evidence[]>();

/** Every piece of evidence, the outer before the evidence inside it. The list must not change afterwards. */
export function walk(evidence: readonly Evidence[]): readonly Evidence[] {
  const known = walked.get(evidence);
  if (known) return known;
  const pieces: Evidence[] = [];
  for (const piece of evidence) add(piece, pieces);
  walked.set(evidence, pieces);
  return pieces;
}

function add(piece: Evidence, pieces: Evidence[]): void {
  pieces.push(piece);
  for (const value of Object.values(piece) as unknown[]) {
    if (typeof value !== 'object' || value === null) continue;
    if (isEvidence(value)) add(value, pieces);
    else if (Array.isArray(value)) {
      for (const element of value as unknown[]) if (isEvidence(element)) add(element, pieces);
    }
  }
}

function isEvidence(value: unknown): value is Evidence {
  return typeof value === 'object' && value !== null && 'remediation' in value;
}
