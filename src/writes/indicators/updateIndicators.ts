import type { IndicatorTarget } from '../../../schema/enums.js';
import type { Indicator } from '../../../schema/Indicator.js';
import type { IndicatorChange, SubmitIndicatorsPayload } from '../../../schema/IndicatorWrites.js';
import type { SecgraphError } from '../../errors/SecgraphError.js';
import { badInput } from '../../errors/SecgraphError.js';
import type { JobItem, Json, NewItem } from '../../journal/Job.js';
import type { Operation } from '../../loaders/Operation.js';
import { asError } from '../../loaders/tenantwise.js';
import { changedInDefender, changedInGraph } from '../../sources/indicators/changes.js';
import type { Place } from '../../sources/Place.js';
import { refusedItem, unsupported } from '../asked.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import type { Desk, Sending, Verb } from '../Verb.js';
import { problemOf } from './draftOf.js';
import type { IndicatorItem } from './IndicatorItem.js';
import { tellSubmitted } from './indicatorOutcomes.js';
import { FreshLists } from './FreshLists.js';
import { nameOfIndicator, type NamedIndicator } from './nameOfIndicator.js';
import { again, submitToDefender, toTargets, updateInGraph } from './toTargets.js';

export interface UpdateIndicatorsArgs extends WriteArgs {
  readonly changes: readonly IndicatorChange[];
}

const MOST_CHANGES = 1000;

const updateVerb: Verb = {
  name: 'updateIndicators',
  itemsAtOnce: MOST_CHANGES,
  send: (items, desk) =>
    toTargets(items, desk, { GRAPH_TI_INDICATORS: updateInGraph, DEFENDER_FOR_ENDPOINT: submitToDefender }),
  look,
};

/** Changes of indicators that are there. Sentinel shows nothing and takes whole indicators: there, submitting again changes. */
export const updateIndicators: Mutation<UpdateIndicatorsArgs, SubmitIndicatorsPayload> = {
  verb: updateVerb,
  role: 'indicators:write',
  mostItems: MOST_CHANGES,
  prepare,
  tell: tellSubmitted,
};

/** Both targets make one of a change that is sent twice. */
function look(items: readonly JobItem[], desk: Desk): Promise<readonly Sending[]> {
  const anew = (some: readonly IndicatorItem[]) => Promise.resolve(some.map(again));
  return toTargets(items, desk, { GRAPH_TI_INDICATORS: anew, DEFENDER_FOR_ENDPOINT: anew });
}

async function prepare({ changes }: UpdateIndicatorsArgs, { operation }: Asking): Promise<Prepared> {
  if (changes.length === 0) throw badInput('changes', 'give at least one change.');
  if (changes.length > MOST_CHANGES) throw badInput('changes', `give at most ${MOST_CHANGES} at once.`);
  const lists = new FreshLists(operation);
  const seen = new Set<string>();
  return { items: await Promise.all(changes.map((change) => itemFor(change, lists, seen, operation))) };
}

async function itemFor(
  change: IndicatorChange,
  lists: FreshLists,
  seen: Set<string>,
  operation: Operation,
): Promise<NewItem> {
  const { id, externalId, set } = change;
  const unknown = { tenantId: '', app: '', target: id ?? externalId ?? '', change: null };
  const refuse = (item: NewItem, error: SecgraphError): NewItem =>
    refusedItem(item, operation, error.code, error.message);
  let named;
  try {
    named = nameOfIndicator(change, operation);
  } catch (thrown) {
    return refuse(unknown, asError(thrown));
  }
  const { target, place } = named;
  const nothing = { target, externalId: externalId ?? null, graphId: named.graphId, body: null, notes: [] };
  const { tenantId, clientId: app } = place.tenant;
  const item = { ...unknown, tenantId, app, change: nothing as unknown as Json };
  const problem = isEmpty(set) ? badInput('set', 'say what to change.') : problemOf(set, operation.stores.clock.now());
  if (problem) return refuse(item, problem);
  try {
    const known = await knownTo(lists, named);
    if (seen.has(known.id)) return refuse(item, badInput('changes', 'it is named twice; its first outcome counts.'));
    seen.add(known.id);
    return { ...item, change: changeOf(known, change, target) as unknown as Json };
  } catch (thrown) {
    return refuse(item, asError(thrown));
  }
}

function isEmpty(set: IndicatorChange['set']): boolean {
  return Object.values(set).every((value) => value === undefined || value === null);
}

/** @throws SecgraphError the reason why it cannot be changed so */
function changeOf(known: Indicator, { set }: IndicatorChange, target: IndicatorTarget): IndicatorItem {
  const mapped = target === 'GRAPH_TI_INDICATORS' ? changedInGraph(known, set) : changedInDefender(known, set);
  if (mapped.kind === 'impossible') throw unsupported(mapped.reason);
  const { graphId, externalId } = known;
  return { target, graphId, externalId, body: mapped.body, notes: mapped.notes };
}

/** @throws SecgraphError the reason why it is not there, or cannot be read */
async function knownTo(
  lists: FreshLists,
  { target, place, graphId, externalId }: NamedIndicator & { readonly place: Place },
): Promise<Indicator> {
  if (target === 'SENTINEL') {
    throw unsupported(
      'Microsoft Sentinel takes whole indicators and shows none: submit it again under its externalId, and it is changed.',
    );
  }
  return lists.one(target, place, (one) =>
    graphId === null ? one.externalId === externalId : one.graphId === graphId,
  );
}
