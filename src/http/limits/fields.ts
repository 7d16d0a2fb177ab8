import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { measure } from './measure.js';

/**
 * Fields of an operation, each use of a fragment counted: the work of whoever reads it from the top. Without it, fragments
 * that use the next one twice double with every line, and a hundred lines keep a process busy for good.
 */
export function fieldsOf(document: DocumentNode, operation: OperationDefinitionNode): number {
  return measure(document, operation, {
    field: (_node, below) => 1 + below,
    join: (a, b) => a + b,
  });
}
