import { coerceInputValue, type GraphQLInputType } from 'graphql';

/** Says of an input what the schema has against it, by field; null where nothing. */
export function checkedBy(type: GraphQLInputType): (input: Readonly<Record<string, unknown>>) => string | null {
  return (input) => {
    let problem: string | null = null;
    coerceInputValue(input, type, (path, _value, error) => {
      problem ??= path.length === 0 ? error.message : `${path.join('.')}: ${error.message}`;
    });
    return problem;
  };
}
