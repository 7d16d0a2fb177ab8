import fc from 'fast-check';
import { runQuery, type Database } from '../../../emulator/kql/run.js';
import { Moment, momentOf, type Cells, type Column } from '../../../emulator/kql/values.js';

const COLUMNS: Column[] = [
  { name: 'Timestamp', type: 'DateTime' },
  { name: 'Name', type: 'String' },
  { name: 'Count', type: 'Int64' },
];
const row = (day: number, name: string, count: number): Cells => ({
  Timestamp: momentOf(`2026-11-${String(day).padStart(2, '0')}T12:00:00.1234567Z`),
  Name: name,
  Count: count,
});
const ROWS = [row(1, 'corp.contoso', 3), row(10, 'Corporate', 1), row(20, "it's", 2), row(22, 'corp.contoso', 5)];
const OTHERS: Cells[] = [
  { Name: 'corp.contoso', Owner: 'Pia' },
  { Name: 'Corporate', Owner: 'Ravi' },
];

const database: Database = {
  now: new Moment(Date.parse('2026-11-23T08:00:00Z')),
  from: new Moment(Date.parse('2026-10-24T08:00:00Z')),
  until: new Moment(Date.parse('2026-11-23T08:00:00Z')),
  table: (name) =>
    ({
      Things: { columns: COLUMNS, rows: ROWS },
      Owners: {
        columns: [
          { name: 'Name', type: 'String' as const },
          { name: 'Owner', type: 'String' as const },
        ],
        rows: OTHERS,
      },
    })[name],
};

const ask = (query: string, over = database): Cells[] => [...runQuery(query, over).rows];
const names = (query: string): unknown[] => ask(query).map(({ Name }) => Name);

test.each([
  ["Things | where Name has 'corp'", ['corp.contoso', 'corp.contoso']],
  ["Things | where Name contains 'corp'", ['corp.contoso', 'Corporate', 'corp.contoso']],
  ["Things | where Name startswith 'CORP' and Name endswith 'ate'", ['Corporate']],
  ["Things | where Name =~ 'corporate'", ['Corporate']],
  ["Things | where Name == 'corporate'", []],
  ["Things | where Name in~ ('CORPORATE', \"it's\")", ['Corporate', "it's"]],
  ["Things | where Name !in ('Corporate', 'corp.contoso')", ["it's"]],
  ["Things | where Name == 'it\\'s'", ["it's"]],
  ['Things | where not(Name has "corp") or Count > 4', ['Corporate', "it's", 'corp.contoso']],
  ['Things // all of them\n| where Timestamp > ago(5d)', ["it's", 'corp.contoso']],
  ['Things | where Timestamp between (datetime(2026-11-09) .. datetime(2026-11-20T13:00:00Z))', ['Corporate', "it's"]],
  ['Things | order by Count desc | take 2', ['corp.contoso', 'corp.contoso']],
  ['Things | top 1 by Count asc', ['Corporate']],
  ['Things | distinct Name', ['corp.contoso', 'Corporate', "it's"]],
  ['let few = dynamic(["Corporate"]); Things | where Name in (few)', ['Corporate']],
  ["Things | where Name in (Owners | where Owner == 'Ravi')", ['Corporate']],
  ['Things | join kind=inner (Owners) on Name', ['corp.contoso', 'Corporate', 'corp.contoso']],
  ['Things | join kind=innerunique Owners on $left.Name == $right.Name', ['corp.contoso', 'Corporate']],
])('%s', (query, expected) => {
  expect(names(query)).toEqual(expected);
});

test('aggregates are named as the engine names them, and come behind what they are counted by', () => {
  const { columns, rows } = runQuery(
    'Things | summarize count(), dcount(Name), make_set(Count), Last = max(Timestamp) by Name | where count_ > 1',
    database,
  );

  expect(columns.map(({ name, type }) => `${name}:${type}`)).toEqual(
    ['Name:String', 'count_:Int64', 'dcount_Name:Int64', 'set_Count:Object', 'Last:DateTime'], // prettier-ignore
  );
  expect(JSON.parse(JSON.stringify([...rows]))).toEqual([
    { Name: 'corp.contoso', count_: 2, dcount_Name: 1, set_Count: [3, 5], Last: '2026-11-22T12:00:00.1234567Z' },
  ]);
});

test('arg_max answers the whole row with the latest', () => {
  expect(ask('Things | summarize arg_max(Timestamp, *) by Name | where Name has "corp"')).toMatchObject([{ Count: 5 }]);
});

test('a left outer join keeps rows without a match', () => {
  expect(ask('Things | join kind=leftouter Owners on Name | where isempty(Owner)')).toMatchObject([{ Name: "it's" }]);
});

test('rows outside of the window are not seen, whatever the query says', () => {
  const narrow = { ...database, from: new Moment(Date.parse('2026-11-15T00:00:00Z')) };

  expect(ask('Things | where Timestamp > ago(30d) | count', narrow)).toEqual([{ Count: 2 }]);
});

test.each([
  ['Things | whre Name == 1', "at 'whre' on line [1,10]"],
  ['Things\n| where', "at '<EOF>' on line [2,8]"],
  ["Things | where Name == 'open", 'on line [1,24]'],
  ['Things | where Nmae == 1', "named 'Nmae' [line:position=1:16]"],
  ['Thing | take 1', "named 'Thing' [line:position=1:1]"],
  ['Things | extend x = nothing(1)', "Unknown function: 'nothing' [line:position=1:21]"],
  ['Things | join kind=inner Owners on Count', "named 'Count'"],
])('%j is refused with its position', (query, message) => {
  expect(() => ask(query)).toThrow(message);
});

test('whatever is asked, the answer is rows or a refusal of the engine, never another mistake', () => {
  const word = fc.constantFrom('Things', '|', 'where', 'Name', '==', "'a'", '(', ')', 'take', '1', 'summarize', 'count()', 'by', ',', 'project', 'in', 'join', 'on', 'ago(1d)'); // prettier-ignore
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      try {
        expect(ask(`Things ${words.join(' ')}`).length).toBeLessThanOrEqual(20);
      } catch (error) {
        expect((error as Error).name).toBe('KqlFault');
      }
    }),
  );
});
