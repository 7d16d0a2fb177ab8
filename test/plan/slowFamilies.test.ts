import { parse } from 'graphql';
import { buildGraphQLSchema } from '../../resolvers/index.js';
import { questionOf, requestsOf, sharesOf, type Stance } from '../../src/plan/price.js';

const SCHEMA = buildGraphQLSchema();

function requests(fields: string, first: number, stance: Stance): number {
  const document = parse(`{ users(first: ${first}, tenants: ["t"]) { nodes { ${fields} } } }`);
  return requestsOf(sharesOf(questionOf(SCHEMA, document, null, {})!, stance));
}

describe('the price of slow families', () => {
  test('sign-ins are a request of their own for each user, and never more than five', () => {
    expect([1, 3, 60].map((first) => requests('signIns { createdAt }', first, 'expected'))).toEqual([2, 4, 6]);
    // The users may come in five pages.
    expect(requests('signIns { createdAt }', 60, 'atMost')).toBe(10);
  });

  test('the report of second factors is expected to be one page, and at most ten', () => {
    expect(requests('mfa { isRegistered }', 100, 'expected')).toBe(2);
    expect(requests('mfa { isRegistered }', 100, 'atMost')).toBe(15);
  });

  test('roles of any number of users are two calls in one request', () => {
    expect(requests('isPrivileged', 1, 'expected')).toBe(2);
    expect(requests('isPrivileged directoryRoles { displayName }', 100, 'expected')).toBe(2);
  });
});
