import type { Json, NewItem } from '../../journal/Job.js';
import type { Operation } from '../../loaders/Operation.js';
import { asError } from '../../loaders/tenantwise.js';
import { refusedItem } from '../asked.js';
import type { IndicatorItem } from './IndicatorItem.js';
import { nameOfIndicator, type NamedIndicator, type Naming } from './nameOfIndicator.js';

/**
 * An item for an indicator that a caller has named; what is wrong with it is its outcome.
 *
 * @param changeOf what else its target needs for the change; throws why it is refused
 */
export async function namedItem(
  naming: Naming,
  operation: Operation,
  changeOf: (named: NamedIndicator) => Promise<Partial<IndicatorItem>>,
): Promise<NewItem> {
  let item: NewItem = { tenantId: '', app: '', target: naming.id ?? naming.externalId ?? '', change: null };
  try {
    const named = nameOfIndicator(naming, operation);
    const { target, graphId, externalId, place } = named;
    const { tenantId, clientId: app } = place.tenant;
    const nothing: IndicatorItem = { target, graphId, externalId, body: null, notes: [] };
    item = { ...item, tenantId, app, change: nothing as unknown as Json };
    return { ...item, change: { ...nothing, ...(await changeOf(named)) } as unknown as Json };
  } catch (thrown) {
    return refusedItem(item, asError(thrown), operation);
  }
}
