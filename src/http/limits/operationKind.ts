import { GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';

/**
 * Refuses kinds of operations that the schema has not: graphql validates them and stumbles when it runs them.
 *
 * @throws GraphQLError GRAPHQL_VALIDATION_FAILED
 */
export function judgeKind(schema: GraphQLSchema, { operation: kind }: OperationDefinitionNode): void {
  if (schema.getRootType(kind)) return;
  throw new GraphQLError(`The schema has no ${kind}; this service answers queries.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  });
}
