import {
  getVariableValues,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { hasFields } from '../pivots/Want.js';
import { EXPANDED_USER_FIELDS } from '../sources/UserSource.js';
import { readSelection, wantOf, type PivotUse, type Selection } from './selection.js';

const PARTS_PER_REQUEST = 20;

/** What a question is expected to need of Microsoft Graph, per tenant. */
export interface Price {
  /** HTTP requests, all round trips together. */
  readonly expected: number;
  /** Every path that costs something, with its share of the requests. */
  readonly paths: readonly { readonly path: string; readonly requests: number }[];
}

/** Billed calls of one path in one round trip. */
interface Share {
  readonly path: string;
  readonly level: number;
  readonly parts: number;
  /** Pages that follow each other travel alone. */
  readonly isAlone: boolean;
}

/**
 * The price of an operation before it runs, from the fan-out and the price that each pivot declares. Introspection and
 * documents that name no pivot cost nothing.
 */
export function estimateRequests(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
): Price {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const operation = operations.find(({ name }) => operationName === null || name?.value === operationName);
  if (!operation) return { expected: 0, paths: [] };
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
  const shares: Share[] = [];
  const question = { schema, operation, fragments, variables: withDefaults(schema, operation, variables) };
  price(readSelection(question), 1, 0, shares);
  return { expected: requestsOf(shares), paths: pathsOf(shares) };
}

/** Variables as execution will see them. What cannot be coerced stays as it was given: execution refuses it by name. */
function withDefaults(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return getVariableValues(schema, variableDefinitions, variables).coerced ?? variables;
}

/** Adds the shares of everything below `parents` records that are known after `level` round trips. */
function price(selection: Selection, parents: number, level: number, shares: Share[]): void {
  for (const { uses, inside } of selection.values()) {
    for (const use of uses.values()) priceUse(use, parents, level, shares);
    for (const below of inside.values()) price(below, parents, level, shares);
  }
}

function priceUse(use: PivotUse, parents: number, level: number, shares: Share[], isAhead = false): void {
  const { pivot, args, path, selection } = use;
  const keys = parents * pivot.spread;
  const nouns = keys * pivot.fanOut(args);
  const { keysPerPart, fixedParts = 0, pageSize } = pivot.price;
  const isPaged = pageSize !== undefined;
  const parts = isPaged ? Math.ceil(nouns / pageSize) : fixedParts + Math.ceil(keys / keysPerPart);
  const isFree = parts === 0 || comesAlong(use);
  const at = isAhead || isFree ? level : level + 1;
  if (!isFree) shares.push({ path, level: at, parts, isAlone: isPaged });
  const after = isPaged ? level + parts : at;
  for (const { uses, inside } of selection.values()) {
    for (const below of uses.values()) priceUse(below, nouns, after, shares, !isPaged && isEarly(below));
    for (const below of inside.values()) price(below, nouns, after, shares);
  }
}

/** Fetched in the same round trip as its parent. */
function isEarly({ pivot }: PivotUse): boolean {
  return pivot.ahead !== undefined || pivot.price.keysPerPart === Infinity;
}

/** A shortcut brings Graph's default properties of a user; where more is wanted, it costs a call for them. */
function comesAlong(use: PivotUse): boolean {
  return use.pivot.shortcut !== undefined && hasFields(EXPANDED_USER_FIELDS, wantOf([use]).fieldsOf('User'));
}

function requestsOf(shares: readonly Share[]): number {
  const perLevel = new Map<number, number>();
  let alone = 0;
  for (const { level, parts, isAlone } of shares) {
    if (isAlone) alone += parts;
    else perLevel.set(level, (perLevel.get(level) ?? 0) + parts);
  }
  return [...perLevel.values()].reduce((sum, parts) => sum + Math.ceil(parts / PARTS_PER_REQUEST), alone);
}

function pathsOf(shares: readonly Share[]): Price['paths'] {
  const byPath = new Map<string, number>();
  for (const { path, parts, isAlone } of shares) {
    const requests = isAlone ? parts : parts / PARTS_PER_REQUEST;
    byPath.set(path, (byPath.get(path) ?? 0) + requests);
  }
  return [...byPath].map(([path, requests]) => ({ path, requests: Math.round(requests * 100) / 100 }));
}
