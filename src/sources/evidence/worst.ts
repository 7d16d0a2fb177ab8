import type { Verdict } from '../../../schema/enums.js';

/** What nobody has decided yet may still turn out bad, so it outweighs what was looked at and found clean. */
const ORDER: readonly Verdict[] = ['NO_THREATS_FOUND', 'UNKNOWN', 'SUSPICIOUS', 'MALICIOUS'];

/** The worse of two verdicts: MALICIOUS, then SUSPICIOUS, UNKNOWN, NO_THREATS_FOUND. */
export function worst(a: Verdict, b: Verdict): Verdict {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}
