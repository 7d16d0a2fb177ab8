import {
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const SCALARS: Readonly<Record<string, Check>> = {
  String: isText,
  ID: isText,
  Int: (value) => Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31,
  Float: (value) => Number.isFinite(value),
  Boolean: (value) => typeof value === 'boolean',
  DateTime: (value) => isText(value) && !Number.isNaN(Date.parse(value as string)),
  URL: (value) => isText(value) && URL.canParse(value as string),
  Cursor: (value) => isText(value) && /^[\w-]+$/.test(value as string),
  JSON: () => true,
};

/** Places of an answer that are not of the type that the schema promises; none: the answer fits. */
export function misfits(schema: GraphQLSchema, selection: SelectionSetNode, data: unknown): string[] {
  const found: string[] = [];
  const object = (
    set: SelectionSetNode,
    type: GraphQLObjectType,
    value: Record<string, unknown>,
    path: string,
  ): void => {
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        if (node.typeCondition?.name.value === type.name) object(node.selectionSet, type, value, path);
        continue;
      }
      if (node.kind !== Kind.FIELD || node.name.value === '__typename') continue;
      const name = node.alias?.value ?? node.name.value;
      const field = type.getFields()[node.name.value];
      if (!field || !Object.hasOwn(value, name)) found.push(`${path}.${name} is missing`);
      else check(field.type, value[name], node.selectionSet, `${path}.${name}`);
    }
  };
  const check = (type: GraphQLOutputType, value: unknown, set: SelectionSetNode | undefined, path: string): void => {
    if (value === null) {
      if (isNonNullType(type)) found.push(`${path} is null`);
      return;
    }
    const plain = getNullableType(type) as GraphQLOutputType;
    if (isListType(plain)) {
      if (!Array.isArray(value)) found.push(`${path} is no list`);
      else value.forEach((item, place) => check(plain.ofType as GraphQLOutputType, item, set, `${path}[${place}]`));
      return;
    }
    if (set) {
      const { __typename: name } = value as { __typename?: string };
      const concrete = isObjectType(plain) ? plain : schema.getType(name ?? '');
      if (isObjectType(concrete)) object(set, concrete, value as Record<string, unknown>, path);
      else found.push(`${path} is of no type that the schema has`);
      return;
    }
    if (isEnumType(plain) ? !plain.getValue(value as string) : !(SCALARS[String(plain)] ?? isText)(value)) {
      found.push(`${path} is not of ${String(plain)}: ${JSON.stringify(value)}`);
    }
  };
  if (data !== null) object(selection, schema.getQueryType()!, data as Record<string, unknown>, 'data');
  return found;
}
