import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from './random.js';

/** Texts to choose from for a scalar, or for an argument or input field of a name; ready to be written into a document. */
export type Samples = Readonly<Record<string, readonly string[]>>;

/** Arguments that are given whatever chance says. */
const ALWAYS = new Set(['tenant', 'tenants', 'first']);
/** Nouns that are named by exactly one of several keys. */
const KEYED: Readonly<Record<string, readonly string[]>> = {
  user: ['id', 'userPrincipalName', 'mail', 'sid'],
  host: ['id', 'deviceId', 'name', 'defenderId'],
};
const MOST_FIELDS = 5;

/** A valid document over the whole schema: one or two root fields, random arguments, `depth` objects deep. */
export class QueryMaker {
  constructor(
    readonly schema: GraphQLSchema,
    readonly samples: Samples,
    readonly random: Random,
  ) {}

  query(depth: number): string {
    const roots = Object.values(this.schema.getQueryType()!.getFields());
    const asked = this.random.some(roots, 2).map((field, place) => this.#field(field, depth, `r${place}: `));
    return `{ ${asked.join(' ')} }`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    if (isObjectType(type)) return `{ __typename ${this.#fields(type.getFields(), depth, '')} }`;
    const inner = isInterfaceType(type) ? this.#fields(type.getFields(), 1, '') : '';
    const kinds = this.random.some(this.schema.getPossibleTypes(type as never), 3);
    const parts = kinds.map((kind) => `... on ${kind.name} { ${this.#fields(kind.getFields(), depth, kind.name)} }`);
    return `{ __typename ${inner} ${parts.join(' ')} }`;
  }

  /** @param prefix begins an alias: kinds of one interface may have fields of one name and different types */
  #fields(fields: Readonly<Record<string, GraphQLField<unknown, unknown>>>, depth: number, prefix: string): string {
    const possible = Object.values(fields).filter(({ type }) => depth > 1 || isLeafType(getNamedType(type)));
    if (possible.length === 0) return '__typename';
    return this.random
      .some(possible, MOST_FIELDS)
      .map((field) => this.#field(field, depth - 1, prefix === '' ? '' : `${prefix}_${field.name}: `))
      .join(' ');
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number, alias: string): string {
    const result = getNamedType(field.type);
    const below = isLeafType(result) ? '' : ` ${this.#selection(result, depth)}`;
    return `${alias}${field.name}${this.#args(field)}${below}`;
  }

  #args({ name, args }: GraphQLField<unknown, unknown>): string {
    const keys = KEYED[name]?.filter((key) => args.some((arg) => arg.name === key)) ?? [];
    const key = keys.length > 0 && args.some((arg) => arg.name === 'tenant') ? this.random.pick(keys) : null;
    const given = args.filter((arg) =>
      key !== null && keys.includes(arg.name) ? arg.name === key : this.#isGiven(arg),
    );
    if (given.length === 0) return '';
    return `(${given.map((arg) => `${arg.name}: ${this.#value(arg.type, arg.name, 2)}`).join(', ')})`;
  }

  #isGiven({ name, type, defaultValue }: GraphQLArgument): boolean {
    if (ALWAYS.has(name) || (isNonNullType(type) && defaultValue === undefined)) return true;
    return name !== 'after' && this.random.chance(0.3);
  }

  #value(type: GraphQLInputType, name: string, depth: number): string {
    if (isNonNullType(type)) return this.#value(type.ofType, name, depth);
    if (isListType(type)) return `[${this.#value(type.ofType, name, depth)}]`;
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    if (isInputObjectType(type)) return this.#object(Object.values(type.getFields()), depth);
    const texts = this.samples[name] ?? this.samples[getNamedType(type).name];
    if (!texts) throw new Error(`There is no sample for ${name} of type ${type.name}.`);
    return this.random.pick(texts);
  }

  #object(fields: readonly GraphQLInputField[], depth: number): string {
    const needed = fields.filter(({ type }) => isNonNullType(type));
    const plain = fields.filter(({ type }) => depth > 0 || !isInputObjectType(getNamedType(type)));
    const chosen = needed.length > 0 ? needed : this.random.some(plain, 2);
    return `{ ${chosen.map(({ name, type }) => `${name}: ${this.#value(type, name, depth - 1)}`).join(', ')} }`;
  }
}
