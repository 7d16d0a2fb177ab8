import type { IndicatorTarget } from '../../../schema/enums.js';
import type { DeleteIndicatorsPayload } from '../../../schema/IndicatorWrites.js';
import { badInput } from '../../errors/SecgraphError.js';
import type { JobItem } from '../../journal/Job.js';
import type { Operation } from '../../loaders/Operation.js';
import { revoked, stixId } from '../../sources/indicators/inSentinel.js';
import { MOST_IN_DEFENDER, MOST_IN_GRAPH, type Taken } from '../../sources/IndicatorWriteSource.js';
import { quoted } from '../asked.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import { tooMany } from '../perform.js';
import { failed, refused } from '../sending.js';
import type { Desk, Finding, Sending, Verb } from '../Verb.js';
import { FreshLists } from './FreshLists.js';
import { inChunks } from './inChunks.js';
import { done, sendingOf, type IndicatorItem } from './IndicatorItem.js';
import { tellDeleted } from './indicatorOutcomes.js';
import { namedItem } from './namedItem.js';
import type { NamedIndicator, Naming } from './nameOfIndicator.js';
import { again, ownIn, toSentinel, lookAtTargets, toTargets } from './toTargets.js';

export interface DeleteIndicatorsArgs extends WriteArgs {
  readonly ids?: readonly string[] | null;
  readonly externalIds?: readonly string[] | null;
  readonly target?: IndicatorTarget | null;
  readonly tenants?: readonly string[] | null;
}

const MOST_DELETIONS = 1000;

const deleteVerb: Verb = {
  name: 'deleteIndicators',
  itemsAtOnce: MOST_DELETIONS,
  send: (items, desk) =>
    toTargets(items, desk, {
      GRAPH_TI_INDICATORS: deleteInGraph,
      DEFENDER_FOR_ENDPOINT: deleteInDefender,
      SENTINEL: toSentinel('DELETED'),
    }),
  look: lookForDeletion,
};

/** Deletes by global id, or by external id at one target. Sentinel has no deletion: there, a last version revokes. */
export const deleteIndicators: Mutation<DeleteIndicatorsArgs, DeleteIndicatorsPayload> = {
  verb: deleteVerb,
  role: 'indicators:write',
  mostItems: MOST_DELETIONS,
  prepare,
  tell: tellDeleted,
};

async function prepare(args: DeleteIndicatorsArgs, { operation }: Asking): Promise<Prepared> {
  const { ids = null, externalIds = null, target } = args;
  if ((ids === null) === (externalIds === null)) throw badInput('ids', 'give either ids or externalIds.');
  const argument = ids === null ? 'externalIds' : 'ids';
  if (ids === null && !target) throw badInput('target', 'say with externalIds at which target they are.');
  const names = (ids ?? externalIds)!;
  if (names.length === 0) throw badInput(argument, 'give at least one.');
  if (names.length > MOST_DELETIONS) throw tooMany(names.length, MOST_DELETIONS);
  const lists = new FreshLists(operation);
  const seen = new Set<string>();
  const items = namingsOf(args, operation).map((naming) =>
    namedItem(naming, operation, (named) => {
      const id = (naming.id ?? naming.externalId)!;
      const name = `${named.place.tenant.tenantId} ${id}`;
      if (seen.has(name)) throw badInput(argument, `${quoted(id)} is named twice; its first outcome counts.`);
      seen.add(name);
      return foundAt(named, lists);
    }),
  );
  return { items: await Promise.all(items) };
}

function namingsOf({ ids = null, externalIds, target, tenants }: DeleteIndicatorsArgs, operation: Operation): Naming[] {
  if (ids !== null) return ids.map((id) => ({ id }));
  const places = operation.select(tenants);
  const count = externalIds!.length * places.length;
  if (count > MOST_DELETIONS) throw tooMany(count, MOST_DELETIONS);
  return externalIds!.flatMap((externalId) =>
    places.map(({ tenantId }) => ({ externalId, target: target ?? null, tenant: tenantId })),
  );
}

/** What else its target needs to take it away. */
async function foundAt(
  { target, graphId, externalId, place }: NamedIndicator,
  lists: FreshLists,
): Promise<Partial<IndicatorItem>> {
  if (target === 'SENTINEL') {
    const id = graphId ?? stixId(place.tenant.tenantId, externalId!);
    return { graphId: id, body: revoked(id) };
  }
  // Graph takes both; Defender takes ids.
  if (target === 'GRAPH_TI_INDICATORS' || graphId !== null) return {};
  return { graphId: (await lists.one(target, place, (one) => one.externalId === externalId)).graphId };
}

/** One id that is not there spoils a bulk of Defender's: it is found by halves. */
async function deleteInDefender(items: readonly IndicatorItem[], desk: Desk): Promise<readonly Sending[]> {
  const { indicatorWrites } = desk.operation.stores.sources;
  const sent = await inChunks(items, MOST_IN_DEFENDER, async (some) => {
    const ids = some.map(({ graphId }) => graphId!);
    return deleted(some, await indicatorWrites.deleteInDefender(desk.place, ids));
  });
  return settled(items, sent, desk);
}

/** In bulk; what Graph keeps for Defender refuses that, and is deleted one by one. */
async function deleteInGraph(items: readonly IndicatorItem[], desk: Desk): Promise<readonly Sending[]> {
  const { indicatorWrites } = desk.operation.stores.sources;
  const byId = items.filter(({ graphId }) => graphId !== null);
  const byName = items.filter(({ graphId }) => graphId === null);
  const [ids, names] = await Promise.all([
    inChunks(byId, MOST_IN_GRAPH, async (some) => {
      const graphIds = some.map(({ graphId }) => graphId!);
      return deleted(some, await indicatorWrites.deleteInGraph(desk.place, graphIds));
    }),
    inChunks(byName, MOST_IN_GRAPH, async (some) => {
      const externalIds = some.map(({ externalId }) => externalId!);
      return deleted(some, await indicatorWrites.deleteInGraphByExternalId(desk.place, externalIds));
    }),
  ]);
  const inBulk = new Map([...paired(byId, ids), ...paired(byName, names)]);
  const single = items.filter((item) => isForSingles(inBulk.get(item)!));
  const alone = new Map(paired(single, await deleteOneByOne(single, desk)));
  const sent = items.map((item) => alone.get(item) ?? inBulk.get(item)!);
  return settled(items, sent, desk);
}

function paired(items: readonly IndicatorItem[], sendings: readonly Sending[]): [IndicatorItem, Sending][] {
  return items.map((item, index) => [item, sendings[index]!]);
}

function deleted(items: readonly IndicatorItem[], taken: readonly Taken[]): Sending[] {
  return items.map((item, index) => sendingOf(item, taken[index]!, 'DELETED'));
}

function isForSingles(sending: Sending): boolean {
  return sending.kind === 'refused' && sending.error.code === 'UPSTREAM_REFUSED' && sending.before !== undefined;
}

function deleteOneByOne(items: readonly IndicatorItem[], desk: Desk): Promise<Sending[]> {
  const isNamed = items.some(({ graphId }) => graphId === null);
  // One that cannot be read is told by those that need it: others have been deleted by now.
  const list = isNamed ? ownIn(desk) : null;
  return Promise.all(items.map((item) => deleteOne(item, list, desk).catch(failed)));
}

async function deleteOne(item: IndicatorItem, list: ReturnType<typeof ownIn> | null, desk: Desk): Promise<Sending> {
  const graphId = item.graphId ?? (await list)?.byExternalId.get(item.externalId!)?.graphId;
  if (graphId === undefined) return refused('UPSTREAM_NOT_FOUND', 'Microsoft Graph does not know the indicator.');
  const taken = await desk.operation.stores.sources.indicatorWrites.deleteOneInGraph(desk.place, graphId);
  return sendingOf(item, taken, 'DELETED');
}

/** Where no answer came, the target's list says whether it is gone. */
async function settled(
  items: readonly IndicatorItem[],
  sent: readonly Sending[],
  desk: Desk,
): Promise<readonly Sending[]> {
  if (!sent.some(({ kind }) => kind === 'unknown')) return sent;
  const isGone = await goneFrom(items[0]!.target, desk).catch(() => () => false);
  return sent.map((sending, index) =>
    sending.kind === 'unknown' && isGone(items[index]!) ? done(items[index]!, 'DELETED', null, null) : sending,
  );
}

/** After a crash: what is gone is gone, what is there is deleted now. Revoking twice is revoking once. */
function lookForDeletion(items: readonly JobItem[], desk: Desk): Promise<readonly Finding[]> {
  const look = async (some: readonly IndicatorItem[]): Promise<readonly Sending[]> => {
    const isGone = await goneFrom(some[0]!.target, desk);
    return some.map((item) => (isGone(item) ? done(item, 'DELETED', null, null) : again()));
  };
  const anew = (some: readonly IndicatorItem[]) => Promise.resolve(some.map(again));
  return lookAtTargets(items, desk, { GRAPH_TI_INDICATORS: look, DEFENDER_FOR_ENDPOINT: look, SENTINEL: anew });
}

/** Who is certainly gone; nobody is where the list is not complete. */
async function goneFrom(
  target: IndicatorTarget,
  { place, operation }: Desk,
): Promise<(item: IndicatorItem) => boolean> {
  if (target === 'SENTINEL') return () => false;
  const { indicators, isComplete } = await new FreshLists(operation).get(target, place);
  return ({ graphId, externalId }) =>
    isComplete &&
    !indicators.some((one) => (graphId === null ? one.externalId === externalId : one.graphId === graphId));
}
