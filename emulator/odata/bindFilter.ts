import type { ComplexModel, EntityModel, Engine, PropertyModel } from '../model/EntityModel.js';
import type { Bound, Place, Read } from './Bound.js';
import type { Follow } from './CollectionRequest.js';
import type { Comparison, FilterNode, Literal, Path } from './FilterNode.js';
import { badRequest, unknownProperty } from './faults.js';

interface Scope {
  readonly variable: string;
  readonly slot: number;
  readonly place: Place;
}

const OPERATOR_NAMES: Readonly<Record<Comparison, string>> = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
};
const COUNT: PropertyModel = { kind: 'number', list: false, typeName: 'Edm.Int64' };
const ANY_TEXT: PropertyModel = { kind: 'string', list: false, typeName: 'Edm.String' };
const ID: PropertyModel = ANY_TEXT;

/**
 * Looks every path of a filter up in the model and checks the literals against the types found.
 *
 * @throws GraphFault 400 for a property the type does not have, or a literal of another type
 */
export function bindFilter(node: FilterNode, model: EntityModel, follow: Follow): Bound {
  return bind(node, { model, follow, scopes: [] });
}

interface Context {
  readonly model: EntityModel;
  readonly follow: Follow;
  readonly scopes: readonly Scope[];
}

function bind(node: FilterNode, context: Context): Bound {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { kind: node.kind, children: node.children.map((child) => bind(child, context)) };
    case 'not':
      return { kind: 'not', child: bind(node.child, context) };
    case 'compare': {
      const place = resolve(node.path, context);
      checkLiteral(place, node.value, node.operator);
      return { kind: 'compare', operator: node.operator, place, value: node.value };
    }
    case 'in': {
      const place = resolve(node.path, context);
      for (const value of node.values) checkLiteral(place, value, 'eq');
      return { kind: 'in', place, values: node.values };
    }
    case 'call': {
      const place = resolve(node.path, context);
      if (place.property.kind !== 'string' || place.property.list) {
        throw badRequest(
          `Invalid filter clause: No function signature for the function with name '${node.name}' matches the specified arguments. ` +
            `The function signatures considered are: ${node.name}(Edm.String Nullable=true, Edm.String Nullable=true).`,
        );
      }
      return { kind: 'call', name: node.name, place, value: node.value };
    }
    case 'flag': {
      const place = resolve(node.path, context);
      if (place.property.kind !== 'boolean' || place.property.list) {
        throw badRequest('Invalid filter clause: The $filter expression must evaluate to a single boolean value.');
      }
      return { kind: 'flag', place };
    }
    case 'any':
    case 'all':
      return bindLambda(node, context);
  }
}

function bindLambda(node: FilterNode & { kind: 'any' | 'all' }, context: Context): Bound {
  const place = resolve(node.path, context);
  if (!place.property.list) {
    throw badRequest(
      `Invalid filter clause: The method '${node.kind}' needs a collection, '${place.key}' is a single value.`,
    );
  }
  const slot = context.scopes.length;
  if (!node.body || node.variable === null) return { kind: node.kind, place, slot, body: null };
  const scopes = [...context.scopes, { variable: node.variable, slot, place }];
  return { kind: node.kind, place, slot, body: bind(node.body, { ...context, scopes }) };
}

function resolve(path: Path, context: Context): Place {
  const [first = '', ...rest] = path;
  const scope = context.scopes.findLast((each) => each.variable === first);
  if (scope) return descend(elementOf(scope), rest, context.model.engine);
  const segments = first === '$it' ? rest : path;
  return fromModel(segments, context);
}

function elementOf({ place, slot }: Scope): Place {
  return { ...place, property: { ...place.property, list: false }, read: (_row, slots) => slots[slot] };
}

function fromModel(segments: readonly string[], { model, follow }: Context): Place {
  const [name = '', ...rest] = segments;
  if (name === model.type.slice(1)) return fromModel(rest, { model, follow, scopes: [] });
  const property = own(model.properties, name);
  if (property)
    return descend({ key: name, column: name, property, via: 'value', read: (row) => row[name] }, rest, model.engine);
  const navigation = own(model.navigations, name);
  if (navigation && !navigation.many && rest.length === 1 && rest[0] === 'id') {
    const read: Read = (row) => (follow(row, name) as { id?: unknown } | null)?.id;
    return { key: `${name}/id`, column: 'id', property: ID, via: 'navigation', read };
  }
  if (navigation?.many && rest.length === 1 && rest[0] === '$count') {
    const read: Read = (row) => [follow(row, name) ?? []].flat().length;
    return { key: `${name}/$count`, column: 'id', property: COUNT, via: 'count', read };
  }
  throw unknownProperty(name, model.type, 'filter', model.engine);
}

function descend(place: Place, segments: readonly string[], engine: Engine): Place {
  const [name, ...rest] = segments;
  if (name === undefined) return place;
  if (name === '$count' && rest.length === 0 && place.property.list) return countOf(place);
  if (place.property.list) {
    throw badRequest(
      `Invalid filter clause: The parent value for a property access of a property '${name}' is not a single value. ` +
        'Property access can only be applied to a single value.',
    );
  }
  const complex = place.property.complex?.();
  if (!complex)
    throw badRequest(`Invalid filter clause: The type '${place.property.typeName}' has no property '${name}'.`);
  const next = name.includes('.') ? cast(place, name, complex) : member(place, name, complex, engine);
  return descend(next, rest, engine);
}

function cast(place: Place, typeName: string, complex: ComplexModel): Place {
  const target = complex.derived(typeName);
  if (!target) {
    throw badRequest(
      `Invalid filter clause: Encountered invalid type cast. '${typeName}' is not assignable from '${complex.typeName}'.`,
    );
  }
  const wanted = `#${typeName}`;
  const read: Read = (row, slots) => {
    const value = place.read(row, slots);
    return isRecord(value) && value['@odata.type'] === wanted ? value : undefined;
  };
  return { ...place, property: { ...place.property, typeName, complex: () => target }, read };
}

function member(place: Place, name: string, complex: ComplexModel, engine: Engine): Place {
  const property = own(complex.properties, name) ?? (complex.open ? ANY_TEXT : undefined);
  if (!property) throw unknownProperty(name, complex.typeName, 'filter', engine);
  const read: Read = (row, slots) => {
    const value = place.read(row, slots);
    return isRecord(value) ? value[name] : undefined;
  };
  return { ...place, key: `${place.key}/${name}`, property, read };
}

function countOf(place: Place): Place {
  const read: Read = (row, slots) => {
    const value = place.read(row, slots);
    return Array.isArray(value) ? value.length : 0;
  };
  return { ...place, key: `${place.key}/$count`, property: COUNT, via: 'count', read };
}

function checkLiteral({ property }: Place, literal: Literal, operator: Comparison): void {
  if (fits(property, literal)) return;
  const isMember = property.kind === 'enum' && (literal.kind === 'string' || literal.kind === 'enum');
  if (isMember && !property.list) {
    throw badRequest(`Invalid filter clause: The string '${literal.value}' is not a valid enumeration type constant.`);
  }
  throw badRequest(
    'Invalid filter clause: A binary operator with incompatible types was detected. ' +
      `Found operand types '${property.list ? `Collection(${property.typeName})` : property.typeName}' ` +
      `and '${literalType(literal)}' for operator kind '${OPERATOR_NAMES[operator]}'.`,
  );
}

function fits({ kind, list, members, typeName }: PropertyModel, literal: Literal): boolean {
  if (list) return false;
  if (literal.kind === 'null') return true;
  if (kind === 'guid') return literal.kind === 'guid' || literal.kind === 'string';
  if (kind !== 'enum') return kind === literal.kind;
  if (literal.kind === 'enum' && literal.typeName !== typeName) return false;
  const name = String(literal.value).toLowerCase();
  return (
    (literal.kind === 'string' || literal.kind === 'enum') && !!members?.some((each) => each.toLowerCase() === name)
  );
}

function literalType(literal: Literal): string {
  const names = {
    string: 'Edm.String',
    guid: 'Edm.Guid',
    date: 'Edm.DateTimeOffset',
    number: 'Edm.Int32',
    boolean: 'Edm.Boolean',
  };
  if (literal.kind === 'null') return '<null>';
  return literal.kind === 'enum' ? literal.typeName : names[literal.kind];
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
