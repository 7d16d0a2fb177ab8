import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { NewJob } from '../../src/journal/Job.js';
import type { Runner } from '../../src/writes/Runner.js';
import { settle } from '../support/fakeClock.js';
import { DONE, later, MINUTE_MS, operation, Script, sending, Workbench } from './support/Workbench.js';

let bench: Workbench;

beforeEach(async () => {
  bench = await Workbench.open();
});
afterEach(() => bench.close());

test('whatever is answered, whoever dies and stops in between: every item ends once, has one entry, and is never sent after it ended', async () => {
  const answer = fc.constantFrom('done', 'refused', 'unknown', 'later', 'throws', 'never');
  const event = fc.constantFrom('job', 'known', 'minute', 'second', 'dies', 'stops', 'journal');
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { minLength: 1, maxLength: 40 }),
      fc.array(event, { minLength: 3, maxLength: 14 }),
      fc.integer({ min: 1, max: 3 }),
      async (answers, events, itemsAtOnce) => {
        const ended = new Set<string>();
        const sentAfterEnd: string[] = [];
        let turn = 0;
        let isPatient = true;
        const make = (): { script: Script; runner: Runner } => {
          const own = new Script();
          own.say = (target) => {
            if (ended.has(target)) sentAfterEnd.push(target);
            const word = isPatient ? answers[turn++ % answers.length]! : 'done';
            if (word === 'never') return new Promise(() => undefined);
            if (word === 'later') return later(7);
            ended.add(target);
            if (word === 'throws') return Promise.reject(new Error('thrown'));
            if (word === 'done') return DONE;
            return word === 'refused' ? sending('refused', 'CONFLICT') : sending('unknown', 'OUTCOME_UNKNOWN');
          };
          const made = bench.doomed(own.verb(itemsAtOnce));
          made.start();
          return { script: own, runner: made };
        };
        let now = make();
        const asked: NewJob[] = [];
        const stopping: Promise<void>[] = [];
        for (const what of events) {
          if (what === 'job') {
            const id = randomUUID();
            asked.push(
              bench.job(
                [0, 1, 2, 3].map((index) => `${id} ${index}`),
                { id, key: id },
              ),
            );
            void now.runner.run(asked.at(-1)!, operation).catch(() => undefined);
          }
          if (what === 'known' && asked.length > 0) {
            void now.runner.run({ ...asked.at(-1)!, id: randomUUID() }, operation).catch(() => undefined);
          }
          if (what === 'minute') await bench.clock.advance(MINUTE_MS);
          if (what === 'second') await bench.clock.advance(1000);
          if (what === 'journal')
            jest.spyOn(bench.journal.jobs, 'settle').mockRejectedValueOnce(new Error('disk full'));
          if (what === 'dies') {
            // It never comes to anything again: whatever it waits for does not come.
            now.script.say = () => new Promise(() => undefined);
            void now.runner.stop();
            now = make();
          }
          if (what === 'stops') {
            stopping.push(now.runner.stop());
            now = make();
          }
          await settle();
        }
        isPatient = false;
        void now.runner.stop();
        jest.restoreAllMocks();
        const last = make();
        await bench.clock.advance(5 * MINUTE_MS);
        await last.runner.stop();

        const targets = asked.flatMap(({ items }) => items.map(({ target }) => target));
        const entries = (await bench.journal.audit.list({}, { before: null, limit: 10_000 })).filter(({ target }) =>
          targets.includes(target),
        );
        for (const { id } of asked) {
          const states = await bench.statesNow(id);
          expect(states.every((state) => state === 'DONE' || state === 'REFUSED' || state === 'UNKNOWN')).toBe(true);
        }
        expect(entries.map(({ target }) => target).sort()).toEqual([...targets].sort());
        expect(sentAfterEnd).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
  expect((await bench.journal.audit.verify()).why).toBeNull();
}, 120_000);
