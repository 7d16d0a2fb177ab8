import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { measure } from './measure.js';

/**
 * Fields with an alias (of `__typename` too) and fields written more than once in the same braces: both are ways to
 * have a document answered many times over, and repeated fields make validation quadratic.
 */
export function aliasesOf(document: DocumentNode, operation: OperationDefinitionNode): number {
  return measure(document, operation, {
    field: (_node, below) => below,
    join: (a, b) => a + b,
    set: aliasesAndRepeats,
  });
}

function aliasesAndRepeats({ selections }: SelectionSetNode): number {
  const seen = new Set<string>();
  let count = 0;
  for (const node of selections) {
    if (node.kind !== Kind.FIELD) continue;
    const isRepeat = seen.has(node.name.value);
    if (node.alias || isRepeat) count += 1;
    else seen.add(node.name.value);
  }
  return count;
}
