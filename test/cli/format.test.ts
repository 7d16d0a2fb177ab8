import fc from 'fast-check';
import { cellOf, FORMATS, valueAt } from '../../src/cli/export/format.js';

/** As RFC 4180 says, one line. */
function readLine(line: string): string[] {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n$)/gy;
  for (let found = cell.exec(line); found; found = cell.exec(line)) {
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] !== ',') break;
  }
  return cells;
}

const csv = FORMATS['csv']!;

test('whatever is in a cell comes out of the file again, on one row', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (values) => {
      const fields = values.map((_, index) => `f${index}`);
      const node = Object.fromEntries(values.map((value, index) => [`f${index}`, value]));

      const cells = readLine(csv.row(node, fields));

      expect(cells).toEqual(values.map(cellOf));
      expect(cells.map((cell) => cell.replaceAll("'", ''))).toEqual(values.map((value) => value.replaceAll("'", '')));
    }),
  );
});

test('no text of somebody else begins a formula', () => {
  fc.assert(
    fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' =', '＝'), fc.string(), (start, rest) => {
      expect(cellOf(`${start}${rest}`)).toMatch(/^'/);
      expect(cellOf([`${start}${rest}`, 'other'])).toMatch(/^'/);
    }),
  );
});

test.each([
  ["invoice;=cmd|'/c calc'!A0", "invoice;'=cmd|'/c calc'!A0"],
  ['invoice;  =1+1', "invoice;'  =1+1"],
  ['two\nlines;\t@SUM(1)', "two\nlines;'\t'@SUM(1)"],
  ['a\r\n-1', "a\r'\n'-1"],
  ['a=1; b', 'a=1; b'],
])('nor where a spreadsheet parts cells at semicolons, tabs and lines: %j is %j', (text, expected) => {
  expect(cellOf(text)).toBe(expected);
});

test('nor is a value behind another one a formula', () => {
  expect(cellOf(['a', '=1+1'])).toBe("a;' =1+1");
});

test('a text of a million line breaks takes no longer than its length', () => {
  const begun = performance.now();

  cellOf('\n'.repeat(1_000_000));

  expect(performance.now() - begun).toBeLessThan(2_000);
});

test.each([
  [-1, '-1'],
  [0, '0'],
  [true, 'true'],
  [null, ''],
  [undefined, ''],
  [['a', null, 'b'], 'a; b'],
  [[], ''],
  [{ a: 1 }, '{"a":1}'],
])('%j stands in a cell as %s', (value, expected) => {
  expect(cellOf(value)).toBe(expected);
});

test('a path leads through lists, and what is null on the way is null', () => {
  const node = { users: [{ user: { name: 'Anna' } }, { user: null }, { user: { name: 'Bo' } }] };

  expect(valueAt(node, ['users', 'user', 'name'])).toEqual(['Anna', null, 'Bo']);
  expect(valueAt({ a: null }, ['a', 'b'])).toBeNull();
});

test('a line of NDJSON is one line', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const line = FORMATS['ndjson']!.row(value, []);
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(JSON.stringify(JSON.parse(line))).toBe(JSON.stringify(value));
    }),
  );
});
