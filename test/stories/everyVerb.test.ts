import type { RequestRecord } from '../../emulator/startEmulator.js';
import { mutations } from '../../src/writes/mutations.js';
import { CHANGES, type Bench } from '../support/everyChange.js';
import { isBatch, openHouse, type House, type Told } from '../support/house.js';
import { SkippingClock } from '../support/SkippingClock.js';

jest.setTimeout(60_000);

/** What goes wrong, how often the emulator does what it is asked for nevertheless, and how an item may end. */
interface Fault {
  readonly what: string;
  readonly rule: object | null;
  readonly isDone: boolean;
  readonly ends: readonly string[];
}

const FAULTS: readonly Fault[] = [
  { what: '404', rule: { status: 404 }, isDone: false, ends: ['REFUSED'] },
  { what: '403', rule: { status: 403 }, isDone: false, ends: ['REFUSED'] },
  { what: '400', rule: { status: 400 }, isDone: false, ends: ['REFUSED'] },
  { what: '503', rule: { status: 503 }, isDone: false, ends: ['UNKNOWN'] },
  { what: 'a reset on its way', rule: { reset: true }, isDone: false, ends: ['UNKNOWN'] },
  { what: 'what is meant to happen', rule: null, isDone: true, ends: ['DONE'] },
  { what: 'a reset when it was done', rule: { after: true, reset: true }, isDone: true, ends: ['DONE', 'UNKNOWN'] },
  { what: '503 when it was done', rule: { after: true, status: 503 }, isDone: true, ends: ['DONE', 'UNKNOWN'] },
  {
    what: 'nonsense when it was done',
    rule: { after: true, body: { hello: 'there' } },
    isDone: true,
    ends: ['DONE', 'UNKNOWN'],
  },
  {
    what: 'a text that is no JSON when it was done',
    rule: { after: true, malformed: true },
    isDone: true,
    ends: ['DONE', 'UNKNOWN'],
  },
];
/** Longer than a caller waits. */
const RETRY_AFTER_S = 20;

let house: House;
let clock: SkippingClock;
const seen: RequestRecord[] = [];
beforeAll(async () => {
  clock = new SkippingClock();
  house = await openHouse({ clock, emulator: { onRequest: (request) => void seen.push(request) } });
});
afterAll(() => house.stop());

interface Rule {
  readonly path: string;
  readonly fault: Fault['rule'];
  readonly isDone: boolean;
}
let armed: Rule | null = null;

/** From now on, and nothing of what was before. */
function arm(rule: Rule | null): void {
  armed = rule;
  seen.length = 0;
  house.emulator.clearChaos();
  if (!rule?.fault) return;
  for (const method of ['POST', 'PATCH', 'DELETE']) {
    house.emulator.addChaos({
      match: { path: rule.path, method },
      ...rule.fault,
      ...(rule.isDone ? { count: 1 } : {}),
    });
  }
}

const bench = (): Bench => ({
  house,
  aside: async (work) => {
    const rule = armed;
    arm(null);
    const done = await work();
    arm(rule);
    return done;
  },
});

/** Calls that were to change it. */
function sentTo(path: string): number {
  const one = new RegExp(path, 'i');
  return seen
    .flatMap((request): readonly { method: string; url: string }[] => (isBatch(request) ? request.parts : [request]))
    .filter(({ method, url }) => method !== 'GET' && one.test(decodeURIComponent(url))).length;
}

interface Ended {
  readonly state: string;
  readonly jobId: string;
  /** Items. */
  readonly count: number;
  readonly message: string;
}

function endOf({ data, errors }: Told, verb: string): Ended {
  expect(errors).toEqual([]);
  const { job, outcomes } = data[verb];
  const [{ __typename: type }] = outcomes;
  const [{ code, message }] = job.items;
  const refused = code === 'OUTCOME_UNKNOWN' ? 'UNKNOWN' : 'REFUSED';
  const state = type.endsWith('Refused') ? refused : type.endsWith('Pending') ? 'PENDING' : 'DONE';
  return { state, jobId: job.id, count: outcomes.length, message: `${type} ${code} ${message}` };
}

async function audited(jobId: string): Promise<string[]> {
  const { data } = await house.ask(`{ auditTrail(first: 10, filter: { job: "${jobId}" }) { nodes { verb outcome } } }`);
  return data.auditTrail.nodes
    .filter(({ verb }: { verb: string }) => verb !== 'followAction')
    .map(({ outcome }: { outcome: string }) => outcome);
}

async function finished(jobId: string): Promise<string> {
  const giveUpAt = performance.now() + 5000;
  for (;;) {
    const { data } = await house.ask(`{ job(id: "${jobId}") { isFinished items { state } } }`);
    if (data.job.isFinished) return data.job.items[0].state;
    if (performance.now() > giveUpAt) throw new Error('The job stands still.');
  }
}

test('every verb and every kind of response action is in this table', () => {
  expect(new Set(CHANGES.map(({ verb }) => verb))).toEqual(new Set(Object.keys(mutations)));
});

describe.each(CHANGES.map((change) => [change.name, change] as const))('%s', (_name, change) => {
  const { verb, path, isRepeated = false, isDoneAnyway = false } = change;

  test('tells the truth whatever goes wrong, happens at most once, and is written down once', async () => {
    const wrong: string[] = [];
    for (const [nth, { what, rule, isDone, ends }] of FAULTS.entries()) {
      arm({ path, fault: rule, isDone });
      const { state, jobId, count, message } = endOf(await change.ask(nth, bench()), verb);
      const sent = sentTo(path);
      const trail = await audited(jobId);
      const isTrue = ends.includes(state) || (isDoneAnyway && state === 'DONE');
      const isOnce = sent >= 1 && (!isDone || sent <= (isRepeated ? 2 : 1));
      const isWritten = trail.length === count && trail.every((one) => one === state);
      if (isTrue && isOnce && isWritten) continue;
      wrong.push(`${what}: ${state}, sent ${sent} times, written down as ${trail.join()}: ${message}`);
    }
    expect(wrong).toEqual([]);
  });

  test('waits where Graph asks to wait, goes on by itself, and is then done once', async () => {
    arm({ path, fault: { status: 429, retryAfter: RETRY_AFTER_S }, isDone: false });
    const { state, jobId, count } = endOf(await change.ask(FAULTS.length, bench()), verb);
    const before = await audited(jobId);
    arm(null);
    house.emulator.clock.advance(RETRY_AFTER_S * 1000 + 1000);
    clock.skip(RETRY_AFTER_S * 1000 + 1000);

    const end = await finished(jobId);

    expect({ state, before, end, sent: sentTo(path) }).toEqual({ state: 'PENDING', before: [], end: 'DONE', sent: 1 });
    expect(await audited(jobId)).toEqual(Array(count).fill('DONE'));
  });
});

describe('when Entra gives no tokens any more', () => {
  beforeAll(() => {
    arm(null);
    clock.skip(2 * 3_600_000);
    house.emulator.clock.advance(2 * 3_600_000);
    house.emulator.addChaos({ match: { path: '/oauth2/' }, status: 400, code: 'invalid_client' });
  });

  // What is to be called off has to be ordered first.
  test.each(CHANGES.filter(({ verb }) => verb !== 'cancelAction').map((change) => [change.name, change] as const))(
    '%s sends nothing, and tells nobody that it was done',
    async (_name, { verb, path, ask: change }) => {
      seen.length = 0;

      const told = await change(FAULTS.length + 1, { house, aside: (work) => work() });

      expect(sentTo(path)).toBe(0);
      if (told.errors.length > 0) return expect(told.data).toBeNull();
      const { state, jobId, count } = endOf(told, verb);
      expect(state).toBe('REFUSED');
      expect(await audited(jobId)).toEqual(Array(count).fill('REFUSED'));
    },
  );
});
