import fc from 'fast-check';
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Root fields with arguments that find something; `$alert` and the like are filled in by the story. */
export interface Roots {
  readonly [call: string]: string;
}

/** Changes from answer to answer by its nature: times of reading, sealed cursors, what is left of a budget, what was learned on the way. */
const UNSTEADY = new Set(['asOf', 'freshness', 'endCursor', 'cursor', 'budget', 'coverage', 'raw']);
const MOST_FIELDS = 5;

/** Documents over the pivots of the schema: a root of these, then random selections, `depth` objects deep. */
export function randomDocument(schema: GraphQLSchema, roots: Roots, depth: number): fc.Arbitrary<string> {
  const query = schema.getQueryType()!;
  const calls = Object.entries(roots).map(([call, name]) =>
    selection(schema, getNamedType(query.getFields()[name]!.type) as GraphQLObjectType, depth).map(
      (fields) => `query { ${call} ${fields} }`,
    ),
  );
  return fc.oneof(...calls);
}

function selection(schema: GraphQLSchema, type: GraphQLObjectType, depth: number): fc.Arbitrary<string> {
  const fields = Object.values(type.getFields()).filter(({ name, type: result }) => {
    return !UNSTEADY.has(name) && (depth > 1 || isLeafType(getNamedType(result)));
  });
  if (fields.length === 0) return fc.constant('{ __typename }');
  const some = fc.shuffledSubarray(fields, { minLength: 1, maxLength: Math.min(MOST_FIELDS, fields.length) });
  return some
    .chain((chosen) => fc.tuple(...chosen.map((field) => selected(schema, field, depth - 1))))
    .map((texts) => `{ __typename ${texts.join(' ')} }`);
}

function selected(schema: GraphQLSchema, { name, type }: GraphQLField<unknown, unknown>, depth: number) {
  const result = getNamedType(type);
  if (isLeafType(result)) return fc.constant(name);
  if (isObjectType(result)) return selection(schema, result, depth).map((fields) => `${name} ${fields}`);
  if (!isInterfaceType(result)) return fc.constant(`${name} { __typename }`);
  const kinds = schema.getPossibleTypes(result);
  return fc
    .shuffledSubarray([...kinds], { minLength: 1, maxLength: 3 })
    .chain((chosen) => fc.tuple(...chosen.map((kind) => onKind(schema, kind, depth))))
    .map((texts) => `${name} { __typename ${texts.join(' ')} }`);
}

/** An alias for every field: two kinds may have fields of one name and different types. */
function onKind(schema: GraphQLSchema, kind: GraphQLObjectType, depth: number): fc.Arbitrary<string> {
  return selection(schema, kind, depth).map((fields) => `... on ${kind.name} ${fields}`);
}
