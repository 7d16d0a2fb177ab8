/** Oddities of Graph that can be had or not, and changed while the emulator runs. */
export interface Switches {
  /** A PATCH of an alert is done, and its answer shows the alert as it was before. */
  readonly echoOldValues: boolean;
  /** Milliseconds of the emulator's clock from the order to the end of actions on machines, messages and indicators. */
  readonly actionMs: number;
  /** What such actions end in failure, by type or name: `Isolate`, `BlockIp`. */
  readonly failingActions: readonly string[];
  /** Milliseconds that Entra works on a risk that was confirmed or dismissed. */
  readonly riskMs: number;
}

export const USUAL: Switches = { echoOldValues: false, actionMs: 30_000, failingActions: [], riskMs: 2000 };

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

  /** @throws RangeError for a value that a switch does not take; what is no switch is somebody else's option */
  static of(options: Partial<Switches>): SwitchBoard {
    const named = Object.keys(USUAL) as (keyof Switches)[];
    const board = new SwitchBoard(USUAL);
    board.change(
      Object.fromEntries(named.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]]))),
    );
    return new SwitchBoard(board.current);
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
  actionMs: ['milliseconds from 0 to 86400000', isDuration],
  failingActions: ['a list of types or names of actions', isStrings],
  riskMs: ['milliseconds from 0 to 86400000', isDuration],
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

/** At most a day. */
function isDuration(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 86_400_000;
}

function isStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
