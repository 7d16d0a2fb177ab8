import type { Operation } from '../loaders/Operation.js';
import type { Relation } from '../loaders/Relation.js';
import { asError } from '../loaders/tenantwise.js';
import { keyText, type Key } from '../pivots/Key.js';
import { isAhead } from '../pivots/index.js';
import { FREE, PARTS, type Pivot, type RelationName } from '../pivots/Pivot.js';
import { covers, type Want } from '../pivots/Want.js';
import { grouped } from '../util/grouped.js';
import type { Gathered } from './Gathered.js';
import { isConnection, withNodes } from './lists/connection.js';
import { relations } from './relations.js';
import { rootKey } from './rootKey.js';
import { askedBy, selectionFor, wantOf, type PivotUse, type Selection } from './selection.js';

/** A pivot use and one object that has it. */
export interface Step {
  readonly use: PivotUse;
  readonly parent: object;
}

/** What one relation has answered in this operation, and for which want. */
interface Answered {
  readonly value: unknown;
  readonly want: Want;
}

/**
 * Fetches a whole question level by level. All pivots of a level ask in the same tick, so the coalescer packs them
 * together; a pivot whose key its parent's own key already tells is asked one level early. The number of round trips is
 * the depth of the question, whatever its width.
 */
export class Fetch {
  readonly #answers = new Map<string, Map<string, Answered>>();
  readonly #followed = new WeakMap<object, Set<PivotUse>>();

  constructor(
    readonly operation: Operation,
    readonly gathered: Gathered,
  ) {}

  run(question: Selection, root: object): Promise<void> {
    return this.follow(stepsBelow(question, root));
  }

  /** Everything below these steps. What other steps of this question have fetched is not fetched again. */
  async follow(steps: readonly Step[]): Promise<void> {
    let level = steps;
    while (level.length > 0) {
      const groups = this.#openGroups(level);
      await Promise.all(groups.map((group) => this.#loadGroup(group)));
      level = groups.flatMap((group) => this.#settle(group));
    }
  }

  /** What of a level has to be loaded. What was asked ahead is settled at once, and what hangs below it belongs to this level. */
  #openGroups(level: readonly Step[]): Step[][] {
    const open: Step[] = [];
    let next = level;
    while (next.length > 0) {
      const groups = [...grouped(next, ({ use }) => groupOf(use)).values()];
      const unknown = groups.filter((group) => !this.#isKnown(group));
      open.push(...unknown.flat());
      next = groups.filter((group) => !unknown.includes(group)).flatMap((group) => this.#settle(group));
    }
    return [...grouped(open, ({ use }) => groupOf(use)).values()];
  }

  #isKnown(group: readonly Step[]): boolean {
    const uses = [...new Set(group.map(({ use }) => use))];
    const keys = group.map((step) => this.#keyOf(step)).filter(isKey);
    return keys.length > 0 && this.#unanswered(uses, keys).size === 0;
  }

  /** Loads one relation for all its parents, and beside it whatever their children can ask for already. */
  async #loadGroup(group: readonly Step[]): Promise<void> {
    const uses = [...new Set(group.map(({ use }) => use))];
    const keys = group.map((step) => this.#keyOf(step)).filter(isKey);
    if (keys.length === 0) return;
    await Promise.all([this.#ask(uses, keys), ...this.#askAhead(uses, keys), ...this.#warm(uses, keys)]);
  }

  #askAhead(uses: readonly PivotUse[], keys: readonly Key[]): Promise<void>[] {
    const early = uses.flatMap(({ pivot: { relation: asked }, selection }) =>
      usesAt(selection).filter(({ pivot }) => isAhead(pivot, asked)),
    );
    return [...grouped(early, groupOf).values()].map((same) => {
      const { pivot, args } = same[0]!;
      return this.#ask(same, keys.map((key) => pivot.ahead!(key as never, args)).filter(isKey));
    });
  }

  /** Starts lists that need no key, wherever below they are asked for. */
  #warm(uses: readonly PivotUse[], keys: readonly Key[]): Promise<void>[] {
    const tenantIds = [...new Set(keys.map(({ tenantId }) => tenantId))].filter((tenantId) => tenantId !== '*');
    // What costs nothing is there at once: whatever hangs below it is asked in this round trip anyway.
    const isInstant = uses.every(({ pivot }) => pivot.price === FREE);
    if (tenantIds.length === 0 || isInstant) return [];
    const names = new Set(uses.flatMap(({ selection }) => relationsBelow(selection)));
    return [...names].flatMap((name) => relation(name).warm?.(tenantIds, this.operation) ?? []);
  }

  async #ask(uses: readonly PivotUse[], keys: readonly Key[]): Promise<void> {
    const { pivot, args } = uses[0]!;
    const want = wantOf(uses);
    const answers = this.#answersOf(uses[0]!);
    const open = this.#unanswered(uses, keys);
    if (open.size === 0) return;
    const loaded = await loadSafely(pivot.relation, [...open.values()], want, args, this.operation);
    for (const text of open.keys()) answers.set(text, { value: ownCopy(loaded(text)), want });
  }

  /** Keys by text whose answers are not known, or do not tell enough. Those that are known get a copy for this level. */
  #unanswered(uses: readonly PivotUse[], keys: readonly Key[]): Map<string, Key> {
    const want = wantOf(uses);
    const answers = this.#answersOf(uses[0]!);
    const nouns = uses.flatMap(({ selection }) => [...selection.keys()]);
    const open = new Map<string, Key>();
    for (const key of keys) {
      const known = answers.get(keyText(key));
      if (!known || !nouns.every((noun) => covers(known.want, want, noun))) open.set(keyText(key), key);
      else answers.set(keyText(key), { ...known, value: ownCopy(known.value) });
    }
    return open;
  }

  /** Hangs the answers on the parents and finds the next level below them. */
  #settle(group: readonly Step[]): Step[] {
    return group.flatMap((step) => {
      const { use, parent } = step;
      const key = this.#keyOf(step);
      const answer = isKey(key) ? this.#answersOf(use).get(keyText(key))?.value : key;
      const value = picked(use.pivot, answer ?? null);
      this.gathered.set(parent, use.name, value);
      return stepsBelow(use.selection, value).filter((step) => this.#isFirstTime(step));
    });
  }

  /** The key of a step; where that is not answered, but what was asked ahead under another name is the same thing, that name. */
  #keyOf({ use, parent }: Step): Key | Error | null {
    const key = pivotKey(use, parent, this.operation);
    const { alias } = use.pivot;
    if (!alias || !isKey(key)) return key;
    const answers = this.#answersOf(use);
    const other = answers.has(keyText(key)) ? null : alias.key(parent as never);
    const answer = other && answers.get(keyText(other));
    return other && answer && alias.fits(parent as never, answer.value as never) ? other : key;
  }

  /** The same object may hang below many parents; each of its pivots is followed once. */
  #isFirstTime({ use, parent }: Step): boolean {
    const followed = this.#followed.get(parent) ?? new Set<PivotUse>();
    this.#followed.set(parent, followed);
    if (followed.has(use)) return false;
    followed.add(use);
    return true;
  }

  #answersOf(use: PivotUse): Map<string, Answered> {
    const group = groupOf(use);
    const known = this.#answers.get(group) ?? new Map<string, Answered>();
    this.#answers.set(group, known);
    return known;
  }
}

/** Loads keys; whatever goes wrong outside of Graph's part stands as an Error for each of them. */
export async function loadSafely(
  name: RelationName,
  keys: readonly Key[],
  want: Want,
  args: PivotUse['args'],
  operation: Operation,
): Promise<(text: string) => unknown> {
  try {
    const loaded = await relation(name).load(keys as never, want, args, operation);
    return (text) => loaded.get(text) ?? null;
  } catch (thrown) {
    const error = asError(thrown);
    return () => error;
  }
}

function relation(name: RelationName): Relation<never> {
  return relations[name];
}

/** The part of an answer that the field shows, where a relation answers several things at once. */
export function picked(pivot: Pivot, answer: unknown): unknown {
  if (!pivot.pick || answer === null || answer instanceof Error) return answer;
  return (answer as Record<string, unknown>)[pivot.pick] ?? null;
}

/** The key a field asks by; an Error when its arguments are not valid; null when the parent's record does not say. */
export function pivotKey(
  { pivot, args }: Pick<PivotUse, 'pivot' | 'args'>,
  parent: object,
  operation: Operation,
): Key | Error | null {
  if (pivot.from !== 'Query') return pivot.key(parent as never, args);
  try {
    return rootKey(pivot.field, args, operation);
  } catch (thrown) {
    return asError(thrown);
  }
}

function isKey(key: Key | Error | null): key is Key {
  return key !== null && !(key instanceof Error);
}

/** Every pivot use of a value, inside its plain parts too. */
function stepsBelow(selection: Selection, value: unknown): Step[] {
  if (selection.size === 0 || value === null || typeof value !== 'object' || value instanceof Error) return [];
  if (Array.isArray(value)) return value.flatMap((item) => stepsBelow(selection, item));
  const here = selectionFor(selection, value);
  if (!here) return [];
  const steps: Step[] = [...here.uses.values()].map((use) => ({ use, parent: value }));
  for (const [field, inside] of here.inside) {
    steps.push(...stepsBelow(inside, (value as Record<string, unknown>)[field]));
  }
  return steps;
}

function usesAt(selection: Selection): PivotUse[] {
  return [...selection.values()].flatMap(({ uses }) => [...uses.values()]);
}

function relationsBelow(selection: Selection): RelationName[] {
  return [...selection.values()].flatMap(({ uses, inside }) => [
    ...[...uses.values()].flatMap((use) => [use.pivot.relation, ...relationsBelow(use.selection)]),
    ...[...inside.values()].flatMap(relationsBelow),
  ]);
}

function groupOf({ pivot, args }: PivotUse): string {
  return askedBy(pivot, args);
}

/** A copy that is this place's alone: what is hung on a noun must not meet what another place hangs there. */
function ownCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ownCopy);
  if (value === null || typeof value !== 'object' || value instanceof Error) return value;
  if ('__typename' in value) return { ...value };
  if (PARTS.some((part) => part in value)) {
    return Object.fromEntries(Object.entries(value).map(([part, held]) => [part, ownCopy(held)]));
  }
  if (isConnection(value)) return withNodes(value, ownCopy);
  return value;
}
