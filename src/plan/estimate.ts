import type { DocumentNode, GraphQLSchema } from 'graphql';
import { questionOf, requestsOf, requestsOfShare, sharesOf, type Share } from './price.js';

/** What a question is expected to need of Microsoft Graph, per tenant. */
export interface Estimate {
  /** HTTP requests, all round trips together. */
  readonly expected: number;
  /** Every path that costs something, with its share of the requests. */
  readonly paths: readonly { readonly path: string; readonly requests: number }[];
}

/** The price by which an operation is refused before it runs. */
export function estimateRequests(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
): Estimate {
  const question = questionOf(schema, document, operationName, variables);
  const shares = question ? sharesOf(question, 'expected') : [];
  return { expected: requestsOf(shares), paths: pathsOf(shares) };
}

function pathsOf(shares: readonly Share[]): Estimate['paths'] {
  const byPath = new Map<string, number>();
  for (const share of shares) byPath.set(share.path, (byPath.get(share.path) ?? 0) + requestsOfShare(share));
  return [...byPath].map(([path, requests]) => ({ path, requests: Math.round(requests * 100) / 100 }));
}
