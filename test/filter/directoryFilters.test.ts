import fc from 'fast-check';
import { hostClause, userClause } from '../../src/filter/directoryFilters.js';

test('nothing asked is no filter', () => {
  expect(userClause({})).toBeNull();
  expect(hostClause({})).toBeNull();
});

test('fields are joined by and, values of one field by or', () => {
  expect(userClause({ accountEnabled: true, department: ['Finance', 'IT'], displayNameStartsWith: "O'" })).toBe(
    "accountEnabled eq true and department in ('Finance','IT') and startsWith(displayName,'O''')",
  );
  expect(hostClause({ isCompliant: false, operatingSystem: ['Windows', 'MacMDM'] })).toBe(
    "isCompliant eq false and (operatingSystem eq 'Windows' or operatingSystem eq 'MacMDM')",
  );
});

test('a value that is given twice counts once, and sixteen are too many', () => {
  const values = Array.from({ length: 15 }, (_, place) => `d${place}`);

  expect(userClause({ department: [...values, ...values] })).toContain("'d14'");
  expect(() => userClause({ department: [...values, 'one more'] })).toThrow(
    /department takes at most 15 values, and has 16/,
  );
  expect(() => hostClause({ operatingSystem: [...values, 'one more'] })).toThrow(/operatingSystem takes at most 15/);
});

test('whatever the texts are, the clause is literals and known words', () => {
  const printable = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((text) => !/[\u0000-\u001f\u007f-\u009f]/.test(text));
  fc.assert(
    fc.property(printable, printable, (department, start) => {
      fc.pre(department !== '' && start !== '');

      const clause = userClause({ department: [department], displayNameStartsWith: start }) ?? '';

      const words = clause.replaceAll(/'(?:[^']|'')*'/g, '?');
      expect(words).toBe('department in (?) and startsWith(displayName,?)');
    }),
  );
});
