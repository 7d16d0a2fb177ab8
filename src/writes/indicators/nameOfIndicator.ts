import type { IndicatorTarget } from '../../../schema/enums.js';
import { badInput } from '../../errors/SecgraphError.js';
import { indicatorNamed } from '../../loaders/indicators.js';
import type { Operation } from '../../loaders/Operation.js';
import { readOwnId } from '../../pivots/nouns.js';
import type { Place } from '../../sources/Place.js';
import { quoted } from '../asked.js';

/** An indicator as a caller names it. */
export interface Naming {
  readonly id?: string | null;
  readonly externalId?: string | null;
  readonly target?: IndicatorTarget | null;
  /** With externalId: a tenant's id or label. */
  readonly tenant?: string | null;
}

/** Where an indicator is, and by what it is found there: one of both is not null. */
export interface NamedIndicator {
  readonly target: IndicatorTarget;
  readonly place: Place;
  readonly graphId: string | null;
  readonly externalId: string | null;
}

/** @throws SecgraphError BAD_USER_INPUT for a name that is none; FORBIDDEN for a tenant that is not open */
export function nameOfIndicator(
  { id = null, externalId = null, target, tenant }: Naming,
  operation: Operation,
): NamedIndicator {
  if ((id === null) === (externalId === null)) throw badInput('id', 'give either id or externalId.');
  if (id === null) {
    if (!target) throw badInput('target', 'say with externalId at which target it is.');
    const place = operation.place(operation.selectOne(tenant).tenantId);
    return { target, place, graphId: null, externalId: externalId! };
  }
  const own = readOwnId(id);
  const named = own?.type === 'Indicator' ? indicatorNamed(own.key) : undefined;
  if (!own || !named) throw badInput('id', `${quoted(id)} is not the global id of an indicator.`);
  return { ...named, place: operation.place(own.tenantId), externalId: null };
}
