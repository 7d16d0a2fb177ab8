import { SourceName, type CoverageState } from '../../schema/enums.js';
import type { SourceCoverage } from '../../schema/SourceCoverage.js';
import type { ErrorCode } from '../errors/codes.js';
import type { SecgraphError } from '../errors/SecgraphError.js';
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
    this.#put({ tenantId, source, state: 'PARTIAL', message });
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

  /** Everything that is not complete. */
  gaps(): SourceCoverage[] {
    return [...this.#rows.values()].filter(({ state }) => state !== 'COMPLETE');
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
