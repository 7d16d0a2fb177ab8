import fc from 'fast-check';
import {
  encodeQuery,
  equalsOneOf,
  isGuid,
  isOneOf,
  literal,
  searchClause,
  segment,
  withQuery,
} from '../../src/util/odata.js';

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
/** Any text, lone surrogates included, but no control characters. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom("'", '/', '#', '$', '&', '?', '%', '+', '\ud800', '\udc00', 'é'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
  })
  .filter((value) => !CONTROL.test(value));

describe('OData text', () => {
  test("O'Neil is 'O''Neil'", () => expect(literal("O'Neil")).toBe("'O''Neil'"));

  test('a literal comes back from a URL as it went in, and ends where it should', () => {
    fc.assert(
      fc.property(text, (value) => {
        const path = withQuery('/users', { $filter: `displayName eq ${literal(value)}`, $select: 'id' });

        const url = new URL(`https://graph.microsoft.com/v1.0${path}`);
        const filter = url.searchParams.get('$filter') as string;
        const read = /^displayName eq '((?:[^']|'')*)'$/.exec(filter)?.[1]?.replaceAll("''", "'");
        expect(read).toBe(Buffer.from(value, 'utf8').toString('utf8'));
        expect([...url.searchParams.keys()]).toEqual(['$filter', '$select']);
        expect(url.hash).toBe('');
      }),
    );
  });

  test('a segment stays one segment', () => {
    fc.assert(
      fc.property(
        text.filter((value) => !['', '.', '..'].includes(value)),
        (value) => {
          const url = new URL(`https://graph.microsoft.com/v1.0/users/${segment(value)}/manager`);
          const parts = url.pathname.split('/');
          expect(parts).toHaveLength(5);
          expect(decodeURIComponent(parts[3] as string)).toBe(Buffer.from(value, 'utf8').toString('utf8'));
          expect(url.search + url.hash).toBe('');
        },
      ),
    );
  });

  test.each(['', '.', '..', 'a\nb', '\u0000'])('%j is no segment', (value) =>
    expect(() => segment(value)).toThrow(RangeError),
  );

  test.each(['a\nb', '\u0000', '\u007f', '\u0085'])('%j is no literal', (value) =>
    expect(() => literal(value)).toThrow(RangeError),
  );

  test('lists of values', () => {
    expect(isOneOf('mail', ['a', "b'"])).toBe("mail in ('a','b''')");
    expect(equalsOneOf('deviceId', ['a', 'b'])).toBe("deviceId eq 'a' or deviceId eq 'b'");
    expect(searchClause('displayName', 'a"b\\')).toBe('"displayName:a\\"b\\\\"');
  });

  test('options that are not set are left out', () => {
    expect(encodeQuery({ $top: 5, $count: true, $filter: null, $select: undefined, $search: '' })).toBe(
      '?$top=5&$count=true',
    );
    expect(encodeQuery({})).toBe('');
  });

  test.each([
    ['c0a7050e-0001-4000-8000-000000000001', true],
    ['C0A7050E-0001-4000-8000-000000000001', true],
    ['{c0a7050e-0001-4000-8000-000000000001}', false],
    ['c0a7050e000140008000000000000001', false],
    ['c0a7050e-0001-4000-8000-000000000001\n', false],
  ])('%j is a GUID: %j', (value, is) => expect(isGuid(value)).toBe(is));
});
