import type { Classification, Determination, Severity } from '../../schema/enums.js';
import { compareMoments, toUtc } from '../util/moments.js';
import { literal } from '../util/odata.js';
import { CLASSIFICATION_WORDS, DETERMINATION_WORDS, SEVERITY_WORDS } from './graphWords.js';
import { anyWord, type Rule } from './rules.js';

/** What alerts and incidents have in common, as far as filters go. */
export interface Case {
  readonly severity: Severity;
  readonly classification: Classification | null;
  readonly determination: Determination | null;
  readonly assignedTo: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const severity: Rule<Case, readonly Severity[]> = {
  clause: (values) => anyWord('severity', values, SEVERITY_WORDS),
  reads: ['severity'],
  fits: (one, values) => values.includes(one.severity),
};

const classification: Rule<Case, readonly Classification[]> = {
  clause: (values) => anyWord('classification', values, CLASSIFICATION_WORDS),
  reads: ['classification'],
  fits: (one, values) => values.includes(one.classification ?? 'UNKNOWN'),
};

const determination: Rule<Case, readonly Determination[]> = {
  clause: (values) => anyWord('determination', values, DETERMINATION_WORDS),
  reads: ['determination'],
  fits: (one, values) => values.includes(one.determination ?? 'UNKNOWN'),
};

const assignedTo: Rule<Case, string> = {
  clause: (value) => `assignedTo eq ${literal(value)}`,
  reads: ['assignedTo'],
  fits: (one, value) => one.assignedTo?.toLowerCase() === value.toLowerCase(),
};

const unassigned: Rule<Case, boolean> = {
  clause: (value) => (value ? 'assignedTo eq null' : 'assignedTo ne null'),
  reads: ['assignedTo'],
  fits: (one, value) => (one.assignedTo === null) === value,
};

const createdAfter: Rule<Case, string> = {
  clause: (value) => `createdDateTime ge ${toUtc(value)}`,
  reads: ['createdAt'],
  fits: (one, value) => compareMoments(one.createdAt, value) >= 0,
};

const createdBefore: Rule<Case, string> = {
  clause: (value) => `createdDateTime lt ${toUtc(value)}`,
  reads: ['createdAt'],
  fits: (one, value) => compareMoments(one.createdAt, value) < 0,
};

const updatedAfter: Rule<Case, string> = {
  clause: (value) => `lastUpdateDateTime ge ${toUtc(value)}`,
  reads: ['updatedAt'],
  fits: (one, value) => compareMoments(one.updatedAt, value) >= 0,
};

const updatedBefore: Rule<Case, string> = {
  clause: (value) => `lastUpdateDateTime lt ${toUtc(value)}`,
  reads: ['updatedAt'],
  fits: (one, value) => compareMoments(one.updatedAt, value) < 0,
};

/** Rules that alerts and incidents share: Graph documents `$filter` by all of these for both. */
export const COMMON_RULES = {
  ...{ severity, classification, determination, assignedTo, unassigned },
  ...{ createdAfter, createdBefore, updatedAfter, updatedBefore },
};
