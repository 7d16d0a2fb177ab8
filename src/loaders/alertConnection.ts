import type { Alert } from '../../schema/Alert.js';
import type { Connection } from '../../schema/connections.js';
import type { SourceName } from '../../schema/enums.js';
import { behind, type KeysetPosition } from '../util/keyset.js';
import { closeCursor, openCursor, type Asked } from './cursors.js';

/** Alerts below another noun, newest first, as far as they were read. */
export interface Found {
  readonly alerts: readonly Alert[];
  readonly hasMore: boolean;
  /** How many there are in all; null or absent where nobody has counted. */
  readonly count?: number | null;
}

/** Where a page ends. What lies behind it cannot be counted any more, so it carries the count of the whole along. */
export interface AlertPlace extends KeysetPosition {
  readonly count: number | null;
}

/**
 * A page of alerts below another noun.
 *
 * @param sources whose coverage belongs to it
 */
export function alertConnection(
  { alerts, hasMore, count = null }: Found,
  asked: Asked,
  tenantId: string,
  sources: readonly SourceName[],
): Connection<Alert> {
  const { operation } = asked;
  let position = openCursor(asked) as KeysetPosition | null;
  const positions = alerts.map(({ createdAt, graphId }) => (position = behind(position, createdAt, graphId)));
  const cursor = (behindIt: KeysetPosition): string => closeCursor(asked, { ...behindIt, count } satisfies AlertPlace);
  const end = positions.at(-1);
  return {
    nodes: alerts,
    get edges() {
      return alerts.map((node, index) => ({ node, cursor: cursor(positions[index]!) }));
    },
    pageInfo: { hasNextPage: hasMore, endCursor: hasMore && end ? cursor(end) : null },
    totalCount: count,
    get coverage() {
      return operation.coverage.of([tenantId]).filter(({ source }) => sources.includes(source));
    },
  };
}
