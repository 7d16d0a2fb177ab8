import fc from 'fast-check';
import { printFilter, type FilterNode, type Literal } from '../../../emulator/odata/FilterNode.js';
import { parseFilter } from '../../../emulator/odata/parseFilter.js';
import { GraphFault } from '../../../emulator/odata/index.js';

const text = (value: string): Literal => ({ kind: 'string', value });

describe('a $filter', () => {
  it.each<[string, FilterNode]>([
    ["severity eq 'high'", { kind: 'compare', operator: 'eq', path: ['severity'], value: text('high') }],
    ["displayName eq 'O''Neil'", { kind: 'compare', operator: 'eq', path: ['displayName'], value: text("O'Neil") }],
    ['mail eq null', { kind: 'compare', operator: 'eq', path: ['mail'], value: { kind: 'null', value: null } }],
    ['accountEnabled', { kind: 'flag', path: ['accountEnabled'] }],
    [
      'createdDateTime ge 2026-11-23T08:00:00.1234567Z',
      {
        kind: 'compare',
        operator: 'ge',
        path: ['createdDateTime'],
        value: { kind: 'date', value: '2026-11-23T08:00:00.1234567Z' },
      },
    ],
    [
      "vendorInformation/provider eq 'ASC'",
      { kind: 'compare', operator: 'eq', path: ['vendorInformation', 'provider'], value: text('ASC') },
    ],
    [
      'assignedLicenses/$count ne 0',
      { kind: 'compare', operator: 'ne', path: ['assignedLicenses', '$count'], value: { kind: 'number', value: 0 } },
    ],
    [
      "riskLevel eq microsoft.graph.riskLevel'medium'",
      {
        kind: 'compare',
        operator: 'eq',
        path: ['riskLevel'],
        value: { kind: 'enum', typeName: 'microsoft.graph.riskLevel', value: 'medium' },
      },
    ],
    ["startsWith(givenName , 'J')", { kind: 'call', name: 'startswith', path: ['givenName'], value: 'J' }],
    ["STARTSWITH(a,'J') eq true", { kind: 'call', name: 'startswith', path: ['a'], value: 'J' }],
    ["'Sales' lt department", { kind: 'compare', operator: 'gt', path: ['department'], value: text('Sales') }],
    ["a in ('x','y')", { kind: 'in', path: ['a'], values: [text('x'), text('y')] }],
    [
      "NOT(userType eq 'Member')",
      { kind: 'not', child: { kind: 'compare', operator: 'eq', path: ['userType'], value: text('Member') } },
    ],
    ['assignedLicenses/any()', { kind: 'any', path: ['assignedLicenses'], variable: null, body: null }],
    [
      "evidence/any(e: e/microsoft.graph.security.userEvidence/userAccount/userPrincipalName eq 'a@b')",
      {
        kind: 'any',
        path: ['evidence'],
        variable: 'e',
        body: {
          kind: 'compare',
          operator: 'eq',
          path: ['e', 'microsoft.graph.security.userEvidence', 'userAccount', 'userPrincipalName'],
          value: text('a@b'),
        },
      },
    ],
  ])('%s is understood', (filter, expected) => {
    expect(parseFilter(filter)).toEqual(expected);
  });

  it('binds and tighter than or, and parentheses tighter than both', () => {
    expect(printFilter(parseFilter('a or b and c'))).toBe('a or (b and c)');
    expect(printFilter(parseFilter('(a or b) and not c'))).toBe('(a or b) and not(c)');
  });

  it.each([
    ['', 0],
    ['displayName eq', 14],
    ["displayName eq 'open", 15],
    ["displayName is 'x'", 12],
    ["(a eq 'b'", 9],
    ["a eq 'b' c", 9],
    ['a in ()', 6],
    ['a eq b', 5],
    ['createdDateTime ge 2026-13-99', 19],
    ['a eq 12abc', 5],
  ])('%j is refused at position %i', (filter, position) => {
    expect(() => parseFilter(filter)).toThrow(new RegExp(`position ${position} in`));
  });

  it('is refused, not overflowed, when it nests ten thousand deep', () => {
    expect(() => parseFilter(`${'('.repeat(10_000)}a${')'.repeat(10_000)}`)).toThrow(GraphFault);
    expect(() => parseFilter(`${'not '.repeat(10_000)}a`)).toThrow(GraphFault);
  });

  it('printed and parsed back is the same tree, whatever the tree', () => {
    fc.assert(fc.property(filters.node, (node) => expect(parseFilter(printFilter(node))).toEqual(node)));
  });

  it('made of garbage is refused as Graph would, never crashing', () => {
    const pieces = fc.constantFrom(
      ...[
        "'",
        '(',
        ')',
        '/',
        ',',
        ':',
        ' ',
        'eq',
        'and',
        'not',
        'any',
        'null',
        '2026-01-01',
        '-1',
        'a.b',
        '$count',
        'é',
        '\0',
      ],
    );
    const garbage = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(garbage, (filter) => {
        try {
          parseFilter(filter);
        } catch (fault) {
          expect(fault).toBeInstanceOf(GraphFault);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const name = fc.constantFrom('displayName', 'id', 'mail', 'x', 'userAccount', 'a1_b');
const path = fc.array(fc.oneof(name, fc.constant('microsoft.graph.user')), { minLength: 1, maxLength: 3 });
const literal = fc.oneof<fc.Arbitrary<Literal>[]>(
  fc.string().map((value) => ({ kind: 'string', value })),
  fc.integer().map((value) => ({ kind: 'number', value })),
  fc.boolean().map((value) => ({ kind: 'boolean', value })),
  fc.constant({ kind: 'null', value: null }),
  fc.uuid().map((value) => ({ kind: 'guid', value })),
  fc
    .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => ({ kind: 'date', value: date.toISOString() })),
  fc.string().map((value) => ({ kind: 'enum', typeName: 'microsoft.graph.riskLevel', value })),
);

const filters = fc.letrec<{ node: FilterNode; leaf: FilterNode; lambda: FilterNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    tie('lambda'),
    fc.record({ kind: fc.constant('not'), child: tie('node') }) as fc.Arbitrary<FilterNode>,
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      children: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
    }) as fc.Arbitrary<FilterNode>,
  ),
  leaf: fc.oneof(
    fc.record({ kind: fc.constant('flag'), path }),
    fc.record({
      kind: fc.constant('compare'),
      operator: fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'),
      path,
      value: literal,
    }),
    fc.record({ kind: fc.constant('in'), path, values: fc.array(literal, { minLength: 1, maxLength: 4 }) }),
    fc.record({
      kind: fc.constant('call'),
      name: fc.constantFrom('startswith', 'endswith', 'contains'),
      path,
      value: fc.string(),
    }),
  ),
  lambda: fc.record({
    kind: fc.constantFrom('any', 'all'),
    path,
    variable: name,
    body: tie('node'),
  }),
}));
