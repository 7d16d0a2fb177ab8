import type { IndicatorTarget } from '../../../schema/enums.js';
import type { Indicator } from '../../../schema/Indicator.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import type { JobItem } from '../../journal/Job.js';
import { forgetIndicators } from '../../loaders/indicators.js';
import { GONE } from '../../sources/IndicatorSource.js';
import { EDITABLE, PRODUCTS, productOf } from '../../sources/indicators/inGraph.js';
import { MOST_IN_DEFENDER, MOST_IN_GRAPH, MOST_IN_SENTINEL } from '../../sources/IndicatorWriteSource.js';
import { grouped } from '../../util/grouped.js';
import { Turns } from '../../util/Turns.js';
import { failed, refused, unseen } from '../sending.js';
import type { Desk, Finding, Sending } from '../Verb.js';
import { inChunks, onceMore } from './inChunks.js';
import { done, itemIn, sendingOf, type IndicatorItem } from './IndicatorItem.js';

type Way<How> = (items: readonly IndicatorItem[], desk: Desk) => Promise<readonly How[]>;
type Send = Way<Sending>;

/**
 * Sends items to their targets, side by side, and puts the answers back in order. What the targets showed before is
 * forgotten, whatever became of the change.
 */
export function toTargets(
  items: readonly JobItem[],
  desk: Desk,
  ways: Readonly<Partial<Record<IndicatorTarget, Send>>>,
): Promise<readonly Sending[]> {
  return byTarget(items, desk, ways, failed);
}

/** The same, for what looks after items. */
export function lookAtTargets(
  items: readonly JobItem[],
  desk: Desk,
  ways: Readonly<Partial<Record<IndicatorTarget, Send>>>,
): Promise<readonly Finding[]> {
  return byTarget<Finding>(items, desk, ways, unseen);
}

async function byTarget<How>(
  items: readonly JobItem[],
  desk: Desk,
  ways: Readonly<Partial<Record<IndicatorTarget, Way<How>>>>,
  thrownAs: (thrown: unknown) => How,
): Promise<readonly How[]> {
  const answers = new Map<JobItem, How>();
  await Promise.all(
    [...grouped(items, (item) => itemIn(item).target)].map(async ([target, own]) => {
      const sent = await ways[target]!(own.map(itemIn), desk).catch((thrown: unknown) =>
        own.map(() => thrownAs(thrown)),
      );
      own.forEach((item, index) => answers.set(item, sent[index]!));
      await forgetIndicators(target, desk.operation, desk.place);
    }),
  );
  return items.map((item) => answers.get(item)!);
}

/** Creates or updates by value: what is sent twice is there once. */
export const submitToDefender: Send = (items, { place, operation }) => {
  const { indicatorWrites } = operation.stores.sources;
  return inChunks(items, MOST_IN_DEFENDER, async (some) => {
    const bodies = some.map(({ body }) => body!);
    const taken = await onceMore(() => indicatorWrites.submitToDefender(place, bodies));
    return some.map((item, index) => sendingOf(item, taken[index]!, item.graphId ? 'UPDATED' : 'SUBMITTED'));
  });
};

/** New versions of the same objects: what is sent twice is there once. */
export function toSentinel(deed: 'SUBMITTED' | 'DELETED'): Send {
  return (items, { place, operation, job }) => {
    const { indicatorWrites } = operation.stores.sources;
    const now = new Date(operation.stores.clock.now()).toISOString();
    const since = new Date(job.createdAt).toISOString();
    return inChunks(items, MOST_IN_SENTINEL, async (some) => {
      const objects = some.map(({ body }) => ({ ...body!, created: since, modified: now, valid_from: since }));
      const taken = await onceMore(() => indicatorWrites.submitToSentinel(place, objects));
      return some.map((item, index) => sendingOf(item, taken[index]!, deed));
    });
  };
}

/** Two submissions that read the same list would make two of one: they take turns. */
const turns = new Turns();

/** Graph would make two of what is sent twice, so its own list is read first: what is there is updated. */
export const submitToGraph: Send = (items, desk) =>
  turns.take(desk.place.tenant.tenantId, () => submitInTurn(items, desk));

const submitInTurn: Send = async (items, desk) => {
  const list = await ownIn(desk);
  const known = items.map((item) => list.byExternalId.get(item.externalId!));
  const fresh = items.filter((_, index) => known[index] === undefined);
  const there = items.filter((_, index) => known[index] !== undefined);
  const [created, updated] = await Promise.all([
    createInGraph(fresh, desk, list.isComplete),
    updateThere(
      there,
      there.map(({ externalId }) => list.byExternalId.get(externalId!)!),
      desk,
    ),
  ]);
  const sendings = new Map([...zip(fresh, created), ...zip(there, updated)]);
  return items.map((item) => sendings.get(item)!);
};

const MAY_BE_DOUBLE =
  'Microsoft Graph has more indicators than this service reads: an older one of the same externalId may be there, too.';

/** Creates; where no answer comes, Graph's list says which are there. */
async function createInGraph(items: readonly IndicatorItem[], desk: Desk, isSure: boolean): Promise<Sending[]> {
  const { place, operation } = desk;
  const { indicatorWrites } = operation.stores.sources;
  const sent = await inChunks(items, MOST_IN_GRAPH, async (some) => {
    const taken = await indicatorWrites.submitToGraph(
      place,
      some.map(({ body }) => body!),
    );
    return some.map((item, index) => sendingOf(item, taken[index]!, 'CREATED'));
  });
  if (!sent.some(({ kind }) => kind === 'unknown')) {
    return sent.map((sending) => (isSure ? sending : noted(sending, MAY_BE_DOUBLE)));
  }
  const list = await ownIn(desk).catch(() => null);
  return sent.map((sending, index) => {
    const found = sending.kind === 'unknown' ? list?.byExternalId.get(items[index]!.externalId!) : undefined;
    return found ? done(items[index]!, 'CREATED', found.graphId, null) : sending;
  });
}

function noted(sending: Sending, note: string): Sending {
  if (sending.kind !== 'done') return sending;
  const after = sending.after as { readonly notes: readonly string[] };
  return { ...sending, after: { ...after, notes: [...after.notes, note] } };
}

/** Updates what is there under the same external id; about something else it is left alone. */
async function updateThere(
  items: readonly IndicatorItem[],
  known: readonly Indicator[],
  desk: Desk,
): Promise<readonly Sending[]> {
  const updates = items.map((item, index) => updateOf(item, known[index]!));
  const sent = await updateInGraph(
    updates.filter((update): update is IndicatorItem => !('kind' in update)),
    desk,
  );
  let next = 0;
  return updates.map((update) => ('kind' in update ? update : sent[next++]!));
}

function updateOf(item: IndicatorItem, known: Indicator): IndicatorItem | Sending {
  const { subject, body } = item;
  if (!known.values.some(({ kind, value }) => kind === subject?.kind && value === subject.value)) {
    const message =
      'Another indicator has this externalId, and is about something else: delete it first, or give another id.';
    return refused('CONFLICT', message);
  }
  if (known.targetProduct !== body!['targetProduct']) {
    return refused('CONFLICT', 'The indicator is there for another product of Graph: delete it first.');
  }
  const editable = EDITABLE[productOf(known.targetProduct)];
  const changes = Object.fromEntries(Object.entries(body!).filter(([name]) => editable.includes(name)));
  const update = { ...changes, id: known.graphId, targetProduct: known.targetProduct };
  return { ...item, graphId: known.graphId, body: update };
}

/** In bulk for Sentinel; Defender's one by one, twenty in one HTTP request. What is done twice is done once. */
export const updateInGraph: Send = async (items, { place, operation }) => {
  const { indicatorWrites } = operation.stores.sources;
  const isDefenders = ({ body }: IndicatorItem): boolean => body!['targetProduct'] === PRODUCTS.DEFENDER;
  const single = items.filter(isDefenders);
  const bulk = items.filter((item) => !isDefenders(item));
  const [one, many] = await Promise.all([
    Promise.all(
      single.map(async (item) => {
        const { id: _id, ...body } = item.body!;
        const taken = onceMore(() => indicatorWrites.updateOneInGraph(place, item.graphId!, body));
        return taken.then((result) => sendingOf(item, result, 'UPDATED')).catch(failed);
      }),
    ),
    inChunks(bulk, MOST_IN_GRAPH, async (some) => {
      const bodies = some.map(({ body }) => body!);
      const taken = await onceMore(() => indicatorWrites.updateInGraph(place, bodies));
      return some.map((item, index) => sendingOf(item, taken[index]!, 'UPDATED'));
    }),
  ]);
  const sendings = new Map([...zip(single, one), ...zip(bulk, many)]);
  return items.map((item) => sendings.get(item)!);
};

/**
 * After a crash: what Graph shows as made since is there. What is older is brought up to date once more, and what is not
 * there never came, unless Graph has more than is read.
 */
export async function lookInGraph(items: readonly IndicatorItem[], desk: Desk): Promise<readonly Sending[]> {
  const { byExternalId, isComplete } = await ownIn(desk);
  return items.map((item) => {
    const found = byExternalId.get(item.externalId!);
    if (!found) return isComplete ? again() : lostAmongMany();
    const isMadeSince = Date.parse(found.createdAt ?? '') >= desk.job.createdAt;
    return isMadeSince ? done(item, 'SUBMITTED', found.graphId, null) : again();
  });
}

function lostAmongMany(): Sending {
  const message =
    'The service ended while the indicator was on its way, and Microsoft Graph has more indicators than this service reads: look for its externalId before submitting it again.';
  return { kind: 'unknown', error: new SecgraphError('OUTCOME_UNKNOWN', message) };
}

/** What may be done twice is simply done again. */
export function again(): Sending {
  const message = 'The service ended while the indicator was on its way; it is sent again.';
  return { kind: 'later', error: new SecgraphError('OUTCOME_UNKNOWN', message) };
}

interface OwnList {
  readonly byExternalId: ReadonlyMap<string, Indicator>;
  readonly isComplete: boolean;
}

/** Graph's list as it is now, and not as it is remembered: another process may have submitted meanwhile. */
export async function ownIn({ place, operation }: Desk): Promise<OwnList> {
  const { indicators, isComplete, isGone } = await operation.stores.sources.indicators.ofGraph(place);
  if (isGone) throw new SecgraphError('UPSTREAM_UNSUPPORTED', `${GONE.message} ${GONE.remedy}`);
  const named = indicators.filter(({ externalId }) => externalId !== null);
  return { byExternalId: new Map(named.map((one) => [one.externalId!, one])), isComplete };
}

function zip<A, B>(as: readonly A[], bs: readonly B[]): (readonly [A, B])[] {
  return as.map((a, index) => [a, bs[index]!] as const);
}
