import { goodSet } from './goodSet.js';
import {
  fits,
  NOTHING,
  plus,
  taskOf,
  times,
  valueOf,
  type Choice,
  type Counts,
  type Limits,
  type Spent,
  type Task,
  type WeightClass,
} from './knapsack.js';
import { boundOf, pricesOf, worthsOf } from './prices.js';

export interface BestSet {
  /** Places of what was chosen, ascending. */
  readonly chosen: readonly number[];
  /** No set brings more than this; equal to what the chosen ones bring, unless the search was cut off. */
  readonly atMost: number;
  /** Partial sets that were looked at. */
  readonly states: number;
}

const MOST_STATES = 1_000_000;

/**
 * The set that brings most within the limits, and of several such sets one of least cost and impact together: a knapsack
 * with three limits, solved exactly.
 *
 * 1. Choices of the same weight form a class (nine for weights of 1 to 3). Within a class the best set takes those that
 *    bring most, so only *how many* of each class is open.
 * 2. A price for each limit (Lagrange) tells what a set can bring at most: the value of everything above its price, and
 *    the price of the limits. Any prices give a true bound, good ones a low one. Taking more or fewer of a class than
 *    are worth their price loses a known amount against the bound, and so does what stays unspent.
 * 3. Dynamic programming, class by class, over what is spent: of partial sets that spend the same, the one that has lost
 *    least stays. One that has lost as much as the bound is above a good set known cannot become better than it and is
 *    dropped. What remains when all classes are through is the optimum, for every other set is proven not to be better.
 *
 * @param mostStates beyond so many partial sets the good set known is answered, with the bound on what can be missing
 */
export function bestSet(choices: readonly Choice[], limits: Limits, mostStates = MOST_STATES): BestSet {
  const task = taskOf(choices, limits);
  const prices = pricesOf(task);
  const bound = boundOf(task, prices);
  const good = goodSet(task, prices);
  const { better, states, isCutOff } = search(task, prices, bound - valueOf(task, good), mostStates);
  const counts = better ?? good;
  const chosen = task.classes.flatMap(({ places }, index) => places.slice(0, counts[index]));
  const gain = chosen.reduce((sum, place) => sum + choices[place]!.gain, 0);
  return {
    chosen: chosen.sort((a, b) => a - b),
    atMost: isCutOff ? Math.max(gain, Math.ceil(bound / task.scale)) : gain,
    states,
  };
}

/** So many of each class that was looked at. */
interface Partial {
  readonly spent: Spent;
  readonly lost: number;
  readonly count: number;
  readonly before: Partial | null;
}

/** Values are whole, prices are not: a better set is better by 1, and what arithmetic adds up is less than this. */
const ROUNDING = 0.01;

interface Found {
  /** null: no set is better than the one known. */
  readonly better: Counts | null;
  readonly states: number;
  readonly isCutOff: boolean;
}

/** @param gap how much the set known may be below the best one */
function search({ classes, limits }: Task, prices: Spent, gap: number, mostStates: number): Found {
  const most = gap - 1 + ROUNDING;
  let partials: readonly Partial[] = [{ spent: NOTHING, lost: 0, count: 0, before: null }];
  let states = 0;
  for (const one of classes) {
    const step = stepOf(one, prices);
    const bySpent = new Map<number, Partial>();
    for (const before of partials) {
      for (const next of extensions(before, step, limits, most)) {
        states += 1;
        const place = (next.spent[0] * (limits[1] + 1) + next.spent[1]) * (limits[2] + 1) + next.spent[2];
        const known = bySpent.get(place);
        if (!known || next.lost < known.lost) bySpent.set(place, next);
      }
      if (states > mostStates) return { better: null, states, isCutOff: true };
    }
    partials = [...bySpent.values()];
  }
  return { better: leastLost(partials, limits, prices, most), states, isCutOff: false };
}

function leastLost(wholes: readonly Partial[], limits: Spent, prices: Spent, most: number): Counts | null {
  let best: Partial | null = null;
  let least = most;
  for (const whole of wholes) {
    const lost = whole.lost + times(limits, prices) - times(whole.spent, prices);
    if (lost <= least) [best, least] = [whole, lost];
  }
  if (!best) return null;
  const counts: number[] = [];
  for (let partial = best; partial.before; partial = partial.before) counts.unshift(partial.count);
  return counts;
}

interface Step {
  readonly weight: Spent;
  /** What is lost against the bound by taking so many. It falls to 0 and rises again. */
  readonly losses: readonly number[];
  /** Where it is 0: so many are worth their price. */
  readonly usual: number;
}

function stepOf(one: WeightClass, prices: Spent): Step {
  const worths = worthsOf(one, prices);
  const usual = worths.filter((worth) => worth > 0).length;
  const losses = new Array<number>(worths.length + 1).fill(0);
  for (let count = usual - 1; count >= 0; count -= 1) losses[count] = losses[count + 1]! + worths[count]!;
  for (let count = usual + 1; count < losses.length; count += 1)
    losses[count] = losses[count - 1]! - worths[count - 1]!;
  return { weight: one.weight, losses, usual };
}

/** The partial set with so many of a class as may be worth it: around the usual number, as far as the loss allows. */
function* extensions(
  before: Partial,
  { weight, losses, usual }: Step,
  limits: Spent,
  most: number,
): Generator<Partial> {
  const isWorthIt = (count: number): boolean => before.lost + losses[count]! <= most;
  const withCount = (count: number): Partial => ({
    spent: plus(before.spent, weight, count),
    lost: before.lost + losses[count]!,
    count,
    before,
  });
  for (let count = usual; count >= 0 && isWorthIt(count); count -= 1) {
    const next = withCount(count);
    if (fits(next.spent, limits)) yield next;
  }
  for (let count = usual + 1; count < losses.length && isWorthIt(count); count += 1) {
    const next = withCount(count);
    if (!fits(next.spent, limits)) return;
    yield next;
  }
}
