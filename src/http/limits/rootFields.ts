import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { measure } from './measure.js';

/** Fields at the top of an operation, those of spread fragments included. */
export function rootFieldsOf(document: DocumentNode, operation: OperationDefinitionNode): number {
  return measure(document, operation, {
    field: () => 1,
    join: (a, b) => a + b,
  });
}
