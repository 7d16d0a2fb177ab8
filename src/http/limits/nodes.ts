import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { measure } from './measure.js';
import { pageSizeOf, type Variables } from './pageSize.js';

/** Nodes that an operation can return: page sizes multiplied along each path and added up. */
export function nodesOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const values = withDefaults(operation, variables);
  return measure(
    document,
    operation,
    {
      field: (node, below, definition) => {
        const size = pageSizeOf(node, definition, values);
        return size === null ? below : size * (1 + below);
      },
      join: (a, b) => a + b,
    },
    schema,
  );
}

/** Variables with the defaults that the operation declares for page sizes. */
function withDefaults(operation: OperationDefinitionNode, variables: Variables): Variables {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === 'IntValue' ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...variables };
}
