import { words } from '../words.js';

export const ControlState = words('ControlState', 'What was decided about a control of Secure Score.', {
  UNKNOWN: 'A word that this version does not know: see stateRaw.',
  DEFAULT: 'Nothing was decided.',
  IGNORED: 'Somebody accepts the risk.',
  THIRD_PARTY: 'Done with a product of somebody else.',
  REVIEWED: 'Looked at, or done in another way.',
});
export type ControlState = keyof typeof ControlState;

export const Level = words('Level', 'How much something costs, or is noticed.', {
  UNKNOWN: 'A word that this version does not know.',
  LOW: 'Little.',
  MODERATE: 'Some.',
  HIGH: 'Much.',
});
export type Level = keyof typeof Level;

export const ComparisonBasis = words('ComparisonBasis', 'With whom a score is compared.', {
  UNKNOWN: 'A word that this version does not know: see basisRaw.',
  ALL_TENANTS: 'All tenants.',
  TOTAL_SEATS: 'Tenants of about the same size.',
  INDUSTRY_TYPES: 'Tenants of the same industry.',
});
export type ComparisonBasis = keyof typeof ComparisonBasis;

export const ControlOrderBy = words('ControlOrderBy', 'What controls of a score are ordered by.', {
  GAP: 'Points that are missing.',
  SCORE: 'Points reached.',
  MAX: 'Points that can be reached.',
  PERCENT: 'How much of it is done.',
  RANK: "Microsoft's own order.",
  NAME: 'Name of the control.',
});
export type ControlOrderBy = keyof typeof ControlOrderBy;
