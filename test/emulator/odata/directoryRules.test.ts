import { MODELS } from '../../../emulator/model/index.js';
import type { Row } from '../../../emulator/world/World.js';
import { ask, EVENTUAL, ids, refusal } from './support.js';

const people: readonly Row[] = Array.from({ length: 30 }, (_, index) => ({
  id: `u${index}`,
  displayName: `User ${29 - index}`,
  userPrincipalName: `u${index}@contoso.example`,
  mail: `u${index}@contoso.example`,
  companyName: 'Contoso',
  onPremisesSamAccountName: `sam${index}`,
}));
const NEEDS_ADVANCED = 'Try adding $count=true query parameter and ConsistencyLevel:eventual header';

const ask15 = (query: string, headers = {}): string[] => ids(ask(MODELS.user, people, query, { headers }));
const upns = (count: number): string =>
  people
    .slice(0, count)
    .map(({ userPrincipalName }) => `'${String(userPrincipalName)}'`)
    .join(',');
const orChain = (count: number): string =>
  people
    .slice(0, count)
    .map(({ id }) => `id eq '${id}'`)
    .join(' or ');

describe('the default engine of the directory', () => {
  it('takes 15 values in an in and 15 terms in an or', () => {
    expect(ask15(`$filter=userPrincipalName in (${upns(15)})`)).toHaveLength(15);
    expect(ask15(`$filter=${orChain(15)}`)).toHaveLength(15);
  });

  it.each([
    ['in', `userPrincipalName in (${upns(16)})`],
    ['or', orChain(16)],
    ['or of ins', `userPrincipalName in (${upns(10)}) or mail in (${upns(6)})`],
  ])('refuses the 16th clause of an %s with the exact text', (_, filter) => {
    expect(refusal(() => ask15(`$filter=${filter}`))).toBe(
      "400 Request_UnsupportedQuery Too many child clauses specified in search filter expression containing 'OR' operators: 16. Max allowed: 15",
    );
  });

  it.each([
    "displayName ne 'x'",
    "not(displayName eq 'x')",
    "endswith(mail,'x')",
    'assignedLicenses/$count eq 0',
    'createdDateTime gt 2026-11-01T00:00:00Z',
  ])('refuses %s and says what is missing', (filter) => {
    expect(refusal(() => ask15(`$filter=${filter}`))).toContain(`400 Request_UnsupportedQuery Operator: '`);
    expect(refusal(() => ask15(`$filter=${filter}`))).toContain(NEEDS_ADVANCED);
    expect(refusal(() => ask15(`$filter=${filter}&$count=true`))).toContain(NEEDS_ADVANCED);
    expect(refusal(() => ask15(`$filter=${filter}`, EVENTUAL))).toContain(NEEDS_ADVANCED);
    expect(refusal(() => ask15(`$filter=${filter}&$count=true`, EVENTUAL))).toBe('not refused');
  });

  it.each([
    ["companyName eq 'Contoso'", 'companyName'],
    ["onPremisesSamAccountName in ('sam1')", 'onPremisesSamAccountName'],
    ['mail eq null', 'mail'],
  ])('refuses %s, which only the advanced engine indexes', (filter, property) => {
    expect(refusal(() => ask15(`$filter=${filter}`))).toBe(
      `400 Request_UnsupportedQuery Unsupported or invalid query filter clause specified for property '${property}' of resource 'User'.`,
    );
    expect(refusal(() => ask15(`$filter=${filter}&$count=true`, EVENTUAL))).toBe('not refused');
  });

  it.each([
    "id ge 'b'",
    "contains(displayName,'x')",
    "endswith(displayName,'x')",
    "onPremisesDomainName eq 'x'",
    "proxyAddresses/all(p:p eq 'x')",
    "startswith(onPremisesSecurityIdentifier,'S-1')",
  ])('refuses %s in either engine', (filter) => {
    for (const headers of [{}, EVENTUAL]) {
      expect(refusal(() => ask15(`$filter=${filter}&$count=true`, headers))).toMatch(/^400 Request_UnsupportedQuery/);
    }
  });

  it('refuses in on deviceId, where the documentation lists eq only', () => {
    expect(refusal(() => ask(MODELS.device, [], "$filter=deviceId in ('x')"))).toContain(
      "'deviceId' of resource 'Device'",
    );
    expect(refusal(() => ask(MODELS.device, [], "$filter=deviceId eq 'x' or deviceId eq 'y'"))).toBe('not refused');
  });

  it('names an unknown property', () => {
    expect(refusal(() => ask15("$filter=nope eq 'x'"))).toBe(
      "400 Request_UnsupportedQuery Invalid filter clause: Could not find a property named 'nope' on type 'microsoft.graph.user'.",
    );
  });

  it('refuses a filter of height 4, and takes one of height 3', () => {
    const deep = "id eq 'a' or (id eq 'b' and (mail eq 'c' or id eq 'd'))";

    expect(refusal(() => ask15(`$filter=${deep}`))).toContain('excessive height: 4. Max allowed: 3');
    expect(refusal(() => ask15("$filter=id eq 'a' or (id eq 'b' and mail eq 'c')"))).toBe('not refused');
  });

  it('ignores $count without the header', () => {
    expect(ask(MODELS.user, people, '$count=true')).not.toHaveProperty('@odata.count');
    expect(ask(MODELS.user, people, '$count=true&$top=2', { headers: EVENTUAL })).toMatchObject({ '@odata.count': 30 });
  });

  it.each([0, 1000])('refuses $top=%i', (top) => {
    expect(refusal(() => ask15(`$top=${top}`))).toBe(
      `400 Request_BadRequest Invalid page size specified: '${top}'. Must be between 1 and 999 inclusive.`,
    );
  });

  it('has no $skip', () => {
    expect(refusal(() => ask15('$skip=5'))).toContain("Query option 'Skip' is not allowed");
  });

  it('sorts by name, but not together with a filter', () => {
    expect(ask15('$orderby=userPrincipalName desc&$top=2')).toEqual(['u9', 'u8']);
    expect(refusal(() => ask15("$orderby=displayName&$filter=mail eq 'x'"))).toBe(
      '400 Request_UnsupportedQuery Sorting not supported for current query.',
    );
    expect(refusal(() => ask15('$orderby=mail'))).toContain('Sorting not supported');
    expect(refusal(() => ask(MODELS.device, [], '$orderby=displayName'))).toContain('Sorting not supported');
    expect(refusal(() => ask15('$orderby=nope'))).toContain("Could not find a property named 'nope'");
  });
});

describe('the advanced engine of the directory', () => {
  it('takes more than 15 clauses', () => {
    expect(ask15(`$filter=userPrincipalName in (${upns(20)})&$count=true`, EVENTUAL)).toHaveLength(20);
  });

  it('takes URLs of up to 2,048 characters', () => {
    const query = (length: number): string => `$count=true&$filter=displayName eq '${'x'.repeat(length)}'`;

    expect(refusal(() => ask15(query(1800), EVENTUAL))).toBe('not refused');
    expect(refusal(() => ask15(query(2100), EVENTUAL))).toContain('Max allowed: 2048');
    expect(refusal(() => ask15(query(2100)))).toBe('not refused');
  });

  it('sorts together with a filter', () => {
    expect(ask15("$orderby=displayName&$filter=companyName eq 'Contoso'&$count=true&$top=2", EVENTUAL)).toEqual([
      'u29',
      'u28',
    ]);
  });
});

describe('$search', () => {
  const names: readonly Row[] = [
    { id: 'a', displayName: 'Oscar Ward', mail: 'oscar@x' },
    { id: 'b', displayName: 'CONTOSO-LT-042', mail: 'wa@x' },
    { id: 'c', displayName: 'HiFiAudio', mail: null },
  ];
  const found = (search: string): string[] => ids(ask(MODELS.user, names, `$search=${search}`, { headers: EVENTUAL }));

  it.each([
    ['"displayName:wa"', ['a']],
    ['"displayName:war os"', ['a']],
    ['"displayName:042"', ['b']],
    ['"displayName:audio"', ['c']],
    ['"mail:wa"', ['b']],
    ['"mail:scar"', []],
    ['"displayName:wa" OR "displayName:lt"', ['a', 'b']],
    ['"displayName:oscar" AND "mail:wa"', []],
    ['("displayName:wa" OR "displayName:lt") AND "mail:wa"', ['b']],
  ])('%s finds %j', (search, expected) => {
    expect(found(search)).toEqual(expected);
  });

  it('needs the header', () => {
    expect(refusal(() => ask(MODELS.user, names, '$search="displayName:x"'))).toContain("'ConsistencyLevel: eventual'");
  });

  it.each(['displayName:wa', '"displayName:a" OR', '("displayName:a"', '"displayName:a" )'])(
    '%s is refused',
    (search) => {
      expect(refusal(() => found(search))).toMatch(/^400 BadRequest Invalid search clause/);
    },
  );

  it('names an unknown property, and asks for one', () => {
    expect(refusal(() => found('"nope:x"'))).toContain("Could not find a property named 'nope'");
    expect(refusal(() => found('"wa"'))).toContain('Unrecognized query argument specified');
  });
});
