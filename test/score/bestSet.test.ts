import fc from 'fast-check';
import { bestSet } from '../../src/score/bestSet.js';
import type { Choice, Limits } from '../../src/score/knapsack.js';

const choice = (gain: number, cost: number, impact: number): Choice => ({ gain, cost, impact });
const limits = (cost = Infinity, impact = Infinity, steps = Infinity): Limits => ({ cost, impact, steps });
const sumOf = (choices: readonly Choice[], places: readonly number[]) => ({
  gain: places.reduce((sum, place) => sum + choices[place]!.gain, 0),
  cost: places.reduce((sum, place) => sum + choices[place]!.cost, 0),
  impact: places.reduce((sum, place) => sum + choices[place]!.impact, 0),
  steps: places.length,
});

/** Every set there is. */
function bestOfAll(choices: readonly Choice[], most: Limits): { gain: number; effort: number } {
  let best = { gain: 0, effort: 0 };
  for (let mask = 0; mask < 2 ** choices.length; mask += 1) {
    const places = choices.flatMap((_, place) => (mask & (1 << place) ? [place] : []));
    const { gain, cost, impact, steps } = sumOf(choices, places);
    if (cost > most.cost || impact > most.impact || steps > most.steps) continue;
    const effort = cost + impact;
    if (gain > best.gain || (gain === best.gain && effort < best.effort)) best = { gain, effort };
  }
  return best;
}

test('what brings most points is not what looks best one by one', () => {
  const choices = [choice(10, 3, 1), choice(6, 2, 1), choice(6, 2, 1)];

  expect(bestSet(choices, limits(4)).chosen).toEqual([1, 2]);
});

test('of equal gains the one that costs less and is noticed less is chosen', () => {
  expect(bestSet([choice(5, 3, 3), choice(5, 1, 2), choice(5, 1, 1)], limits(3, 3, 1)).chosen).toEqual([2]);
});

test('without limits everything is chosen, and with a limit of 0 nothing', () => {
  const choices = [choice(1, 3, 3), choice(2, 1, 1)];

  expect(bestSet(choices, limits()).chosen).toEqual([0, 1]);
  for (const nothing of [limits(0), limits(9, 0), limits(9, 9, 0), limits(-1)]) {
    expect(bestSet(choices, nothing).chosen).toEqual([]);
  }
  expect(bestSet([], limits(3, 3, 3))).toEqual({ chosen: [], atMost: 0, states: 0 });
});

const level = fc.integer({ min: 1, max: 3 });
const limit = fc.oneof(fc.integer({ min: 0, max: 24 }), fc.constant(Infinity));
const someLimits = fc.record({ cost: limit, impact: limit, steps: limit });
/** Few different gains make many equal sets; gains that follow the weights make all sets nearly equal. */
const gains = fc.oneof(
  fc.record({ gain: fc.integer({ min: 1, max: 1000 }), cost: level, impact: level }),
  fc.record({ gain: fc.integer({ min: 1, max: 4 }), cost: level, impact: level }),
  fc.record({ cost: level, impact: level }).map((one) => ({ ...one, gain: 100 * (one.cost + one.impact) })),
);

test('nothing is better than what is chosen: every set of up to 12 choices was tried', () => {
  fc.assert(
    fc.property(fc.array(gains, { maxLength: 12 }), someLimits, (choices, most) => {
      const { chosen, atMost } = bestSet(choices, most);
      const { gain, cost, impact, steps } = sumOf(choices, chosen);

      expect({ gain, effort: cost + impact }).toEqual(bestOfAll(choices, most));
      expect(atMost).toBe(gain);
      expect(cost <= most.cost && impact <= most.impact && steps <= most.steps).toBe(true);
      expect(new Set(chosen).size).toBe(steps);
    }),
    { numRuns: 400 },
  );
});

describe('200 choices', () => {
  /** How gains depend on weights: as real ones do, and in the ways that make this hardest. */
  const KINDS: Readonly<Record<string, (cost: number, impact: number, chance: number) => number>> = {
    'of whole points': (_c, _i, chance) => 100 * Math.ceil(10 * chance),
    'of hundredths': (_c, _i, chance) => Math.ceil(1000 * chance),
    'that are all equal': () => 500,
    'that follow the cost': (cost) => 100 * cost,
    'that follow the effort': (cost, impact) => 100 * (cost + impact),
    'that nearly follow the effort': (cost, impact, chance) => 100 * (cost + impact) + Math.floor(4 * chance),
    'that follow cost, impact and steps': (cost, impact) => 131 * cost + 97 * impact + 57,
    'that bend': (cost, impact) => Math.round(100 * Math.sqrt(cost + impact + 1)),
  };
  const chance = fc.double({ min: 0.001, max: 1, noNaN: true });
  const weights = fc.array(fc.record({ cost: level, impact: level, chance }), { minLength: 200, maxLength: 200 });
  const mosts = fc.record({
    cost: fc.integer({ min: 1, max: 400 }),
    impact: fc.integer({ min: 1, max: 400 }),
    steps: fc.integer({ min: 1, max: 200 }),
  });

  test.each(Object.entries(KINDS))('%s are proven within a million partial sets', (_kind, gainOf) => {
    fc.assert(
      fc.property(weights, mosts, (all, most) => {
        const choices = all.map(({ cost, impact, chance: by }) => ({ cost, impact, gain: gainOf(cost, impact, by) }));

        const { chosen, atMost, states } = bestSet(choices, most);

        expect(atMost).toBe(sumOf(choices, chosen).gain);
        expect(states).toBeLessThan(1_000_000);
      }),
      { numRuns: 12, seed: 20261124, endOnFailure: true },
    );
  });

  test('with costs only they agree with the table of every budget', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 600 }), (all, budget) => {
        const choices = all.map(({ cost, chance: by }) => choice(Math.ceil(1000 * by), cost, 1));
        const table = new Array<number>(budget + 1).fill(0);
        for (const { gain, cost } of choices) {
          for (let spent = budget; spent >= cost; spent -= 1) {
            table[spent] = Math.max(table[spent]!, table[spent - cost]! + gain);
          }
        }

        expect(sumOf(choices, bestSet(choices, limits(budget)).chosen).gain).toBe(table[budget]);
      }),
      { numRuns: 20 },
    );
  });
});

test('a search that is cut off answers a set within the limits, and what can be missing', () => {
  const choices = Array.from({ length: 60 }, (_, index) =>
    choice(100 + 7 * (index % 11), 1 + (index % 3), 1 + (index % 2)),
  );
  const most = limits(41, 37, 23);

  const cut = bestSet(choices, most, 0);
  const whole = bestSet(choices, most);

  const { gain, cost, impact, steps } = sumOf(choices, cut.chosen);
  expect(cost <= 41 && impact <= 37 && steps <= 23).toBe(true);
  expect(gain).toBeLessThanOrEqual(whole.atMost);
  expect(cut.atMost).toBeGreaterThanOrEqual(whole.atMost);
});
