import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Caller } from '../../auth/Caller.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
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

/**
 * T38: where introspection is off, only callers with the role may ask for the schema.
 *
 * @throws SecgraphError FORBIDDEN
 */
export function judgeIntrospection(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { roles }: Caller,
  isOn: boolean,
): void {
  if (isOn || roles.includes('introspection') || introspectionDepthOf(document, operation) === 0) return;
  throw new SecgraphError(
    'FORBIDDEN',
    'Introspection is off here. The schema is a file at /schema.graphql; or ask who runs this service for the role introspection.',
  );
}
