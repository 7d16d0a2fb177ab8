/** What a question reads of each noun at one place, so that a source asks Graph for exactly that. */
export interface Want {
  /** Selected fields of the noun's own record; null = all, for the caller of a pivot that no plan foresaw. */
  fieldsOf(noun: string): ReadonlySet<string> | null;
  /** Names of the `$expand` shortcuts whose pivots are selected below the noun. */
  shortcutsOf(noun: string): ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

export const EVERYTHING: Want = { fieldsOf: () => null, shortcutsOf: () => NONE };

/** A want put together noun by noun. */
export class Wanted implements Want {
  readonly #fields = new Map<string, Set<string>>();
  readonly #shortcuts = new Map<string, Set<string>>();

  addField(noun: string, field: string): void {
    added(this.#fields, noun).add(field);
  }

  addShortcut(noun: string, shortcut: string): void {
    added(this.#shortcuts, noun).add(shortcut);
  }

  fieldsOf(noun: string): ReadonlySet<string> {
    return this.#fields.get(noun) ?? NONE;
  }

  shortcutsOf(noun: string): ReadonlySet<string> {
    return this.#shortcuts.get(noun) ?? NONE;
  }
}

/** The want, and more fields of one noun. */
export function withFields(want: Want, noun: string, more: readonly string[]): Want {
  const fields = want.fieldsOf(noun);
  const all = fields && new Set([...fields, ...more]);
  return {
    fieldsOf: (name) => (name === noun ? all : want.fieldsOf(name)),
    shortcutsOf: (name) => want.shortcutsOf(name),
  };
}

/** Whether the question reads how many nodes a connection of this type has in all. */
export function wantsCount(want: Want, connection: string): boolean {
  return want.fieldsOf(connection)?.has('totalCount') ?? true;
}

/** Whether what was read of a noun is enough for what is wanted of it. */
export function covers(known: Want, wanted: Want, noun: string): boolean {
  const shortcuts = known.shortcutsOf(noun);
  return hasFields(known.fieldsOf(noun), wanted.fieldsOf(noun)) && isSubset(wanted.shortcutsOf(noun), shortcuts);
}

/** Whether fields that are known hold all that are wanted; null = all fields. */
export function hasFields(known: ReadonlySet<string> | null, wanted: ReadonlySet<string> | null): boolean {
  return known === null || (wanted !== null && isSubset(wanted, known));
}

function isSubset(few: ReadonlySet<string>, many: ReadonlySet<string>): boolean {
  for (const one of few) if (!many.has(one)) return false;
  return true;
}

function added(map: Map<string, Set<string>>, name: string): Set<string> {
  const known = map.get(name) ?? new Set<string>();
  map.set(name, known);
  return known;
}
