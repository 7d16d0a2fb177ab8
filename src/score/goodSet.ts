import { fits, NOTHING, plus, valueOf, type Counts, type Spent, type Task } from './knapsack.js';
import { worthsOf } from './prices.js';

/** At most so many are taken out of a set at once, and as many put in. */
const EXCHANGED = 3;

/**
 * A set that is as good as a quick search finds: what fits, in the order of three measures, and then every exchange of up
 * to three for up to three others that makes it better. It bounds the search for the best.
 */
export function goodSet(task: Task, prices: Spent): Counts {
  const sets = [prices, NOTHING, evenPrices(task)].map((measure) => polished(task, greedy(task, measure)));
  return sets.reduce((best, set) => (valueOf(task, set) > valueOf(task, best) ? set : best));
}

/** As if each limit took an equal part of the value. */
function evenPrices({ classes, limits }: Task): Spent {
  const value = classes.reduce((sum, { values }) => sum + values.reduce((own, one) => own + one, 0), 0);
  const priceOf = (limit: number): number => (limit === 0 ? 0 : value / 3 / limit);
  return [priceOf(limits[0]), priceOf(limits[1]), priceOf(limits[2])];
}

function polished(task: Task, start: Counts): Counts {
  let counts = start;
  for (let better = exchanged(task, counts); better; better = exchanged(task, counts)) counts = better;
  return counts;
}

/** What is worth most above these prices, as far as it fits. */
function greedy({ classes, limits }: Task, prices: Spent): Counts {
  const worths = classes
    .flatMap((one, index) => worthsOf(one, prices).map((worth) => ({ index, worth })))
    .sort((a, b) => b.worth - a.worth);
  const counts = classes.map(() => 0);
  let spent = NOTHING;
  for (const { index } of worths) {
    const after = plus(spent, classes[index]!.weight);
    if (!fits(after, limits)) continue;
    counts[index]! += 1;
    spent = after;
  }
  return counts;
}

/** The best exchange; null when none makes the set better. */
function exchanged(task: Task, counts: Counts): Counts | null {
  const { classes, limits } = task;
  const spent = classes.reduce((sum, { weight }, index) => plus(sum, weight, counts[index]), NOTHING);
  const outs = movesOf(task, counts, -1);
  const ins = movesOf(task, counts, 1);
  let best: readonly [Move, Move] | null = null;
  let most = 0;
  for (const out of outs) {
    const left = plus(spent, out.weight, -1);
    for (const into of ins) {
      const brings = into.value - out.value;
      if (brings > most && fits(plus(left, into.weight), limits)) [best, most] = [[out, into], brings];
    }
  }
  if (!best) return null;
  const [out, into] = best;
  // What one class both loses and wins is worth more than was counted: it keeps its best.
  return counts.map((count, index) => count - out.counts[index]! + into.counts[index]!);
}

interface Move {
  readonly counts: Counts;
  readonly weight: Spent;
  readonly value: number;
}

/** Up to three, out of the set (the least of each class first) or into it (the best that is left). */
function movesOf({ classes }: Task, counts: Counts, sign: 1 | -1): Move[] {
  const none: Move = { counts: classes.map(() => 0), weight: NOTHING, value: 0 };
  const moves = [none];
  let last = [none];
  for (let size = 1; size <= EXCHANGED; size += 1) {
    last = last.flatMap((move) =>
      classes.flatMap(({ weight, values }, index) => {
        const isInOrder = move.counts.every((count, other) => other <= index || count === 0);
        const own = move.counts[index]!;
        const value = values[sign === 1 ? counts[index]! + own : counts[index]! - 1 - own];
        if (!isInOrder || value === undefined) return [];
        return {
          counts: move.counts.with(index, own + 1),
          weight: plus(move.weight, weight),
          value: move.value + value,
        };
      }),
    );
    moves.push(...last);
  }
  return moves;
}
