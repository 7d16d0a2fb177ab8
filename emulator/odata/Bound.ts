import type { PropertyModel } from '../model/EntityModel.js';
import type { Row } from '../world/World.js';
import type { Comparison, Literal, TextFunction } from './FilterNode.js';

/** Reads a value; lambda variables lie in `slots`. */
export type Read = (row: Row, slots: unknown[]) => unknown;

/** A path found in the model. */
export interface Place {
  /** As the filter tables name it, lambda variables resolved, casts left out: `assignedLicenses/skuId`. */
  readonly key: string;
  /** The first segment: the column of the row it needs. */
  readonly column: string;
  readonly property: PropertyModel;
  readonly read: Read;
  /** Reached through a navigation, or the `$count` of a collection: not a value of the row itself. */
  readonly via: 'value' | 'navigation' | 'count';
}

/** A filter whose paths exist and whose literals have the right type. */
export type Bound =
  | { readonly kind: 'and' | 'or'; readonly children: readonly Bound[] }
  | { readonly kind: 'not'; readonly child: Bound }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly place: Place; readonly value: Literal }
  | { readonly kind: 'in'; readonly place: Place; readonly values: readonly Literal[] }
  | { readonly kind: 'call'; readonly name: TextFunction; readonly place: Place; readonly value: string }
  | { readonly kind: 'flag'; readonly place: Place }
  | { readonly kind: 'any' | 'all'; readonly place: Place; readonly slot: number; readonly body: Bound | null };

/** A node that looks at something. */
export type BoundClause = Extract<Bound, { readonly place: Place }>;

/** Every node, outermost first. */
export function* walk(node: Bound): Generator<Bound> {
  yield node;
  if (node.kind === 'and' || node.kind === 'or') for (const child of node.children) yield* walk(child);
  else if (node.kind === 'not') yield* walk(node.child);
  else if ((node.kind === 'any' || node.kind === 'all') && node.body) yield* walk(node.body);
}

/** The columns of a row that a filter looks at. */
export function columnsOf(node: Bound): Set<string> {
  const columns = new Set<string>();
  for (const each of walk(node)) if ('place' in each) columns.add(each.place.column);
  return columns;
}

/** `a or (b or c)` counts as one chain of three. */
export function flat(node: Bound, kind: 'and' | 'or'): Bound[] {
  return node.kind === kind ? node.children.flatMap((child) => flat(child, kind)) : [node];
}
