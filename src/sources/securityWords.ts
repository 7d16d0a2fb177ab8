import type { Comment } from '../../schema/Comment.js';
import { Classification, Determination, Severity } from '../../schema/enums.js';
import { moment, text, word, wordMap, type WireRecord } from './wire.js';

/** How Graph writes a time that never was. */
export const EPOCH = '1970-01-01T00:00:00Z';

const SEVERITIES = wordMap(Severity);
const CLASSIFICATIONS = wordMap(Classification);
/** Documents spell four of them in another way than the metadata. */
const DETERMINATIONS = wordMap(Determination, {
  notEnoughDataToValidate: 'NOT_ENOUGH_DATA',
  insufficientData: 'NOT_ENOUGH_DATA',
  compromisedUser: 'COMPROMISED_ACCOUNT',
  clean: 'NOT_MALICIOUS',
  confirmedUserActivity: 'CONFIRMED_ACTIVITY',
});

export function readSeverity(row: WireRecord): Severity {
  return word(SEVERITIES, text(row, 'severity'), 'UNKNOWN');
}

/** Null until somebody classifies it: Graph sends "unknown" until then. */
export function readClassification(row: WireRecord): Classification | null {
  return known(word(CLASSIFICATIONS, text(row, 'classification'), null));
}

export function readDetermination(row: WireRecord): Determination | null {
  return known(word(DETERMINATIONS, text(row, 'determination'), null));
}

/** Documents spell two of the names in another way than the metadata. */
export function readComment(row: WireRecord): Comment {
  return {
    text: text(row, 'comment'),
    by: text(row, 'createdByDisplayName') ?? text(row, 'createdBy'),
    at: moment(row, 'createdDateTime') ?? moment(row, 'createdTime'),
  };
}

/** An address that a browser may open; null for anything else. */
export function link(value: string | null): string | null {
  return value && /^https?:\/\//i.test(value) ? value : null;
}

function known<Word extends string>(value: Word | null): Word | null {
  return value === 'UNKNOWN' ? null : value;
}
