/** What may be done, and what it takes. */
export interface Choice {
  /** What it brings: a whole number above 0. */
  readonly gain: number;
  /** Whole numbers above 0, small ones: such as 1, 2, 3. */
  readonly cost: number;
  readonly impact: number;
}

/** How much may be spent in all; Infinity: as much as there is. */
export interface Limits {
  readonly cost: number;
  readonly impact: number;
  readonly steps: number;
}

/** Cost, impact and steps. */
export type Spent = readonly [cost: number, impact: number, steps: number];
export const NOTHING: Spent = [0, 0, 0];

/** Choices of the same weight. */
export interface WeightClass {
  /** What one of them takes; 0 where the limit cannot bind. */
  readonly weight: Spent;
  /** Where they stand among the choices; what brings most comes first. */
  readonly places: readonly number[];
  /** In the same order: the gain, and far behind it how little it takes. Whole numbers. */
  readonly values: readonly number[];
}

export interface Task {
  readonly classes: readonly WeightClass[];
  readonly limits: Spent;
  /** Value of one unit of gain: more than all effort together. */
  readonly scale: number;
}

/** How many of each class are taken. */
export type Counts = readonly number[];

export function taskOf(choices: readonly Choice[], most: Limits): Task {
  const totals = choices.reduce<Spent>((sum, { cost, impact }) => plus(sum, [cost, impact, 1]), NOTHING);
  const limits: Spent = [
    Math.max(0, Math.floor(Math.min(most.cost, totals[0]))),
    Math.max(0, Math.floor(Math.min(most.impact, totals[1]))),
    Math.max(0, Math.floor(Math.min(most.steps, totals[2]))),
  ];
  const binds = (axis: 0 | 1 | 2): number => (limits[axis] < totals[axis] ? 1 : 0);
  const weightOf = ({ cost, impact }: Choice): Spent => [cost * binds(0), impact * binds(1), binds(2)];
  const scale = 1 + totals[0] + totals[1];
  const valueOf = ({ gain, cost, impact }: Choice): number => gain * scale - cost - impact;

  const byWeight = new Map<string, { weight: Spent; places: number[] }>();
  choices.forEach((choice, place) => {
    const weight = weightOf(choice);
    const own = byWeight.get(weight.join()) ?? { weight, places: [] };
    byWeight.set(weight.join(), own);
    own.places.push(place);
  });
  const values = choices.map(valueOf);
  return {
    classes: [...byWeight.values()].map(({ weight, places }) => {
      places.sort((a, b) => values[b]! - values[a]! || a - b);
      return { weight, places, values: places.map((place) => values[place]!) };
    }),
    limits,
    scale,
  };
}

export function plus(a: Spent, b: Spent, count = 1): Spent {
  return [a[0] + count * b[0], a[1] + count * b[1], a[2] + count * b[2]];
}

export function times(a: Spent, b: Spent): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function fits(spent: Spent, limits: Spent): boolean {
  return spent[0] <= limits[0] && spent[1] <= limits[1] && spent[2] <= limits[2];
}

export function valueOf({ classes }: Task, counts: Counts): number {
  return classes.reduce((sum, { values }, index) => sum + sumOf(values, counts[index]!), 0);
}

function sumOf(values: readonly number[], count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += values[index]!;
  return sum;
}
