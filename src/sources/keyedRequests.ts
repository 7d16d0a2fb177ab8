import type { GraphRequest } from '../graph/GraphRequest.js';
import { chunks } from '../util/chunks.js';
import { withQuery } from '../util/odata.js';
import type { KeyedRequest } from './keyedRead.js';

/** Graph refuses more values in one filter: docs/limits.md. */
const VALUES_PER_FILTER = 15;
/** Graph takes no more ids in one `getByIds`: docs/limits.md. */
const IDS_PER_CALL = 1000;

/** One request for every fifteen values. */
export function byFilter(
  values: readonly string[],
  requestFor: (some: readonly string[]) => GraphRequest,
): KeyedRequest[] {
  return chunks(values, VALUES_PER_FILTER).map((some) => ({ values: some, request: requestFor(some) }));
}

/** Objects of one type by their ids, a thousand to a call of `directoryObjects/getByIds`. */
export function byObjectId(
  ids: readonly string[],
  type: 'user' | 'group' | 'servicePrincipal',
  select: string,
): KeyedRequest[] {
  return chunks(ids, IDS_PER_CALL).map((some) => ({
    values: some,
    request: {
      method: 'POST',
      isRead: true,
      workload: 'directory',
      path: withQuery('/directoryObjects/getByIds', { $select: select }),
      body: { ids: some, types: [type] },
    },
  }));
}
