import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Refuses kinds of operations that the schema has not (graphql validates them and stumbles when it runs them), and
 * mutations whose own fields are deferred: changes are made one after the other, in the order written.
 *
 * @throws GraphQLError GRAPHQL_VALIDATION_FAILED
 */
export function judgeKind(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): void {
  const { operation: kind, selectionSet } = operation;
  if (!schema.getRootType(kind))
    throw invalid(`The schema has no ${kind}; this service answers queries and mutations.`);
  if (kind === 'mutation' && isDeferred(selectionSet, document, new Set())) {
    throw invalid('The fields of a mutation itself cannot be deferred: changes are made in the order written.');
  }
}

/** Whether a fragment beside the root fields is deferred; what stands below them may be. */
function isDeferred({ selections }: SelectionSetNode, document: DocumentNode, met: Set<string>): boolean {
  return selections.some((node) => {
    if (node.kind === Kind.FIELD) return false;
    if (node.directives?.some(({ name }) => name.value === 'defer')) return true;
    if (node.kind === Kind.INLINE_FRAGMENT) return isDeferred(node.selectionSet, document, met);
    const name = node.name.value;
    const fragment = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    if (fragment?.kind !== Kind.FRAGMENT_DEFINITION || met.has(name)) return false;
    met.add(name);
    return isDeferred(fragment.selectionSet, document, met);
  });
}

function invalid(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } });
}
