import { times, type Spent, type Task, type WeightClass } from './knapsack.js';

/** Golden sections of a range: what is left of it is a millionth. */
const ROUNDS = 28;
const NEAR = [0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2, -2];
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** What no set can exceed: the value of everything above its price, and the price of the limits. True at any prices. */
export function boundOf({ classes, limits }: Task, prices: Spent): number {
  let sum = times(limits, prices);
  for (const { weight, values } of classes) {
    const price = times(weight, prices);
    for (const value of values) {
      if (value <= price) break;
      sum += value - price;
    }
  }
  return sum;
}

/** Prices at which the bound is low. It is convex in all of them, so one search inside the other finds its bottom. */
export function pricesOf(task: Task): Spent {
  const highest = Math.max(0, ...task.classes.map(({ values }) => values[0]!));
  const upTo = (axis: 0 | 1 | 2): number => (task.classes.some(({ weight }) => weight[axis] > 0) ? highest : 0);
  const [cost, impact, steps] = [upTo(0), upTo(1), upTo(2)];
  const withSteps = (a: number, b: number): Spent => [a, b, steps === 0 ? 0 : stepPrice(task, [a, b, 0])];
  const withImpact = (a: number): Spent => lowest(task, impact, (b) => withSteps(a, b));
  const found = lowest(task, cost, withImpact);
  return rounded(found).reduce(
    (best, [a, b]) => {
      const prices = withSteps(cost === 0 ? 0 : a, impact === 0 ? 0 : b);
      const bound = boundOf(task, prices);
      return bound < best.bound ? { prices, bound } : best;
    },
    { prices: found, bound: boundOf(task, found) },
  ).prices;
}

/**
 * Prices are whole or half where gains follow weights. There every set is near the bound, and a bound that is a little too
 * high would let all of them live.
 */
function rounded([cost, impact]: Spent): (readonly [number, number])[] {
  const around = (price: number) => NEAR.map((away) => Math.round(2 * price) / 2 + away).filter((other) => other >= 0);
  return around(cost).flatMap((a) => around(impact).map((b) => [a, b] as const));
}

/** The best price of a step, given the others: what the first choice that no step is left for is worth. */
function stepPrice({ classes, limits }: Task, prices: Spent): number {
  const worths = classes.flatMap((one) => worthsOf(one, prices)).sort((a, b) => b - a);
  return Math.max(0, worths[limits[2]] ?? 0);
}

/** What choices bring above their price. */
export function worthsOf({ weight, values }: WeightClass, prices: Spent): number[] {
  const price = times(weight, prices);
  return values.map((value) => value - price);
}

interface Tried {
  readonly at: number;
  readonly prices: Spent;
  readonly bound: number;
}

function lowest(task: Task, high: number, pricesAt: (price: number) => Spent): Spent {
  const tried = (at: number): Tried => {
    const prices = pricesAt(at);
    return { at, prices, bound: boundOf(task, prices) };
  };
  let best = tried(0);
  if (high === 0) return best.prices;
  let [from, to] = [0, high];
  let left = tried(to - GOLDEN * (to - from));
  let right = tried(from + GOLDEN * (to - from));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of [left, right]) if (one.bound < best.bound) best = one;
    if (left.bound <= right.bound) {
      [to, right] = [right.at, left];
      left = tried(to - GOLDEN * (to - from));
    } else {
      [from, left] = [left.at, right];
      right = tried(from + GOLDEN * (to - from));
    }
  }
  return best.prices;
}
