import type { EntityModel, PropertyModel } from '../model/EntityModel.js';
import { modelOfType } from '../model/index.js';
import type { Row } from '../world/World.js';
import type { RequestHeaders } from './CollectionRequest.js';
import { unknownProperty } from './faults.js';
import { GraphFault } from './GraphFault.js';

/** What decides how a row is printed. */
export interface Shaping {
  /** Checked names; absent: the type's default. */
  readonly select?: readonly string[];
  /** Enum members behind the sentinel are sent as they are. */
  readonly includesUnknownMembers: boolean;
  /** One of a list: some properties are null there. */
  readonly isInList: boolean;
}

const SENTINEL = 'unknownFutureValue';

/** Whether the request asks for gated enum members by `Prefer: include-unknown-enum-members`. */
export function includesUnknownMembers(headers: RequestHeaders): boolean {
  return /(^|[,;\s])include-unknown-enum-members($|[,;\s])/i.test(headers['prefer'] ?? '');
}

/**
 * A row as Graph prints it: selected properties, null for what the row lacks, gated enum members collapsed. Rows of polymorphic
 * collections say their `@odata.type`, and have the properties of that type only.
 */
export function shape(model: EntityModel, row: Row, shaping: Shaping): Record<string, unknown> {
  const own = (model.polymorphic ? modelOfType(row['@odata.type']) : undefined) ?? model;
  const shaped: Record<string, unknown> = {};
  if (model.polymorphic || row['@odata.type'] !== undefined) shaped['@odata.type'] = row['@odata.type'] ?? own.type;
  for (const name of namesOf(own, shaping.select)) {
    const property = own.properties[name];
    if (!property) continue;
    const value = shaping.isInList && own.nullInLists.includes(name) ? null : (row[name] ?? null);
    shaped[name] = shaping.includesUnknownMembers ? value : collapse(value, property);
  }
  return shaped;
}

/** @throws GraphFault 400 for a property the type does not have, 501 for one that lists cannot serve */
export function checkSelect(model: EntityModel, select: readonly string[] | undefined, isInList: boolean): void {
  for (const written of select ?? []) {
    if (written === '*') continue;
    const name = firstName(written);
    if (!Object.hasOwn(model.properties, name) && !Object.hasOwn(model.navigations, name)) {
      throw unknownProperty(name, model.type, 'select', model.engine);
    }
    if (isInList && model.onlySingle.includes(name)) {
      throw new GraphFault(501, 'NotImplemented', 'This operation target is not yet supported.');
    }
  }
}

function namesOf(model: EntityModel, select: readonly string[] | undefined): readonly string[] {
  if (!select) return model.defaultSelect ?? Object.keys(model.properties);
  return select.includes('*') ? Object.keys(model.properties) : [...new Set(select.map(firstName))];
}

/** `microsoft.graph.user/displayName` and `passwordProfile/password` are both a matter of one property. */
function firstName(written: string): string {
  return written.split('/').find((segment) => !segment.includes('.')) ?? written;
}

/** The same value where nothing is gated, so that most of an alert is not copied. */
function collapse(value: unknown, property: PropertyModel): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) {
    if (property.kind !== 'enum' && property.kind !== 'complex') return value;
    const elements = value as unknown[];
    const collapsed = elements.map((element) => collapse(element, property));
    return collapsed.some((element, index) => element !== elements[index]) ? collapsed : value;
  }
  if (property.kind === 'enum') return typeof value === 'string' && property.gated?.has(value) ? SENTINEL : value;
  return property.kind === 'complex' && typeof value === 'object' ? collapseMembers(value, property) : value;
}

function collapseMembers(value: object, property: PropertyModel): object {
  const declared = property.complex?.();
  const type = (value as Record<string, unknown>)['@odata.type'];
  const complex = (typeof type === 'string' ? declared?.derived(type.slice(1)) : undefined) ?? declared;
  let copy: Record<string, unknown> | null = null;
  for (const [name, member] of Object.entries(value)) {
    const model = complex && Object.hasOwn(complex.properties, name) ? complex.properties[name] : undefined;
    const collapsed: unknown = model ? collapse(member, model) : member;
    if (collapsed !== member) (copy ??= { ...(value as Record<string, unknown>) })[name] = collapsed;
  }
  return copy ?? value;
}
