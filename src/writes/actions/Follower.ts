import type { ActionKind, ActionService } from '../../../schema/enums.js';
import { catalogued } from '../../actions/catalogue.js';
import type { Caller } from '../../auth/Caller.js';
import { FINAL_ACTION_STATES, type Action, type ActionChange, type ActionState } from '../../journal/Action.js';
import type { NewAuditEntry } from '../../journal/AuditEntry.js';
import { forgetNouns } from '../../loaders/forgotten.js';
import { Operation, type Stores } from '../../loaders/Operation.js';
import type { Logger } from '../../observability/Logger.js';
import { Receipt } from '../../observability/Receipt.js';
import type { Place } from '../../sources/Place.js';
import { grouped } from '../../util/grouped.js';
import type { Performers, Progress } from './Order.js';
import { performersOf } from './performers.js';

/** How often the journal is asked what is due; how often a service is, the age of the action says. */
const ROUND_MS = 5000;
const MOST_AT_ONCE = 500;
const ROUND_DEADLINE_MS = 60_000;
/** What no service knows of after so long has been lost. */
const PATIENCE_MS = 24 * 3_600_000;
/** Services run an action for three days at most. */
const LONGEST_MS = 4 * PATIENCE_MS;
const NAME = 'secgraph';

export interface FollowerOptions {
  readonly stores: Stores;
  readonly maxRequests: number;
  readonly log: Logger;
}

/**
 * Follows response actions to their end: asks the services that run them, for all actions of a tenant together, and writes
 * down how they ended. What is due is claimed in the journal, so that of several processes one asks.
 */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #performers: Performers;
  readonly #stopping = new AbortController();
  #rounds: Promise<void> = Promise.resolve();

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#performers = performersOf(options.stores.sources);
  }

  start(): void {
    this.#rounds = this.#goRound();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('stopping'));
    await this.#rounds;
  }

  async #goRound(): Promise<void> {
    const { stores, log } = this.#options;
    while (!this.#stopping.signal.aborted) {
      await stores.clock.sleep(ROUND_MS, this.#stopping.signal).catch(() => undefined);
      if (this.#stopping.signal.aborted) return;
      await this.round().catch((error: unknown) =>
        log.error({ error }, 'The journal could not be asked for response actions that go on.'),
      );
    }
  }

  /** Asks after all actions that are due, once. */
  async round(): Promise<void> {
    const due = await this.#options.stores.journal.actions.claimDue(MOST_AT_ONCE);
    const [sent, unsent] = [true, false].map((isSent) => due.filter(({ remoteId }) => (remoteId !== null) === isSent));
    await Promise.all([
      ...[...grouped(sent!, serviceOf)].flatMap(([service, same]) =>
        [...grouped(same, ({ tenantId }) => tenantId)].map(([tenantId, own]) => this.#follow(service, tenantId, own)),
      ),
      ...unsent!.map((action) => this.#takeFromJob(action)),
    ]);
  }

  async #follow(service: ActionService, tenantId: string, actions: readonly Action[]): Promise<void> {
    const { log } = this.#options;
    const performer = this.#performers[service];
    try {
      const operation = this.#operation();
      const place = operation.place(tenantId);
      if (!performer.follow) return;
      const progress = await performer.follow(actions, place);
      for (const action of actions) await this.#note(action, progress.get(action.id), operation, place);
    } catch (error) {
      log.warn({ tenantId, error }, 'Response actions could not be asked after; they are asked after again.');
      await this.#giveUp(actions.filter((action) => this.#isTooOld(action)));
    }
  }

  /** Of a tenant that nobody can ask any more nothing is ever heard. */
  async #giveUp(actions: readonly Action[]): Promise<void> {
    const { journal, clock } = this.#options.stores;
    for (const action of actions) {
      await journal.actions.finish(action.id, TOO_OLD, entryOf(action, TOO_OLD, null, clock.now()));
    }
  }

  async #note(action: Action, progress: Progress, operation: Operation, place: Place): Promise<void> {
    const { actions } = operation.stores.journal;
    const { id, kind } = action;
    const told = progress ?? this.#lost(action);
    if (!told) return;
    const { state, message } = told;
    if (!isFinal(state)) {
      if (state !== action.state && !this.#isTooOld(action)) await actions.update(id, { state, message });
      if (!this.#isTooOld(action)) return;
    }
    const end = isFinal(state) ? { state, message } : TOO_OLD;
    const { clientId } = place.tenant;
    if (await actions.finish(id, end, entryOf(action, end, clientId, operation.stores.clock.now()))) {
      await forgetNouns(operation, place, catalogued(kind as ActionKind).changes);
    }
  }

  #lost({ requestedAt }: Action): { state: ActionState; message: string } | null {
    return this.#options.stores.clock.now() - requestedAt > PATIENCE_MS ? NOBODY_KNOWS : null;
  }

  #isTooOld({ requestedAt }: Action): boolean {
    return this.#options.stores.clock.now() - requestedAt > LONGEST_MS;
  }

  /** What has no id where it runs waits for its job, or has ended with it: nothing else would end it. */
  async #takeFromJob(action: Action): Promise<void> {
    const { journal } = this.#options.stores;
    const job = await journal.jobs.find({ id: action.jobId });
    const item = job?.items[action.itemIndex];
    if (job && (!item?.outcome || item.outcome.state === 'DONE')) return;
    const message = item?.outcome?.message ?? 'Its mutation is not known any more.';
    await journal.actions.update(action.id, {
      state: item?.outcome?.state === 'REFUSED' ? 'FAILED' : 'UNKNOWN',
      message,
    });
  }

  #operation(): Operation {
    const { stores, maxRequests } = this.#options;
    const caller: Caller = { name: NAME, tenants: 'all', roles: [], userPrincipalName: null };
    return new Operation(stores, caller, {
      signal: this.#stopping.signal,
      deadlineMs: stores.clock.monotonicMs() + ROUND_DEADLINE_MS,
      ...{ receipt: new Receipt(), lane: 'changes', caller: NAME, maxRequests },
      freshSince: stores.clock.now(),
    });
  }
}

const NOBODY_KNOWS = {
  state: 'UNKNOWN',
  message: 'Who runs it does not know it any more. Look at its target.',
} as const;
const TOO_OLD = { state: 'UNKNOWN', message: 'It has not ended in four days. Look at its target.' } as const;

function isFinal(state: ActionState): boolean {
  return FINAL_ACTION_STATES.includes(state);
}

function serviceOf({ remoteKind, kind }: Action): ActionService {
  return (remoteKind ?? catalogued(kind as ActionKind).runsAt) as ActionService;
}

const OUTCOMES = {
  SUCCEEDED: { state: 'DONE', code: null },
  FAILED: { state: 'REFUSED', code: 'UPSTREAM_REFUSED' },
  CANCELLED: { state: 'REFUSED', code: 'CONFLICT' },
  UNKNOWN: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN' },
} as const;

/** How an action ended, for the audit trail. */
function entryOf(
  { id, kind, tenantId, target, reason, requestId, jobId, requestedBy }: Action,
  { state, message }: ActionChange & { readonly state: ActionState },
  app: string | null,
  at: number,
): NewAuditEntry {
  const { state: outcome, code } = OUTCOMES[state as keyof typeof OUTCOMES];
  return {
    ...{ at, app, tenantId, target, reason, requestId, jobId, code, caller: requestedBy },
    ...{ verb: 'followAction', key: null, state: outcome, message: message ?? null },
    before: null,
    after: { actionId: id, kind, state },
  };
}
