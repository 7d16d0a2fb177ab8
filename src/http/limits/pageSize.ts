import { Kind, type FieldNode, type GraphQLField, type ValueNode } from 'graphql';

/** Values of the variables as sent. */
export type Variables = Readonly<Record<string, unknown>>;

export const PAGE_SIZE = 'first';

/** Page size that a field asks for: as written, from its variable, or the schema's default; null for a field without pages. */
export function pageSizeOf(
  node: FieldNode,
  definition: GraphQLField<unknown, unknown> | undefined,
  variables: Variables,
): number | null {
  const written = node.arguments?.find(({ name }) => name.value === PAGE_SIZE)?.value;
  const standard = definition?.args.find(({ name }) => name === PAGE_SIZE)?.defaultValue;
  return sizeFrom(written, variables) ?? (typeof standard === 'number' ? standard : null);
}

function sizeFrom(value: ValueNode | undefined, variables: Variables): number | null {
  if (value?.kind === Kind.INT) return Number(value.value);
  if (value?.kind !== Kind.VARIABLE) return null;
  const size = variables[value.name.value];
  return typeof size === 'number' && Number.isFinite(size) ? Math.max(0, size) : null;
}
