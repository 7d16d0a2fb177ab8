import fc from 'fast-check';
import { answerText } from '../../src/http/answerText.js';

const answer = fc.oneof(fc.jsonValue({ maxDepth: 9 }), fc.constant(undefined));
const withNodes = (node: object) => ({ data: { alerts: { nodes: [node] } } });

test('an answer is written as JSON writes it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), answer), (given) => {
      expect(answerText(given, Infinity)).toBe(JSON.stringify(given));
    }),
  );
});

test('values that write themselves, and values that JSON leaves out, are as JSON has them', () => {
  const given = withNodes({ at: new Date(0), gone: undefined, list: [undefined, null, 1] });

  expect(answerText(given, Infinity)).toBe(JSON.stringify(given));
});

test('the bytes that are counted are those that are sent, and not one more is written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), answer), (given) => {
      const text = JSON.stringify(given);

      expect(answerText(given, Buffer.byteLength(text))).toBe(text);
      expect(answerText(given, Buffer.byteLength(text) - 1)).toBeNull();
    }),
  );
});

test('one long record under a hundred names is not written a hundred times to be refused', () => {
  let written = 0;
  const raw = { toJSON: () => (written += 1) && 'x'.repeat(1_000) };
  const node = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`raw${index}`, raw]));

  expect(answerText(withNodes(node), 5_000)).toBeNull();
  expect(written).toBe(5);
});
