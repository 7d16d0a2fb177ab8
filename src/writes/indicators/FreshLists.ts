import type { Indicator } from '../../../schema/Indicator.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import type { ListedTarget } from '../../loaders/indicators.js';
import type { Operation } from '../../loaders/Operation.js';
import type { IndicatorList } from '../../sources/IndicatorSource.js';
import type { Place } from '../../sources/Place.js';

/** The lists of targets as they are now, each read once for one change: what is remembered may be old. */
export class FreshLists {
  readonly #reading = new Map<string, Promise<IndicatorList>>();

  constructor(readonly operation: Operation) {}

  get(target: ListedTarget, place: Place): Promise<IndicatorList> {
    const name = `${target}|${place.tenant.tenantId}`;
    const reading = this.#reading.get(name) ?? this.#read(target, place);
    this.#reading.set(name, reading);
    return reading;
  }

  /**
   * The one indicator that is meant.
   *
   * @throws SecgraphError UPSTREAM_NOT_FOUND, CONFLICT for several; the reason why the list cannot be read
   */
  async one(target: ListedTarget, place: Place, isMeant: (one: Indicator) => boolean): Promise<Indicator> {
    const [found, ...others] = (await this.get(target, place)).indicators.filter(isMeant);
    if (!found) throw new SecgraphError('UPSTREAM_NOT_FOUND', 'The target does not know the indicator.');
    if (others.length === 0) return found;
    throw new SecgraphError(
      'CONFLICT',
      `${others.length + 1} indicators have this externalId: name them by their ids.`,
    );
  }

  #read(target: ListedTarget, place: Place): Promise<IndicatorList> {
    const { indicators } = this.operation.stores.sources;
    return target === 'GRAPH_TI_INDICATORS' ? indicators.ofGraph(place) : indicators.ofDefender(place);
  }
}
