import { badInput } from '../errors/SecgraphError.js';

/**
 * What of a filter is finished here is held against every row that is read, some thousands: 18,000 texts in one filter
 * took the process 14 seconds for one tenant, and one that was nested 3,000 deep overflowed the stack.
 */
const MAX_VALUES = 500;
const MAX_LEVELS = 20;
const MAX_TEXT = 1_000;

/**
 * The filter, when it is one that can be held against thousands of rows.
 *
 * @throws SecgraphError BAD_USER_INPUT for too many values, too many filters inside one another, too long a text
 */
export function bounded<Filter extends object>(filter: Filter): Filter {
  const values = valuesIn(filter, 1);
  if (values <= MAX_VALUES) return filter;
  throw badInput('filter', `it has ${values} values; at most ${MAX_VALUES} are taken. Ask in several questions.`);
}

/** Values, and filters and lists that hold none. */
function valuesIn(value: unknown, level: number): number {
  if (level > MAX_LEVELS)
    throw badInput('filter', `filters and lists stand at most ${MAX_LEVELS} deep in one another.`);
  if (typeof value === 'string' && value.length > MAX_TEXT) {
    throw badInput('filter', `a text has ${value.length} characters; at most ${MAX_TEXT} are taken.`);
  }
  if (typeof value !== 'object' || value === null) return 1;
  return Math.max(
    1,
    Object.values(value).reduce((sum: number, inner) => sum + valuesIn(inner, level + 1), 0),
  );
}
