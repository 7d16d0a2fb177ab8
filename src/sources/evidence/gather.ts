/** One mention of a thing. Two are compared only when they share a name. */
export interface Named {
  readonly names: readonly string[];
}

/** How mentions of one kind of thing are told apart and put together. */
export interface Lens<Mention extends Named> {
  readonly isSame: (a: Mention, b: Mention) => boolean;
  /** Two mentions of one thing as one; `first` was made earlier. */
  readonly join: (first: Mention, second: Mention) => Mention;
}

/**
 * Mentions of things, each thing once, in the order of first mention. What two mentions say together may show that a
 * third one means the same, so a thing is compared anew whenever something was added to it. Linear in the number of
 * mentions as long as few different things share a name.
 */
export function gather<Mention extends Named>(mentions: Iterable<Mention>, lens: Lens<Mention>): Mention[] {
  /** A thing at the place of its first mention; null where it was found to be an earlier one. */
  const things: (Mention | null)[] = [];
  const placesByName = new Map<string, Set<number>>();
  for (const mention of mentions) settle(things.push(mention) - 1);
  return things.filter((thing) => thing !== null);

  function settle(place: number): void {
    const thing = things[place]!;
    const twin = placeOfTwin(place, thing);
    if (twin !== null) {
      const [first, second] = twin < place ? [twin, place] : [place, twin];
      things[first] = lens.join(things[first]!, things[second]!);
      things[second] = null;
      return settle(first);
    }
    for (const name of thing.names) {
      const places = placesByName.get(name);
      if (places) places.add(place);
      else placesByName.set(name, new Set([place]));
    }
  }

  function placeOfTwin(place: number, thing: Mention): number | null {
    for (const name of thing.names) {
      for (const other of placesByName.get(name) ?? []) {
        const candidate = things[other];
        if (candidate === null || candidate === undefined) placesByName.get(name)!.delete(other);
        else if (other !== place && lens.isSame(candidate, thing)) return other;
      }
    }
    return null;
  }
}
