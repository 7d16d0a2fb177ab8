import { SecgraphError } from '../../src/errors/SecgraphError.js';
import type { ErrorCode } from '../../src/errors/codes.js';
import { failed, unseen } from '../../src/writes/sending.js';

const thrown = (code: ErrorCode): SecgraphError => new SecgraphError(code, `${code} it is.`, { retryAfterSeconds: 7 });

test.each([
  ['UPSTREAM_THROTTLED', 'later', 'unseen'],
  ['UPSTREAM_BUDGET_EXCEEDED', 'later', 'unseen'],
  ['UPSTREAM_UNAVAILABLE', 'refused', 'unseen'],
  ['UPSTREAM_FORBIDDEN', 'refused', 'unknown'],
  ['OUTCOME_UNKNOWN', 'unknown', 'unknown'],
  ['INTERNAL_SERVER_ERROR', 'unknown', 'unknown'],
] as const)('%s of a sending is %s, and of looking after it %s', (code, ofSending, ofLooking) => {
  expect(failed(thrown(code)).kind).toBe(ofSending);
  expect(unseen(thrown(code)).kind).toBe(ofLooking);
});

test('what cannot be looked at tells why, when to come back, and that nobody knows what has become of it', () => {
  expect(unseen(thrown('UPSTREAM_THROTTLED'))).toMatchObject({
    error: {
      code: 'OUTCOME_UNKNOWN',
      message: expect.stringContaining('UPSTREAM_THROTTLED it is.') as string,
      facts: { retryAfterSeconds: 7 },
    },
  });
});
