import fc from 'fast-check';
import { guidOf, numberedRandom, seededRandom } from '../../../emulator/world/random.js';
import { KeyedRows, NewestFirstRows } from '../../../emulator/world/tables.js';
import { seconds, ticks } from '../../../emulator/world/time.js';
import type { Row } from '../../../emulator/world/World.js';

const moment = fc.integer({ min: 0, max: 4_102_444_800_000 });

describe('Chance', () => {
  test('a seed gives the same choices again, another seed others', () => {
    const draw = (seed: string): number[] => Array.from({ length: 20 }, () => 0).map(() => seededRandom(seed).next());

    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  test('whole numbers stay within their bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, min, span) => {
        const drawn = numberedRandom(seed).whole(min, min + span);

        return Number.isInteger(drawn) && drawn >= min && drawn <= min + span;
      }),
    );
  });

  test('shuffling keeps every item once', () => {
    fc.assert(
      fc.property(fc.integer(), fc.uniqueArray(fc.integer()), (seed, items) => {
        expect([...numberedRandom(seed).shuffled(items)].sort()).toEqual([...items].sort());
      }),
    );
  });

  test('picking from nothing says so', () => {
    expect(() => numberedRandom(1).pick([])).toThrow('the list is empty');
  });

  test('a name has one GUID of version 4', () => {
    expect(guidOf('a')).toBe(guidOf('a'));
    expect(guidOf('a')).not.toBe(guidOf('b'));
    expect(guidOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('Times', () => {
  test('are printed in whole seconds by the directory', () => {
    expect(seconds(Date.UTC(2026, 10, 24, 8, 0, 0, 999))).toBe('2026-11-24T08:00:00Z');
  });

  test('are printed with up to seven decimals by the security services, and read back as the same time', () => {
    fc.assert(
      fc.property(moment, (ms) => {
        const printed = ticks(ms);

        expect(printed).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,7}Z$/);
        expect(printed).not.toMatch(/0Z$/);
        expect(Date.parse(printed)).toBe(ms);
      }),
    );
  });

  test('order as text like they order as times', () => {
    fc.assert(
      fc.property(moment, moment, (left, right) => {
        const [a, b] = [ticks(left).slice(0, -1), ticks(right).slice(0, -1)];

        expect(a < b).toBe(left < right);
      }),
    );
  });
});

describe('Tables', () => {
  const row = (id: string, ms: number): Row => ({ id, createdDateTime: ticks(ms) });

  test('a keyed table keeps a replaced row in its place', () => {
    const rows = new KeyedRows([{ id: 'a' }, { id: 'b' }]);

    rows.put({ id: 'a', changed: true });

    expect([...rows].map((each) => each.id)).toEqual(['a', 'b']);
    expect(rows.get('a')).toEqual({ id: 'a', changed: true });
    expect([rows.delete('a'), rows.delete('a'), rows.size]).toEqual([true, false, 1]);
  });

  test('a newest-first table is in order whatever is put, replaced and deleted', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('put', 'put', 'delete'), fc.nat(12), fc.nat(9)), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (moves) => {
        const rows = new NewestFirstRows([row('r0', 5), row('r1', 3)]);
        const expected = new Map([...rows].map((each) => [each.id, each]));
        for (const [move, key, ms] of moves) {
          const id = `r${String(key)}`;
          if (move === 'delete') expect(rows.delete(id)).toBe(expected.delete(id));
          else {
            rows.put(row(id, ms));
            expected.set(id, row(id, ms));
          }
        }

        const inOrder = [...expected.values()].sort((left, right) => {
          const [a, b] = [Date.parse(String(left['createdDateTime'])), Date.parse(String(right['createdDateTime']))];
          return b - a || (left.id < right.id ? -1 : 1);
        });

        expect([...rows]).toEqual(inOrder);
        expect(rows.size).toBe(expected.size);
      }),
    );
  });
});
