import {
  getNullableType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import { buildSchema, Query, Resolver } from 'type-graphql';
import { Evidence } from '../../../schema/evidence/Evidence.js';
import { EVIDENCE_TYPES } from '../../../schema/evidence/index.js';
import { InvolvedHost, InvolvedUser } from '../../../schema/Involved.js';

@Resolver()
class EvidenceResolver {
  @Query(() => Evidence, { nullable: true })
  evidence(): Evidence | null {
    return null;
  }

  @Query(() => InvolvedUser, { nullable: true })
  user(): InvolvedUser | null {
    return null;
  }

  @Query(() => InvolvedHost, { nullable: true })
  host(): InvolvedHost | null {
    return null;
  }
}

export const evidenceSchema: Promise<GraphQLSchema> = buildSchema({
  resolvers: [EvidenceResolver],
  orphanedTypes: [...EVIDENCE_TYPES],
  validate: false,
});

export async function evidenceTypes(): Promise<GraphQLObjectType[]> {
  return Object.values((await evidenceSchema).getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Evidence'),
  );
}

/** Where a plain object is not what the schema promises; [] when it can be answered as it is. */
export function faults(schema: GraphQLSchema, value: unknown, type: GraphQLType, path: string): string[] {
  if (value === null) return isNonNullType(type) ? [`${path} is null`] : [];
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    const inner = nullable.ofType;
    return value.flatMap((element, index) => faults(schema, element, inner, `${path}[${index}]`));
  }
  if (isLeafType(nullable)) return leafFaults(nullable, value, path);
  const named = isInterfaceType(nullable) ? schema.getType((value as { __typename: string }).__typename) : nullable;
  if (!isObjectType(named)) return [`${path} has no type`];
  return Object.values(named.getFields()).flatMap((field) =>
    faults(schema, (value as Record<string, unknown>)[field.name], field.type, `${path}.${field.name}`),
  );
}

const JS_TYPES: Readonly<Record<string, string>> = { Boolean: 'boolean', Int: 'number', Float: 'number' };

function leafFaults(
  type: { name: string; serialize: (value: unknown) => unknown },
  value: unknown,
  path: string,
): string[] {
  const expected = JS_TYPES[type.name] ?? 'string';
  if (typeof value !== expected) return [`${path} is ${typeof value}, not ${expected}`];
  try {
    return type.serialize(value) === value || isEnumType(type) ? [] : [`${path} is changed by the schema`];
  } catch {
    return [`${path} is refused by the schema`];
  }
}
