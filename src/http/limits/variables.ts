import { SecgraphError } from '../../errors/SecgraphError.js';
import type { Variables } from './pageSize.js';

/** Whoever reads variables walks into them: deeper ones end at the stack's end. The deepest that is meant is a filter of 20. */
const MAX_LEVELS = 50;

/**
 * Judges what variables look like, before anybody walks into them.
 *
 * @throws SecgraphError QUERY_TOO_COSTLY
 */
export function judgeVariables(variables: Variables): void {
  if (isWithin(variables, MAX_LEVELS)) return;
  throw new SecgraphError(
    'QUERY_TOO_COSTLY',
    `The variables have more than ${MAX_LEVELS} lists and objects inside one another. Ask for less at once.`,
    { limit: 'depth of variables', allowed: MAX_LEVELS },
  );
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1));
}
