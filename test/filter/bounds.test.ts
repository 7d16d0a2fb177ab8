import { SecgraphError } from '../../src/errors/SecgraphError.js';
import { bounded } from '../../src/filter/bounds.js';

interface Nested {
  readonly not?: Nested;
  readonly text?: string;
}

const nested = (levels: number): Nested => (levels === 1 ? { text: 'a' } : { not: nested(levels - 1) });
const refusal = (filter: object): SecgraphError | null => {
  try {
    bounded(filter);
    return null;
  } catch (thrown) {
    return thrown as SecgraphError;
  }
};

test('a filter of 500 values is taken as it is', () => {
  const filter = { or: Array.from({ length: 499 }, () => ({ text: 'a' })), severity: ['HIGH'] };

  expect(bounded(filter)).toBe(filter);
});

test.each<[string, object, RegExp]>([
  ['501 values in a list', { provider: Array.from({ length: 501 }, () => 'a') }, /501 values; at most 500/],
  ['501 filters', { or: Array.from({ length: 501 }, () => ({ text: 'a' })) }, /501 values; at most 500/],
  ['501 filters that say nothing', { or: Array.from({ length: 501 }, () => ({})) }, /501 values; at most 500/],
  ['a text of 1,001 characters', { text: 'a'.repeat(1_001) }, /1001 characters; at most 1000/],
  ['filters 3,000 deep', nested(3_000), /at most 20 deep/],
])('%s: refused by name and bound', (_what, filter, words) => {
  const error = refusal(filter);

  expect(error).toBeInstanceOf(SecgraphError);
  expect(error?.code).toBe('BAD_USER_INPUT');
  expect(error?.facts.argument).toBe('filter');
  expect(error?.message).toMatch(words);
});

test('filters 19 deep in one another are taken', () => {
  expect(refusal(nested(19))).toBeNull();
});
