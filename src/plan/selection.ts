import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { pivotOf } from '../pivots/index.js';
import type { Args, Pivot } from '../pivots/Pivot.js';
import { Wanted } from '../pivots/Want.js';
import { stableJson } from '../util/stableJson.js';

/** One pivot as a question uses it, with what is read of the nouns at its other end. */
export interface PivotUse {
  readonly pivot: Pivot;
  readonly args: Args;
  /** Equal for equal arguments: see {@link useName}. */
  readonly name: string;
  /** Response keys from the root, for people: `alerts.nodes.users.user`. */
  readonly path: string;
  readonly selection: Selection;
}

/** What a question reads of one object type at one place. */
export interface TypeSelection {
  /** Fields that the record itself carries. */
  readonly fields: Set<string>;
  /** The composite ones among them, with what is read inside. */
  readonly inside: Map<string, Selection>;
  readonly uses: Map<string, PivotUse>;
}

/** What is read at one place, by concrete type: one for an object, several for an interface. */
export type Selection = Map<string, TypeSelection>;

/** An operation and what it takes to read it. */
export interface Question {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A field with its arguments; the same text at plan time and in a resolver. */
export function useName(field: string, args: Args): string {
  for (const name in args) if (args[name] !== undefined) return `${field}(${stableJson(args)})`;
  return field;
}

/** Uses of one relation with the same arguments are one question to Graph, whatever their fields are called. */
export function askedBy(pivot: Pivot, args: Args): string {
  return `${pivot.relation}|${stableJson(args)}`;
}

/** `now`: what the first answer needs. `everything`: what is deferred, too. */
export type Extent = 'now' | 'everything';

/**
 * The question as a tree of pivots. Fragments are followed, `@skip` and `@include` obeyed, aliases of equal arguments
 * merged. Pivots that are deferred are no part of the first answer, and are followed when their turn comes; what deferred
 * fragments read of a record itself is read with the record.
 */
export function readSelection(question: Question, extent: Extent = 'now'): Selection {
  const selection: Selection = new Map();
  const root = question.schema.getRootType(question.operation.operation);
  if (root)
    new Reader(question, extent).read(question.operation.selectionSet, root, selection, { path: '', isLater: false });
  return selection;
}

/** Uses of pivots, what is deferred included, by the type that has the field and {@link useName}: `User.manager`. */
export function usesByName(question: Question): Map<string, PivotUse[]> {
  const found = new Map<string, PivotUse[]>();
  const collectUses = (selection: Selection): void => {
    for (const [type, { uses, inside }] of selection) {
      for (const use of uses.values()) {
        const name = `${type}.${use.name}`;
        found.set(name, [...(found.get(name) ?? []), use]);
        collectUses(use.selection);
      }
      for (const below of inside.values()) collectUses(below);
    }
  };
  collectUses(readSelection(question, 'everything'));
  return found;
}

interface Where {
  readonly path: string;
  /** Inside a deferred fragment. */
  readonly isLater: boolean;
}

class Reader {
  constructor(
    readonly question: Question,
    readonly extent: Extent,
  ) {}

  /** Adds to `into` what the set reads of each type that `parent` may be. */
  read(set: SelectionSetNode, parent: GraphQLCompositeType, into: Selection, { path, isLater }: Where): void {
    for (const type of this.#concrete(parent)) this.#readFor(set, type, into, { path, isLater });
  }

  #readFor(set: SelectionSetNode, type: GraphQLObjectType, into: Selection, { path, isLater }: Where): void {
    for (const node of set.selections) {
      if (!this.#isIncluded(node)) continue;
      if (node.kind === Kind.FIELD) {
        this.#readField(node, type, into, { path, isLater });
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.question.fragments[node.name.value];
      if (fragment && this.#applies(fragment.typeCondition?.name.value, type)) {
        this.#readFor(fragment.selectionSet, type, into, { path, isLater: isLater || this.#isDeferred(node) });
      }
    }
  }

  #readField(node: FieldNode, type: GraphQLObjectType, into: Selection, { path, isLater }: Where): void {
    const field = type.getFields()[node.name.value];
    if (!field) return;
    const here = typeSelection(into, type.name);
    const step = node.alias?.value ?? field.name;
    const fieldPath = path ? `${path}.${step}` : step;
    const pivot = pivotOf(type.name, field.name);
    if (pivot && isLater) {
      for (const name of pivot.reads ?? []) here.fields.add(name);
      return;
    }
    const below = pivot
      ? pivotUse(here, pivot, getArgumentValues(field, node, this.question.variables), fieldPath).selection
      : plainField(here, field.name, node.selectionSet !== undefined);
    const result = getNamedType(field.type);
    if (below && node.selectionSet && (isObjectType(result) || isAbstractType(result))) {
      this.read(node.selectionSet, result, below, { path: fieldPath, isLater });
    }
  }

  #isIncluded(node: SelectionNode): boolean {
    const { variables } = this.question;
    const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
    const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
    return skip?.['if'] !== true && include?.['if'] !== false;
  }

  #isDeferred(node: SelectionNode): boolean {
    if (this.extent === 'everything') return false;
    const directive = this.question.schema.getDirective('defer');
    const defer = directive && getDirectiveValues(directive, node, this.question.variables);
    return defer ? defer['if'] !== false : false;
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (!condition || condition === type.name) return true;
    const named = this.question.schema.getType(condition);
    return isAbstractType(named) && this.question.schema.isSubType(named, type);
  }

  #concrete(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isAbstractType(type) ? this.question.schema.getPossibleTypes(type) : [type];
  }
}

function typeSelection(selection: Selection, type: string): TypeSelection {
  let known = selection.get(type);
  if (!known) selection.set(type, (known = { fields: new Set(), inside: new Map(), uses: new Map() }));
  return known;
}

function pivotUse({ uses }: TypeSelection, pivot: Pivot, args: Args, path: string): PivotUse {
  const name = useName(pivot.field, args);
  let use = uses.get(name);
  if (!use) uses.set(name, (use = { pivot, args, name, path, selection: new Map() }));
  return use;
}

/** Where to note what is read inside the field; null for a leaf. */
function plainField({ fields, inside }: TypeSelection, name: string, isComposite: boolean): Selection | null {
  fields.add(name);
  if (!isComposite) return null;
  const below: Selection = inside.get(name) ?? new Map<string, TypeSelection>();
  inside.set(name, below);
  return below;
}

/** Everything that these uses read of each noun, down to the next pivot. */
export function wantOf(uses: readonly PivotUse[]): Wanted {
  const wanted = new Wanted();
  for (const use of uses) collect(use.selection, wanted);
  return wanted;
}

/** Everything that the uses of a root field read, down to the next pivot. */
export function wantOfField(question: Question, field: string): Wanted {
  const roots = [...readSelection(question, 'everything').values()];
  return wantOf(roots.flatMap(({ uses }) => [...uses.values()].filter(({ pivot }) => pivot.field === field)));
}

function collect(selection: Selection, wanted: Wanted): void {
  for (const [type, { fields, inside, uses }] of selection) {
    for (const field of fields) wanted.addField(type, field);
    for (const { pivot } of uses.values()) {
      for (const field of pivot.reads ?? []) wanted.addField(type, field);
      if (pivot.shortcut) wanted.addShortcut(type, pivot.shortcut);
    }
    for (const below of inside.values()) collect(below, wanted);
  }
}

/** The value's concrete type: nouns and evidence say it themselves, plain parts have just one. */
export function selectionFor(selection: Selection, value: object): TypeSelection | undefined {
  const name = (value as { __typename?: string }).__typename;
  if (name !== undefined) return selection.get(name);
  return selection.size === 1 ? selection.values().next().value : undefined;
}
