import { parse } from 'graphql';
import { buildGraphQLSchema } from '../../resolvers/index.js';
import { estimateRequests } from '../../src/plan/estimate.js';
import { questionOf, requestsOf, sharesOf } from '../../src/plan/price.js';
import { example } from '../support/house.js';

const schema = buildGraphQLSchema();

function expectedOf(document: string, variables: Record<string, unknown> = {}): number {
  return estimateRequests(schema, parse(document), null, variables).expected;
}

test('a variable that is not given counts with its default', () => {
  const priced = (size: string) =>
    expectedOf(`query ($first: Int! = ${size}) { alerts(first: $first) { nodes { title } } }`);

  expect([priced('200'), priced('201'), priced('500')]).toEqual([1, 2, 3]);
});

test('a condition that is not given holds or not by its default', () => {
  const document = (shown: boolean) =>
    `query ($deep: Boolean! = ${shown}) { alerts { nodes { users { user @include(if: $deep) { displayName } } } } }`;

  expect(expectedOf(document(false))).toBe(1);
  expect(expectedOf(document(true))).toBe(2);
});

test('a required variable that is missing is priced all the same: execution refuses it by its name', () => {
  expect(expectedOf('query ($id: ID!) { alert(id: $id) { title } }', { id: 'da1' })).toBe(1);
  expect(expectedOf('query ($first: Int!) { alerts(first: $first) { nodes { title } } }')).toBeGreaterThanOrEqual(0);
});

test('the price is near what is measured: the triage question costs two requests', () => {
  expect(expectedOf(example('triage'))).toBe(2);
});

test('tags cost a call for each incident, and nothing where those of incidents are not asked for', () => {
  const priced = (from: string): number => expectedOf(`{ alerts(first: 100) { nodes { tags${from} { name } } } }`);

  expect(priced('(from: [SYSTEM, LEGACY, OURS])')).toBe(1);
  expect([priced(''), priced('(from: [INCIDENT])')]).toEqual([4, 4]);
});

test('what is read anyway is free', () => {
  expect(expectedOf('{ me { name } }')).toBe(0);
  expect(expectedOf('{ __schema { types { name } } }')).toBe(0);
});

test('what is not asked of any number of records costs nothing: at most is a number or without bound, never nonsense', () => {
  const question = (document: string) => questionOf(schema, parse(document), null, {})!;
  const document =
    '{ alert(tenant: "contoso", id: "x") { indicators { alerts(first: 3) { nodes { tags(from: [LEGACY]) { name } } } } } }';

  const most = requestsOf(sharesOf(question(document), 'atMost'));

  expect(most).toBe(Infinity);
});
