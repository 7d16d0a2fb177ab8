import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { isIntrospection, measure } from './measure.js';

/** Fields on the longest path, the leaf included. Introspection is judged by its own rule. */
export function depthOf(document: DocumentNode, operation: OperationDefinitionNode): number {
  return measure(document, operation, {
    field: (node, below) => (isIntrospection(node) ? 0 : 1 + below),
    join: Math.max,
  });
}
