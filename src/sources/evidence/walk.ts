import type { Evidence } from '../../../schema/evidence/Evidence.js';

/** Every piece of evidence, the outer before the evidence inside it. */
export function* walk(evidence: readonly Evidence[]): Generator<Evidence> {
  for (const piece of evidence) {
    yield piece;
    for (const value of Object.values(piece) as unknown[]) {
      yield* walk((Array.isArray(value) ? (value as unknown[]) : [value]).filter(isEvidence));
    }
  }
}

function isEvidence(value: unknown): value is Evidence {
  return typeof value === 'object' && value !== null && 'kind' in value && 'remediation' in value;
}
