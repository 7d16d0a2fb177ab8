import { Kind, visit, type DocumentNode, type ValueNode } from 'graphql';
import { PAGE_SIZE, type Variables } from './pageSize.js';

/** HTTP requests to Microsoft Graph, per tenant, that a document is expected to need. */
export interface Estimate {
  readonly expected: number;
  readonly paths: readonly { readonly path: string; readonly requests: number }[];
}

/** Prices a document; see src/plan. */
export type Estimator = (document: DocumentNode, variables: Variables) => Estimate;

/** The three dearest paths, dearest first. */
export function costliest({ paths }: Estimate): Estimate['paths'] {
  return [...paths].sort((a, b) => b.requests - a.requests).slice(0, 3);
}

/**
 * The greatest page size with which the document would pass when no page of it were larger; null when even pages of
 * one would not do.
 */
export function fittingPageSize(
  document: DocumentNode,
  variables: Variables,
  estimate: Estimator,
  mostRequests: number,
): number | null {
  const fits = (size: number): boolean =>
    estimate(withPagesOfAtMost(document, variables, size), variables).expected <= mostRequests;
  if (!fits(1)) return null;
  let [fitting, tooLarge] = [1, 1_001];
  while (tooLarge - fitting > 1) {
    const size = Math.floor((fitting + tooLarge) / 2);
    if (fits(size)) fitting = size;
    else tooLarge = size;
  }
  return fitting;
}

function withPagesOfAtMost(document: DocumentNode, variables: Variables, most: number): DocumentNode {
  return visit(document, {
    Argument: (node) => {
      if (node.name.value !== PAGE_SIZE || !isLarger(node.value, variables, most)) return undefined;
      return { ...node, value: { kind: Kind.INT, value: String(most) } };
    },
  });
}

function isLarger(value: ValueNode, variables: Variables, most: number): boolean {
  if (value.kind === Kind.INT) return Number(value.value) > most;
  return value.kind === Kind.VARIABLE && Number(variables[value.name.value] ?? Infinity) > most;
}
