import { createHash, randomUUID } from 'node:crypto';
import { badInput, SecgraphError } from '../errors/SecgraphError.js';
import type { ItemState, Job, JobItem, NewItem } from '../journal/Job.js';
import type { Operation } from '../loaders/Operation.js';
import { stableJson } from '../util/stableJson.js';
import type { Asking, Mutation, WriteArgs } from './Mutation.js';
import { keyReused, type Runner } from './Runner.js';

/** Longer bulks are several mutations. */
export const MOST_ITEMS = 1000;
const MOST_REASON = 500;
/** Line breaks and tabs are text. What else steers a terminal, or is no character at all, would do so when it is read. */
const UNPRINTABLE = /(?![\n\r\t])\p{Cc}|\p{Cs}/u;

/**
 * Does a mutation: may the caller, was it done before, what exactly, then the runner. What a caller repeats under its
 * idempotency key is answered as it stands, and nothing is sent again.
 *
 * @throws SecgraphError FORBIDDEN, BAD_USER_INPUT, IDEMPOTENCY_KEY_REUSED; what Graph does is an outcome
 */
export async function perform<Args extends WriteArgs, Payload>(
  { verb, role, prepare, tell, mostItems = MOST_ITEMS }: Mutation<Args, Payload>,
  args: Args,
  asking: Asking,
  runner: Runner,
): Promise<Payload> {
  const { caller, stores } = asking.operation;
  if (!caller.roles.includes(role)) throw forbidden(verb.name, role);
  const { dryRun = false, idempotencyKey: key = null, reason = null, ...input } = args;
  checkWords(key, reason);
  const inputHash = sha256(stableJson([verb.name, reason, input]));
  if (key !== null && !dryRun) {
    const known = await stores.journal.jobs.find({ caller: caller.name, key });
    if (known && known.inputHash !== inputHash) throw keyReused();
    // A job that this process is at is waited for as the first caller waits.
    if (known) return tell(shownTo(asking.operation, await runner.settled(known)), known);
  }
  const { items, shared = null } = await prepare(args, asking);
  if (items.length > mostItems) throw tooMany(items.length, mostItems);
  if (dryRun) return tell(items.map(asPending), null);
  const written = { caller: caller.name, key, verb: verb.name, inputHash, reason, shared, items };
  const job = await runner.run({ id: randomUUID(), ...written, createdAt: stores.clock.now() }, asking.operation);
  return tell(job.items, job);
}

/** @throws SecgraphError BAD_USER_INPUT */
function checkWords(key: string | null, reason: string | null): void {
  if (key !== null && !/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw badInput('idempotencyKey', 'give 8 to 200 characters without spaces, such as a UUID.');
  }
  if (reason !== null && (reason.trim() === '' || reason.length > MOST_REASON || UNPRINTABLE.test(reason))) {
    throw badInput('reason', `say why, in 1 to ${MOST_REASON} characters, control characters not among them.`);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What was found in a tenant is not shown to a caller who may not read it any more. */
function shownTo(operation: Operation, { items }: Job): readonly JobItem[] {
  const open = new Set(operation.granted().map(({ tenantId }) => tenantId));
  return items.map((item) =>
    item.outcome === null || open.has(item.tenantId)
      ? item
      : { ...item, outcome: { ...item.outcome, before: null, after: null } },
  );
}

function asPending(item: NewItem, index: number): JobItem {
  const { outcome = null } = item;
  const state: ItemState = outcome?.state ?? 'PENDING';
  return { ...item, index, state, outcome };
}

function forbidden(verb: string, role: string): SecgraphError {
  const message = `The mutation ${verb} needs the role ${role}. Ask who runs this service for it.`;
  return new SecgraphError('FORBIDDEN', message);
}

/** Said before so many are made, by mutations whose items multiply. */
export function tooMany(count: number, most: number): SecgraphError {
  const message = `The mutation has ${count} items; at most ${most} are taken at once. Give them in several mutations.`;
  return new SecgraphError('BAD_USER_INPUT', message);
}
