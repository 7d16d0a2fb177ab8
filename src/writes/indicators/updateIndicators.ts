import type { IndicatorTarget } from '../../../schema/enums.js';
import type { Indicator } from '../../../schema/Indicator.js';
import type { IndicatorChange, SubmitIndicatorsPayload } from '../../../schema/IndicatorWrites.js';
import { badInput } from '../../errors/SecgraphError.js';
import type { JobItem } from '../../journal/Job.js';
import { changedInDefender, changedInGraph } from '../../sources/indicators/changes.js';
import { unsupported } from '../asked.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import type { Desk, Finding, Verb } from '../Verb.js';
import { problemOf } from './draftOf.js';
import type { IndicatorItem } from './IndicatorItem.js';
import { tellSubmitted } from './indicatorOutcomes.js';
import { FreshLists } from './FreshLists.js';
import { namedItem } from './namedItem.js';
import type { NamedIndicator } from './nameOfIndicator.js';
import { again, lookAtTargets, submitToDefender, toTargets, updateInGraph } from './toTargets.js';

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
function look(items: readonly JobItem[], desk: Desk): Promise<readonly Finding[]> {
  const anew = (some: readonly IndicatorItem[]) => Promise.resolve(some.map(again));
  return lookAtTargets(items, desk, { GRAPH_TI_INDICATORS: anew, DEFENDER_FOR_ENDPOINT: anew });
}

async function prepare({ changes }: UpdateIndicatorsArgs, { operation }: Asking): Promise<Prepared> {
  if (changes.length === 0) throw badInput('changes', 'give at least one change.');
  if (changes.length > MOST_CHANGES) throw badInput('changes', `give at most ${MOST_CHANGES} at once.`);
  const lists = new FreshLists(operation);
  const seen = new Set<string>();
  const items = changes.map((change) =>
    namedItem(change, operation, async (named) => {
      const { set } = change;
      const problem = isEmpty(set)
        ? badInput('set', 'say what to change.')
        : problemOf(set, operation.stores.clock.now());
      if (problem) throw problem;
      const known = await knownTo(lists, named);
      if (seen.has(known.id)) throw badInput('changes', 'it is named twice; its first outcome counts.');
      seen.add(known.id);
      return changeOf(known, set, named.target);
    }),
  );
  return { items: await Promise.all(items) };
}

function isEmpty(set: IndicatorChange['set']): boolean {
  return Object.values(set).every((value) => value === undefined || value === null);
}

/** @throws SecgraphError the reason why it cannot be changed so */
function changeOf(known: Indicator, set: IndicatorChange['set'], target: IndicatorTarget): IndicatorItem {
  const mapped = target === 'GRAPH_TI_INDICATORS' ? changedInGraph(known, set) : changedInDefender(known, set);
  if (mapped.kind === 'impossible') throw unsupported(mapped.reason);
  const { graphId, externalId } = known;
  return { target, graphId, externalId, body: mapped.body, notes: mapped.notes };
}

/** @throws SecgraphError the reason why it is not there, or cannot be read */
async function knownTo(lists: FreshLists, { target, place, graphId, externalId }: NamedIndicator): Promise<Indicator> {
  if (target === 'SENTINEL') {
    throw unsupported(
      'Microsoft Sentinel takes whole indicators and shows none: submit it again under its externalId, and it is changed.',
    );
  }
  return lists.one(target, place, (one) =>
    graphId === null ? one.externalId === externalId : one.graphId === graphId,
  );
}
