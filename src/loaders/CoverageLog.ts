import { SourceName, type CoverageState } from '../../schema/enums.js';
import type { SourceCoverage } from '../../schema/SourceCoverage.js';
import type { ErrorCode } from '../errors/codes.js';
import type { SecgraphError } from '../errors/SecgraphError.js';
import type { Gap } from '../sources/timedPages.js';
import type { Clock } from '../util/clock.js';

const STATES: Partial<Record<ErrorCode, CoverageState>> = {
  UPSTREAM_FORBIDDEN: 'NO_CONSENT',
  UPSTREAM_NOT_LICENSED: 'NO_LICENSE',
  UPSTREAM_UNSUPPORTED: 'UNSUPPORTED_IN_CLOUD',
  UPSTREAM_THROTTLED: 'THROTTLED',
  UPSTREAM_BUDGET_EXCEEDED: 'PARTIAL',
  DEADLINE_EXCEEDED: 'PARTIAL',
};

/** States of a tenant rather than faults: they are data, and a field that is null for them is no error. */
const EXPECTED: ReadonlySet<CoverageState> = new Set<CoverageState>([
  'NO_CONSENT',
  'NO_LICENSE',
  'UNSUPPORTED_IN_CLOUD',
]);

const SOURCES = Object.keys(SourceName) as readonly SourceName[];

/** True for a missing consent or licence, and for what the cloud does not offer. */
export function isExpectedRefusal(error: SecgraphError): boolean {
  return EXPECTED.has(STATES[error.code] ?? 'UNAVAILABLE');
}

/** How far the sources of one operation answered, per tenant and source. What failed once stays written. */
export class CoverageLog {
  readonly #rows = new Map<string, SourceCoverage>();

  constructor(readonly clock: Clock) {}

  complete(tenantId: string, source: SourceName): void {
    if (!this.#rows.has(`${tenantId}|${source}`)) this.#put({ tenantId, source, state: 'COMPLETE' });
  }

  partial(tenantId: string, source: SourceName, message: string): void {
    this.lacks(tenantId, source, { state: 'PARTIAL', message });
  }

  /** An answer came, and something is missing in it. Several things that are missing stand side by side. */
  lacks(tenantId: string, source: SourceName, gap: Gap): void {
    const { state, message, remedy = null, providers = [] } = gap;
    const known = this.#rows.get(`${tenantId}|${source}`);
    if (known && known.state !== 'COMPLETE' && known.state !== 'PARTIAL') return;
    this.#put({
      ...{ tenantId, source, state, remedy },
      message: once([...(known?.message ? [known.message] : []), message], (text) => text).join(' '),
      providers: once([...(known?.providers ?? []), ...providers], ({ vendor, provider }) => `${vendor}/${provider}`),
    });
  }

  /** A source that the settings switch off. */
  disabled(tenantId: string, source: SourceName, remedy: string): void {
    const message = 'Switched off in the settings of this service.';
    this.#put({ tenantId, source, state: 'DISABLED', message, remedy });
  }

  failed(tenantId: string, source: SourceName, error: SecgraphError): void {
    const { requestId, remedy } = error.facts;
    this.#put({
      tenantId,
      source,
      state: STATES[error.code] ?? 'UNAVAILABLE',
      message: error.message,
      remedy: typeof remedy === 'string' ? remedy : null,
      requestId: requestId ?? null,
    });
  }

  /** Rows of these tenants, in their order, and in the order of the sources: who answered first changes nothing. */
  of(tenantIds: readonly string[]): SourceCoverage[] {
    return tenantIds.flatMap((tenantId) => SOURCES.flatMap((source) => this.#rows.get(`${tenantId}|${source}`) ?? []));
  }

  /** Everything that is wanted and not complete. */
  gaps(): SourceCoverage[] {
    return [...this.#rows.values()].filter(({ state }) => state !== 'COMPLETE' && state !== 'DISABLED');
  }

  #put(row: Pick<SourceCoverage, 'tenantId' | 'source' | 'state'> & Partial<SourceCoverage>): void {
    this.#rows.set(`${row.tenantId}|${row.source}`, {
      __typename: 'SourceCoverage',
      message: null,
      remedy: null,
      requestId: null,
      providers: [],
      asOf: new Date(this.clock.now()).toISOString(),
      ...row,
    });
  }
}

/** Each thing once, by its name. */
function once<Thing>(things: readonly Thing[], nameOf: (thing: Thing) => string): Thing[] {
  return [...new Map(things.map((thing) => [nameOf(thing), thing])).values()];
}
