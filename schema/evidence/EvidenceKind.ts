import { words } from '../words.js';

export const EvidenceKind = words('EvidenceKind', 'Kinds of evidence that Microsoft Graph has.', {
  OTHER: 'A kind that this version does not know; its own word is in OtherEvidence.kindRaw.',
  USER: 'An account.',
});
export type EvidenceKind = keyof typeof EvidenceKind;
