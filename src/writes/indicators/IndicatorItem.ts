import type { IndicatorDeed, IndicatorTarget, ObservableKind } from '../../../schema/enums.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import type { JobItem, Json } from '../../journal/Job.js';
import { indicatorKey } from '../../sources/IndicatorSource.js';
import type { IndicatorBody, Taken } from '../../sources/IndicatorWriteSource.js';
import type { Sending } from '../Verb.js';

/** What the item of every change of an indicator carries. */
export interface IndicatorItem {
  readonly target: IndicatorTarget;
  readonly externalId: string | null;
  /** The target's id, where it is known before. */
  readonly graphId: string | null;
  /** What is sent, in the target's words; null where only an id is. */
  readonly body: IndicatorBody | null;
  /** What the target will not honour. */
  readonly notes: readonly string[];
  /** What a new one is about. */
  readonly subject?: { readonly kind: ObservableKind; readonly value: string };
}

/** What has become of an indicator, for the journal. */
export interface IndicatorAfter {
  /** The key in its global id; null where there is none. */
  readonly key: string | null;
  readonly deed: IndicatorDeed;
  readonly notes: readonly string[];
}

export const itemIn = ({ change }: JobItem): IndicatorItem => change as unknown as IndicatorItem;

export function done(
  { target }: IndicatorItem,
  deed: IndicatorDeed,
  graphId: string | null,
  requestId: string | null,
  notes: readonly string[] = [],
): Sending {
  const key = graphId === null || deed === 'DELETED' ? null : indicatorKey(target, graphId);
  return { kind: 'done', after: { key, deed, notes } satisfies IndicatorAfter as unknown as Json, requestId };
}

/** How the target names itself in messages. */
const NAMES: Readonly<Record<IndicatorTarget, string>> = {
  GRAPH_TI_INDICATORS: 'Microsoft Graph',
  DEFENDER_FOR_ENDPOINT: 'Defender for Endpoint',
  SENTINEL: 'Microsoft Sentinel',
};

/** What the target said of one thing, as its outcome. The target's own words are kept apart from ours. */
export function sendingOf(item: IndicatorItem, taken: Taken, deed: IndicatorDeed): Sending {
  const { requestId } = taken;
  if (taken.isTaken) return done(item, deed, taken.graphId ?? item.graphId, requestId);
  const facts = requestId === null ? {} : { requestId };
  const error = taken.isMissing
    ? new SecgraphError('UPSTREAM_NOT_FOUND', `${NAMES[item.target]} does not know the indicator.`, facts)
    : new SecgraphError('UPSTREAM_REFUSED', `${NAMES[item.target]} did not take the indicator: see targetSays.`, facts);
  return { kind: 'refused', error, before: { said: taken.said } };
}
