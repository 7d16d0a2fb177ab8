import { execute, parse } from 'graphql';
import type { IndicatorTarget } from '../../../schema/enums.js';
import { CommandError, OPERATOR, type Service, type Terminal } from '../Command.js';
import { progressBar } from '../progressBar.js';
import type { Line } from './Line.js';
import { collector } from './thrift.js';

/** As many as Defender takes at once. */
const AT_ONCE = 500;
/** Each indicator is an item for each target and tenant. */
const MOST_ITEMS = 6000;
const LOOK_AGAIN_MS = 500;
/** Indicators after which memory is given back; it takes some 25 ms. */
const THRIFTY_EVERY = 2500;

const SUBMIT = parse(`mutation Push(
  $indicators: [IndicatorInput!]!, $targets: [IndicatorTarget!]!, $tenants: [String!],
  $reason: String, $dryRun: Boolean, $key: String
) {
  submitIndicators(
    indicators: $indicators, targets: $targets, tenants: $tenants, reason: $reason, dryRun: $dryRun, idempotencyKey: $key
  ) {
    job { id isFinished }
    outcomes {
      __typename
      ... on IndicatorRefused { target code message targetSays tenant { displayName } }
    }
  }
}`);
const JOB = parse('query Job($key: String!) { job(idempotencyKey: $key) { isFinished } }');
/** Tried only, to see how many targets and tenants there are. */
const PROBE = { value: 'probe.example', action: 'ALERT' };

interface Outcome {
  readonly __typename: string;
  readonly target?: string;
  readonly code?: string;
  readonly message?: string;
  readonly targetSays?: string | null;
  readonly tenant?: { readonly displayName: string } | null;
}

interface Payload {
  readonly job: { readonly id: string; readonly isFinished: boolean } | null;
  readonly outcomes: readonly Outcome[];
}

/** What came of a file. Items are indicators at one target in one tenant. */
export interface Tally {
  /** The last line that was read. */
  lines: number;
  indicators: number;
  done: number;
  refused: number;
  unknown: number;
  /** Places in the file that are no indicators. */
  bad: number;
  isWhole: boolean;
}

export interface SubmittingOptions {
  readonly service: Service;
  readonly terminal: Terminal;
  readonly targets: readonly IndicatorTarget[];
  readonly tenants: readonly string[] | null;
  readonly reason: string | null;
  readonly isDry: boolean;
  /** How much of the file has been read, from 0 to 1. */
  readonly share: () => number;
}

type Good = Extract<Line, { input: unknown }>;

/** Submits lines of a file in pieces; each is one mutation under a key of its own, so that none is ever done twice. */
export class Submitting {
  readonly #options: SubmittingOptions;
  readonly #collect = collector();
  readonly #tally: Tally = { lines: 0, indicators: 0, done: 0, refused: 0, unknown: 0, bad: 0, isWhole: true };

  constructor(options: SubmittingOptions) {
    this.#options = options;
  }

  /** The key of this run over a file: that of the last one where it is resumed, and else a new one. */
  async runOf(what: string, isResumed: boolean): Promise<{ key: string; isFresh: boolean }> {
    const keyOf = (run: number): string => `push-${what}-${run}`;
    let run = 1;
    while (await this.#isKnown(`${keyOf(run)}-1`)) run += 1;
    return isResumed && run > 1 ? { key: keyOf(run - 1), isFresh: false } : { key: keyOf(run), isFresh: true };
  }

  /** @param key of the run; null: nothing is sent */
  async all(lines: AsyncIterable<Line>, key: string | null): Promise<Tally> {
    const { signal } = this.#options.terminal;
    const atOnce = await this.#atOnce();
    let [piece, number]: [Good[], number] = [[], 1];
    for await (const line of lines) {
      if (signal.aborted) break;
      this.#tally.lines = Math.max(this.#tally.lines, line.line);
      if ('problem' in line) await this.#bad(line);
      else if (piece.push(line) === atOnce) {
        await this.#submit(piece, key && `${key}-${number}`);
        [piece, number] = [[], number + 1];
      }
    }
    if (piece.length > 0 && !signal.aborted) await this.#submit(piece, key && `${key}-${number}`);
    this.#tally.isWhole &&= !signal.aborted;
    if (this.#options.terminal.isWatched) this.#options.terminal.tell('\n');
    return this.#tally;
  }

  /** The same for the same command and tenants, so that a resumed one cuts the file into the same pieces. */
  async #atOnce(): Promise<number> {
    const { targets, tenants } = this.#options;
    const probe = { indicators: [PROBE], targets, tenants, dryRun: true };
    const perIndicator = (await this.#mutate(probe)).outcomes.length;
    return Math.max(1, Math.min(AT_ONCE, Math.floor(MOST_ITEMS / perIndicator)));
  }

  async #submit(piece: readonly Good[], key: string | null): Promise<void> {
    const { targets, tenants, reason, isDry, terminal, share } = this.#options;
    const indicators = piece.map(({ input }) => input);
    const variables = { indicators, targets, tenants, reason, dryRun: isDry, key };
    let payload = await this.#mutate(variables);
    while (payload.job && !payload.job.isFinished && key !== null) {
      if (!(await this.#untilFinished(key))) {
        this.#tally.isWhole = false;
        return;
      }
      payload = await this.#mutate(variables);
    }
    await this.#count(piece, payload.outcomes);
    if (this.#tally.indicators % THRIFTY_EVERY < piece.length) this.#collect();
    const soFar = `${this.#tally.indicators.toLocaleString('en')} indicators`;
    if (terminal.isWatched) terminal.tell(progressBar(share(), soFar));
  }

  /** False where the command is told to end first. What is pending goes on when somebody runs again. */
  async #untilFinished(key: string): Promise<boolean> {
    const { service, terminal } = this.#options;
    for (;;) {
      await service.clock.sleep(LOOK_AGAIN_MS, terminal.signal).catch(() => undefined);
      if (terminal.signal.aborted) return false;
      const { job } = (await this.#ask(JOB, { key })) as { job: { isFinished: boolean } | null };
      if (job?.isFinished !== false) return true;
    }
  }

  async #count(piece: readonly Good[], outcomes: readonly Outcome[]): Promise<void> {
    const perIndicator = outcomes.length / piece.length;
    this.#tally.indicators += piece.length;
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.__typename !== 'IndicatorRefused') this.#tally.done += 1;
      else {
        this.#tally[outcome.code === 'OUTCOME_UNKNOWN' ? 'unknown' : 'refused'] += 1;
        await this.#options.terminal.write(refusal(piece[Math.floor(index / perIndicator)]!.line, outcome));
      }
    }
  }

  async #bad({ line, problem }: Exclude<Line, Good>): Promise<void> {
    this.#tally.bad += 1;
    await this.#options.terminal.write(`line ${line}\tNOT_UNDERSTOOD\t${problem}\n`);
  }

  async #isKnown(key: string): Promise<boolean> {
    return ((await this.#ask(JOB, { key })) as { job: unknown }).job !== null;
  }

  async #mutate(variables: object): Promise<Payload> {
    return ((await this.#ask(SUBMIT, variables)) as { submitIndicators: Payload }).submitIndicators;
  }

  async #ask(document: typeof SUBMIT, variableValues: object): Promise<unknown> {
    const { schema, contexts } = this.#options.service;
    // What is sent is not called back when the command ends.
    const contextValue = contexts.open(OPERATOR, new AbortController().signal, { lane: 'reports' });
    const { data, errors = [] } = await execute({
      ...{ schema, document, contextValue },
      variableValues: variableValues as Record<string, unknown>,
    });
    if (errors[0]) throw new CommandError(errors[0].message);
    return data;
  }
}

function refusal(line: number, { target, tenant, code, message, targetSays }: Outcome): string {
  const said = targetSays ? ` It says: ${targetSays}` : '';
  return `line ${line}\t${code}\t${tenant?.displayName ?? ''}\t${target}\t${message}${said}\n`;
}
