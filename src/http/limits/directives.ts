import { Kind, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { measure } from './measure.js';

/** Directives on the operation, its variables and everything that it selects. */
export function directivesOf(document: DocumentNode, operation: OperationDefinitionNode): number {
  const onVariables = (operation.variableDefinitions ?? []).map(({ directives }) => directives?.length ?? 0);
  const onFragments = document.definitions.map((node) =>
    node.kind === Kind.FRAGMENT_DEFINITION ? (node.directives?.length ?? 0) : 0,
  );
  const selected = measure(document, operation, {
    field: (_node, below) => below,
    join: (a, b) => a + b,
    selection: ({ directives }) => directives?.length ?? 0,
  });
  return [...onVariables, ...onFragments].reduce(
    (sum, count) => sum + count,
    selected + (operation.directives?.length ?? 0),
  );
}
