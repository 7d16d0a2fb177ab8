/** Oddities of Graph that can be had or not, and changed while the emulator runs. */
export interface Switches {
  /** A PATCH of an alert is done, and its answer shows the alert as it was before. */
  readonly echoOldValues: boolean;
}

export const USUAL: Switches = { echoOldValues: false };

/**
 * The switches of a running emulator. Whoever holds them sees every change.
 *
 * @param atStart what they are after each {@link reset}
 */
export class SwitchBoard {
  current: Switches;

  constructor(private readonly atStart: Switches) {
    this.current = atStart;
  }

  /** @throws RangeError for a switch that is not there, or a value that it does not take */
  change(changes: Readonly<Record<string, unknown>>): void {
    const checked = Object.entries(changes).map(([name, value]) => [name, checkedValue(name, value)] as const);
    this.current = { ...this.current, ...Object.fromEntries(checked) };
  }

  reset(): void {
    this.current = this.atStart;
  }
}

const TAKES: Readonly<Record<keyof Switches, readonly [words: string, takes: (value: unknown) => boolean]>> = {
  echoOldValues: ['true or false', (value) => typeof value === 'boolean'],
};

function checkedValue(name: string, value: unknown): unknown {
  if (!Object.hasOwn(TAKES, name)) {
    throw new RangeError(
      `The emulator has no switch '${name.slice(0, 80)}'. It has: ${Object.keys(TAKES).join(', ')}.`,
    );
  }
  const [words, takes] = TAKES[name as keyof Switches];
  if (!takes(value)) throw new RangeError(`The switch '${name}' takes ${words}.`);
  return value;
}
