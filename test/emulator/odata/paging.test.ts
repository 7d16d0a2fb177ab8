import { MODELS } from '../../../emulator/model/index.js';
import type { EntityModel } from '../../../emulator/model/EntityModel.js';
import {
  answerCollection,
  countCollection,
  readOptions,
  type CollectionAnswer,
} from '../../../emulator/odata/index.js';
import type { Row, Rows } from '../../../emulator/world/World.js';
import { ask, EVENTUAL, ids, queryOf, refusal, ROOT } from './support.js';

const people: Row[] = Array.from({ length: 25 }, (_, index) => ({
  id: `u${index}`,
  displayName: `User ${index % 10}`,
  userType: index % 2 ? 'Guest' : 'Member',
}));

/** All pages by following the links. */
function walkPages(model: EntityModel, rows: readonly Row[], query: string, extras = {}): CollectionAnswer[] {
  const pages = [ask(model, rows, query, extras)];
  for (let link = pages[0]?.['@odata.nextLink']; link !== undefined; link = pages.at(-1)?.['@odata.nextLink']) {
    const options = readOptions(link.split('?')[1] ?? '');
    pages.push(
      answerCollection({
        model,
        rows,
        options,
        headers: {},
        contextRoot: ROOT,
        path: '/rows',
        follow: () => null,
        ...extras,
      }),
    );
  }
  return pages;
}

describe('paging', () => {
  it('gives every row once, in pages of $top, by absolute links', () => {
    const pages = walkPages(MODELS.user, people, '$top=10&$select=id');

    expect(pages.map(({ value }) => value.length)).toEqual([10, 10, 5]);
    expect(pages.flatMap(ids)).toEqual(people.map(({ id }) => id));
    expect(pages[0]?.['@odata.nextLink']).toMatch(
      /^http:\/\/127\.0\.0\.1:4010\/v1\.0\/rows\?\$top=10&\$select=id&\$skiptoken=/,
    );
  });

  it('keeps filter and order over the pages', () => {
    const query = "$top=5&$filter=userType eq 'Guest'&$orderby=displayName&$count=true&$select=id";
    const pages = walkPages(MODELS.user, people, query, { headers: EVENTUAL });

    expect(pages.flatMap(ids)).toEqual(['u1', 'u11', 'u21', 'u3', 'u13', 'u23', 'u5', 'u15', 'u7', 'u17', 'u9', 'u19']);
    expect(pages.map((page) => page['@odata.count'])).toEqual([12, undefined, undefined]);
  });

  it('needs the advanced header again on the next page', () => {
    const link = ask(MODELS.user, people, "$top=5&$filter=userType ne 'Guest'&$count=true", { headers: EVENTUAL })[
      '@odata.nextLink'
    ];

    expect(refusal(() => ask(MODELS.user, people, queryOf(link)))).toContain('ConsistencyLevel:eventual');
  });

  it('has no link behind the last row', () => {
    expect(ask(MODELS.user, people, '$top=25')).not.toHaveProperty('@odata.nextLink');
  });

  it('goes on behind the last row given, though rows before it went away', () => {
    const link = ask(MODELS.user, people, '$top=10')['@odata.nextLink'];

    expect(ids(ask(MODELS.user, people.slice(3), queryOf(link)))[0]).toBe('u10');
  });

  it.each(['garbage', 'a.b', '%2e'])('refuses the made-up token %s', (token) => {
    expect(refusal(() => ask(MODELS.user, people, `$skiptoken=${token}`))).toMatch(/^400 Directory_ExpiredPageToken/);
    expect(refusal(() => ask(MODELS.riskyUser, people, `$skiptoken=${token}`))).toMatch(/^400 BadRequest/);
  });

  it('refuses a token that was made for other options', () => {
    const token = queryOf(ask(MODELS.user, people, '$top=10')['@odata.nextLink']).split('$skiptoken=')[1] ?? '';

    expect(refusal(() => ask(MODELS.user, people, `$top=11&$skiptoken=${token}`))).toMatch(
      /^400 Directory_ExpiredPageToken/,
    );
  });

  it('uses $skip for alerts, adding to the one sent', () => {
    const link = ask(MODELS.alert, people, '$top=10&$skip=5')['@odata.nextLink'];

    expect(queryOf(link)).toBe('$top=10&$skip=15');
    expect(ids(ask(MODELS.alert, people, queryOf(link)))).toEqual(people.slice(15).map(({ id }) => id));
  });

  it('may give an empty page with a link, decided by a seed, and still every row once', () => {
    const seeds = ['a', 'b', 'c', 'd', 'e', 'f'];
    const walks = seeds.map((emptyPagesSeed) =>
      walkPages(MODELS.user, people, '$top=2&$select=id', { emptyPagesSeed }),
    );

    for (const pages of walks) expect(pages.flatMap(ids)).toEqual(people.map(({ id }) => id));
    expect(walks.flat().filter(({ value }) => value.length === 0).length).toBeGreaterThan(0);
    expect(walkPages(MODELS.user, people, '$top=2&$select=id', { emptyPagesSeed: 'a' })).toHaveLength(
      walks[0]?.length ?? 0,
    );
    expect(walkPages(MODELS.alert, people, '$top=2', { emptyPagesSeed: 'a' })).toHaveLength(13);
  });

  it('counts what a filter matches', () => {
    const options = readOptions("$filter=userType%20eq%20'Guest'");
    const request = {
      model: MODELS.user,
      rows: people,
      options,
      contextRoot: ROOT,
      path: '/users',
      follow: () => null,
    };

    expect(countCollection({ ...request, headers: EVENTUAL })).toBe(12);
    expect(refusal(() => countCollection({ ...request, headers: {} }))).toBe(
      '400 Request_BadRequest $count is not currently supported.',
    );
  });
});

describe('a table with cheap heads', () => {
  const made: string[] = [];
  const heads: readonly Row[] = people.map(({ id }, index) => ({
    id,
    severity: index % 5 === 0 ? 'high' : 'low',
    createdDateTime: new Date(Date.UTC(2026, 10, 23) - index * 1000).toISOString(),
  }));
  const bodyOf = (id: string): Row | undefined => {
    const head = heads.find((each) => each.id === id);
    made.push(id);
    return head && { ...head, title: `Alert ${id}`, evidence: [] };
  };
  const table: Rows = {
    size: heads.length,
    get: bodyOf,
    *[Symbol.iterator]() {
      for (const { id } of heads) yield bodyOf(id) as Row;
    },
    heads: () => heads,
    cheapColumns: new Set(['id', 'severity', 'createdDateTime']),
    put: () => undefined,
    delete: () => false,
  };
  beforeEach(() => made.splice(0));

  it('makes bodies for the page only', () => {
    const page = ask(MODELS.alert, table, "$filter=severity eq 'high'&$orderby=createdDateTime asc&$top=2&$count=true");

    expect(page).toMatchObject({ '@odata.count': 5, value: [{ id: 'u20', title: 'Alert u20' }, { id: 'u15' }] });
    expect(made).toEqual(['u20', 'u15']);
  });

  it('makes bodies for a filter on evidence of those rows only that pass the rest', () => {
    ask(MODELS.alert, table, "$filter=evidence/any() and severity eq 'high'");

    expect(made).toEqual(['u0', 'u5', 'u10', 'u15', 'u20']);
  });
});
