import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { isIntrospection, measure } from './measure.js';

/** Depth of the query that graphql's own tools and the Apollo Sandbox send is 13 to 15. */
export const MAX_INTROSPECTION_DEPTH = 20;

/** Longest path below `__schema` and `__type`, 0 when neither is asked for. */
export function introspectionDepthOf(document: DocumentNode, operation: OperationDefinitionNode): number {
  const below = measure(document, operation, {
    field: (node, inner) => (isIntrospection(node) ? 1_000 : 1) + inner,
    join: Math.max,
  });
  return below < 1_000 ? 0 : below % 1_000;
}
