import {
  getNullableType,
  getVariableValues,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { isAhead } from '../pivots/index.js';
import type { Pivot, Price } from '../pivots/Pivot.js';
import { hasFields } from '../pivots/Want.js';
import { EXPANDED_USER_FIELDS } from '../sources/UserSource.js';
import type { Workload } from '../util/workload.js';
import { askedBy, readSelection, wantOf, type PivotUse, type Question, type Selection } from './selection.js';

/** Graph takes no more parts in one `$batch`. */
const PARTS_PER_REQUEST = 20;

/** Billed calls of one path in one round trip, for one tenant. */
export interface Share {
  /** Response keys from the root. */
  readonly path: string;
  readonly workload: Workload;
  /** Round trips before it, and itself. */
  readonly level: number;
  /** Infinity where nothing bounds it. */
  readonly parts: number;
  /** Pages that follow each other travel alone. */
  readonly isAlone: boolean;
}

/** `expected`: by the fan-out that pivots declare. `atMost`: by what the arguments bound, and else without bound. */
export type Stance = 'expected' | 'atMost';

/** An operation and its variables, as the price and the plan read them; null when there is no such operation. */
export function questionOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
): Question | null {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const operation = operations.find(({ name }) => operationName === null || name?.value === operationName);
  if (!operation) return null;
  const named = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const fragments: Record<string, FragmentDefinitionNode> = Object.fromEntries(
    named.map((fragment) => [fragment.name.value, fragment]),
  );
  return { schema, operation, fragments, variables: withDefaults(schema, operation, variables) };
}

/** What an operation costs Microsoft Graph before it runs, path by path. A question that names no pivot costs nothing. */
export function sharesOf(question: Question, stance: Stance): Share[] {
  const pricing = new Pricing(question.schema, stance);
  pricing.below(readSelection(question, 'everything'), 1, 0);
  return pricing.shares;
}

/** HTTP requests that the shares make together: parts of one round trip share batches, pages travel alone. */
export function requestsOf(shares: readonly Share[]): number {
  const perLevel = new Map<number, number>();
  let alone = 0;
  for (const { level, parts, isAlone } of shares) {
    if (isAlone) alone += parts;
    else perLevel.set(level, (perLevel.get(level) ?? 0) + parts);
  }
  return [...perLevel.values()].reduce((sum, parts) => sum + Math.ceil(parts / PARTS_PER_REQUEST), alone);
}

/** The part of an HTTP request, or the requests, that one share is. */
export function requestsOfShare({ parts, isAlone }: Share): number {
  return isAlone ? parts : parts / PARTS_PER_REQUEST;
}

class Pricing {
  readonly shares: Share[] = [];
  /** Lists that are read once for all keys, by their price: whoever names the same price asks for the same list. */
  readonly #lists = new Map<Price, Share>();

  constructor(
    readonly schema: GraphQLSchema,
    readonly stance: Stance,
  ) {}

  /** Adds the shares of everything below `parents` records that are known after `level` round trips. */
  below(selection: Selection, parents: number, level: number, isEarly: (use: PivotUse) => boolean = () => false): void {
    for (const [type, { uses, inside }] of selection) {
      const asked = new Set<string>();
      for (const use of uses.values()) {
        const question = askedBy(use.pivot, use.args);
        this.#use(use, parents, level, isEarly(use), asked.has(question));
        asked.add(question);
      }
      for (const [field, below] of inside) this.below(below, this.#within(type, field, parents), level);
    }
  }

  /** @param isShared another field of the record asks the same, and shows another part of the answer */
  #use(use: PivotUse, parents: number, level: number, isEarly: boolean, isShared: boolean): void {
    const { pivot, args, path, selection } = use;
    const named = times(parents, pivot.keys?.(args) ?? 1);
    const keys = this.stance === 'expected' ? times(named, pivot.spread) : named;
    const nouns = times(keys, this.#fanOut(use));
    const { pageSize, workload, mostPages = 1 } = pivot.price;
    const isPaged = pageSize !== undefined;
    const parts = isPaged
      ? Math.ceil(times(keys, Math.ceil(pivot.fanOut(args) / pageSize)))
      : this.#calls(pivot.price, keys);
    const isFree = parts === 0 || (this.stance === 'expected' && comesAlong(use));
    const at = isEarly || isFree ? level : level + 1;
    if (!isFree && !isShared) {
      this.#add({ path, workload, level: at, parts, isAlone: isPaged || this.#isAlone(pivot.price) }, pivot.price);
      const further = this.stance === 'atMost' ? times(parts, mostPages - 1) : 0;
      if (further > 0) this.shares.push({ path, workload, level: at + 1, parts: further, isAlone: true });
    }
    this.below(selection, nouns, isPaged ? level + parts : at, (child) => !isPaged && isEarlyBelow(pivot, child));
  }

  /** A list is expected to be read once, in the first round trip that asks for it, however many places ask. */
  #add(share: Share, price: Price): void {
    const known = price.keysPerPart === Infinity && this.stance === 'expected' ? this.#lists.get(price) : undefined;
    if (!known) this.shares.push(share);
    else if (share.level < known.level) this.shares[this.shares.indexOf(known)] = share;
    if (!known || share.level < known.level) this.#lists.set(price, share);
  }

  /** A list that is read once may have as many pages as its source reads. */
  #calls({ keysPerPart, fixedParts = 0, mostParts }: Price, keys: number): number {
    if (keysPerPart === Infinity && this.stance === 'atMost' && mostParts) return mostParts;
    return Math.min(mostParts ?? Infinity, fixedParts + callsFor(keys, keysPerPart));
  }

  #isAlone({ keysPerPart, mostParts, isAlone = false }: Price): boolean {
    return isAlone || (keysPerPart === Infinity && this.stance === 'atMost' && mostParts !== undefined);
  }

  #fanOut({ pivot, args }: PivotUse): number {
    return this.stance === 'expected' || pivot.isBounded ? pivot.fanOut(args) : Infinity;
  }

  /** A list inside a record may be of any length, but for the nodes of a page. */
  #within(type: string, field: string, parents: number): number {
    if (this.stance === 'expected' || type.endsWith('Connection')) return parents;
    const owner = this.schema.getType(type);
    const definition = isObjectType(owner) ? owner.getFields()[field] : undefined;
    return definition && isListType(getNullableType(definition.type)) ? Infinity : parents;
  }
}

/** None of anything is nothing, however many that could be. */
function times(many: number, each: number): number {
  return many === 0 || each === 0 ? 0 : many * each;
}

/** Calls for keys that travel so many to a call; a list that is read once for all keys costs none per key. */
function callsFor(keys: number, keysPerPart: number): number {
  return keysPerPart === Infinity ? 0 : Math.ceil(keys / keysPerPart);
}

/** Fetched in the same round trip as its parent. */
function isEarlyBelow({ relation }: Pivot, { pivot }: PivotUse): boolean {
  return isAhead(pivot, relation) || pivot.price.keysPerPart === Infinity;
}

/** A shortcut brings Graph's default properties of a user; where more is wanted, it costs a call for them. */
function comesAlong(use: PivotUse): boolean {
  return use.pivot.shortcut !== undefined && hasFields(EXPANDED_USER_FIELDS, wantOf([use]).fieldsOf('User'));
}

/** Variables as execution will see them. What cannot be coerced stays as it was given: execution refuses it by name. */
function withDefaults(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return getVariableValues(schema, variableDefinitions, variables).coerced ?? variables;
}
