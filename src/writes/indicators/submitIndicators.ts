import type { IndicatorTarget } from '../../../schema/enums.js';
import type { IndicatorInput, SubmitIndicatorsPayload } from '../../../schema/IndicatorWrites.js';
import { badInput, SecgraphError } from '../../errors/SecgraphError.js';
import type { JobItem, Json, NewItem } from '../../journal/Job.js';
import type { Operation } from '../../loaders/Operation.js';
import type { GraphTenant } from '../../graph/GraphTenant.js';
import { inDefender } from '../../sources/indicators/inDefender.js';
import type { IndicatorDraft, Mapped } from '../../sources/indicators/IndicatorDraft.js';
import { inGraph } from '../../sources/indicators/inGraph.js';
import { inSentinel, stixId } from '../../sources/indicators/inSentinel.js';
import { quoted, refusedItem, unsupported } from '../asked.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import { tooMany } from '../perform.js';
import type { Desk, Finding, Verb } from '../Verb.js';
import { draftOf } from './draftOf.js';
import type { IndicatorItem } from './IndicatorItem.js';
import { tellSubmitted } from './indicatorOutcomes.js';
import {
  again,
  lookInGraph,
  submitToDefender,
  submitToGraph,
  toSentinel,
  lookAtTargets,
  toTargets,
} from './toTargets.js';

export interface SubmitIndicatorsArgs extends WriteArgs {
  readonly indicators: readonly IndicatorInput[];
  readonly targets: readonly IndicatorTarget[];
  readonly tenants?: readonly string[] | null;
}

/** Longer lists are several mutations, or `secgraph indicators push`. */
const MOST_INDICATORS = 1000;
/** Each indicator is an item for each target and tenant. */
export const MOST_INDICATOR_ITEMS = 6000;

const submitVerb: Verb = {
  name: 'submitIndicators',
  itemsAtOnce: MOST_INDICATOR_ITEMS,
  send: (items, desk) =>
    toTargets(items, desk, {
      GRAPH_TI_INDICATORS: submitToGraph,
      DEFENDER_FOR_ENDPOINT: submitToDefender,
      SENTINEL: toSentinel('SUBMITTED'),
    }),
  look,
};

/** Indicators to every target and tenant that is asked for; what is there under the same external id is changed. */
export const submitIndicators: Mutation<SubmitIndicatorsArgs, SubmitIndicatorsPayload> = {
  verb: submitVerb,
  role: 'indicators:write',
  mostItems: MOST_INDICATOR_ITEMS,
  prepare,
  tell: tellSubmitted,
};

/** Defender and Sentinel make one of what is sent twice. */
function look(items: readonly JobItem[], desk: Desk): Promise<readonly Finding[]> {
  const anew = (some: readonly IndicatorItem[]) => Promise.resolve(some.map(again));
  return lookAtTargets(items, desk, { GRAPH_TI_INDICATORS: lookInGraph, DEFENDER_FOR_ENDPOINT: anew, SENTINEL: anew });
}

function prepare({ indicators, targets, tenants }: SubmitIndicatorsArgs, { operation }: Asking): Prepared {
  if (indicators.length === 0) throw badInput('indicators', 'give at least one indicator.');
  if (indicators.length > MOST_INDICATORS) throw badInput('indicators', `give at most ${MOST_INDICATORS} at once.`);
  if (targets.length === 0) throw badInput('targets', 'name at least one target.');
  const places = operation.select(tenants);
  const count = indicators.length * new Set(targets).size * places.length;
  if (count > MOST_INDICATOR_ITEMS) throw tooMany(count, MOST_INDICATOR_ITEMS);
  const seen = new Set<string>();
  return {
    items: indicators.flatMap((input) => {
      const draft = unlessSeen(draftOf(input, operation.stores.clock.now()), input, seen);
      return [...new Set(targets)].flatMap((target) =>
        places.map((tenant) => itemFor(input, draft, target, tenant, operation)),
      );
    }),
  };
}

/** Two of the same in one mutation would overtake each other. */
function unlessSeen(
  draft: IndicatorDraft | SecgraphError,
  { value }: IndicatorInput,
  seen: Set<string>,
): IndicatorDraft | SecgraphError {
  if (draft instanceof SecgraphError) return draft;
  const names = [`id ${draft.externalId}`, `${draft.subject.kind} ${draft.subject.value}`];
  if (names.some((name) => seen.has(name))) {
    return badInput('indicators', `${quoted(value)}, or its externalId, is named twice; its first outcome counts.`);
  }
  for (const name of names) seen.add(name);
  return draft;
}

function itemFor(
  { value, externalId: given = null }: IndicatorInput,
  draft: IndicatorDraft | SecgraphError,
  target: IndicatorTarget,
  tenant: GraphTenant,
  operation: Operation,
): NewItem {
  const { tenantId, clientId: app } = tenant;
  const nothing = { target, externalId: given, graphId: null, body: null, notes: [] } satisfies IndicatorItem;
  const item = { tenantId, app, target: value, change: nothing as unknown as Json };
  if (draft instanceof SecgraphError) return refusedItem(item, draft, operation);
  const mapped = mappedTo(target, draft, tenant);
  if (mapped.kind === 'impossible') return refusedItem(item, unsupported(mapped.reason), operation);
  const { externalId, subject } = draft;
  const change: IndicatorItem = {
    ...{ target, externalId, body: mapped.body, notes: mapped.notes },
    graphId: target === 'SENTINEL' ? stixId(tenantId, externalId) : null,
    subject: { kind: subject.kind, value: subject.value },
  };
  return { ...item, change: change as unknown as Json };
}

function mappedTo(target: IndicatorTarget, draft: IndicatorDraft, tenant: GraphTenant): Mapped {
  if (target === 'GRAPH_TI_INDICATORS') return inGraph(draft);
  if (target === 'DEFENDER_FOR_ENDPOINT') return inDefender(draft);
  if (tenant.sentinel) return inSentinel(draft, tenant.tenantId);
  const reason = `${tenant.displayName} names no workspace of Microsoft Sentinel: set sentinelWorkspaceId in TENANTS_FILE.`;
  return { kind: 'impossible', reason };
}
