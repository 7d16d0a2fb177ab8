import type { Classification, Determination } from '../../../schema/enums.js';
import { badInput } from '../../errors/SecgraphError.js';

/**
 * Which finer words go with which classification.
 *
 * @see https://learn.microsoft.com/defender-xdr/api-update-incidents
 */
const DETERMINATIONS: Readonly<Record<Exclude<Classification, 'UNKNOWN'>, readonly Determination[]>> = {
  TRUE_POSITIVE: [
    'MULTI_STAGED_ATTACK',
    'MALICIOUS_USER_ACTIVITY',
    'COMPROMISED_ACCOUNT',
    'MALWARE',
    'PHISHING',
    'UNWANTED_SOFTWARE',
    'APT',
    'OTHER',
  ],
  INFORMATIONAL_EXPECTED_ACTIVITY: [
    'SECURITY_TESTING',
    'SECURITY_PERSONNEL',
    'LINE_OF_BUSINESS_APPLICATION',
    'CONFIRMED_ACTIVITY',
    'OTHER',
  ],
  FALSE_POSITIVE: ['NOT_MALICIOUS', 'NOT_ENOUGH_DATA', 'OTHER'],
};

/** What an analyst has found, as far as a change says it. */
export interface Finding {
  readonly classification?: Classification | null;
  readonly determination?: Determination | null;
}

/**
 * Lets through what says something, and a finding that Graph takes: known words, and a determination that goes with its
 * classification.
 *
 * @throws SecgraphError BAD_USER_INPUT that says which words go together
 */
export function checkSet(set: Finding & object): void {
  if (!Object.values(set).some((value) => value !== undefined)) {
    throw badInput('set', 'say what to change: at least one field.');
  }
  const { classification, determination } = set;
  if (classification === null || classification === 'UNKNOWN') {
    throw badInput('set.classification', oneOf(Object.keys(DETERMINATIONS)));
  }
  if (determination === null || determination === 'UNKNOWN') {
    throw badInput('set.determination', oneOf([...new Set(Object.values(DETERMINATIONS).flat())]));
  }
  if (!classification || !determination) return;
  const fitting = DETERMINATIONS[classification];
  if (!fitting.includes(determination)) {
    throw badInput('set.determination', `with ${classification}, ${oneOf(fitting)}`);
  }
}

function oneOf(words: readonly string[]): string {
  return `give one of ${words.join(', ')}.`;
}
