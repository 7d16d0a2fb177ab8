import { getNamedType, isCompositeType, isLeafType, isObjectType } from 'graphql';
import type { GraphQLCompositeType, GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';

/**
 * Everything that can be asked of a type, to a depth: each leaf, each pivot, each concrete type of an interface.
 * New fields of the schema are asked without anybody writing them down here.
 *
 * @param depth how many steps to other types; 0 = leaves only
 */
export function wholeSelection(schema: GraphQLSchema, typeName: string, depth: number): string {
  const type = schema.getType(typeName);
  if (!isCompositeType(type)) throw new TypeError(`${typeName} has no fields to select.`);
  return selection(schema, type, depth);
}

function selection(schema: GraphQLSchema, type: GraphQLCompositeType, depth: number): string {
  if (isObjectType(type)) return `{ __typename ${fieldsOf(schema, type, depth, '')} }`;
  const parts = schema
    .getPossibleTypes(type)
    .map((one) => `... on ${one.name} { ${fieldsOf(schema, one, depth, `${one.name}_`)} }`);
  return `{ __typename ${parts.join(' ')} }`;
}

/** @param prefix keeps equal names of different types apart */
function fieldsOf(schema: GraphQLSchema, type: GraphQLObjectType, depth: number, prefix: string): string {
  return Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) || depth > 0)
    .map(
      (field) =>
        `${prefix === '' ? '' : `${prefix}${field.name}: `}${field.name}${few(field)}${below(schema, field, depth)}`,
    )
    .join(' ');
}

/** Of lists a few each: the kind of question counts, not its size. */
function few(field: GraphQLField<unknown, unknown>): string {
  return field.args.some(({ name }) => name === 'first') ? '(first: 3)' : '';
}

function below(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, depth: number): string {
  const target = getNamedType(field.type);
  return isCompositeType(target) ? ` ${selection(schema, target, depth - 1)}` : '';
}
