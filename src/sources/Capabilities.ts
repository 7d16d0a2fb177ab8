import type { SourceName } from '../../schema/enums.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { Clock } from '../util/clock.js';

/** A way of asking that documents disagree on, and that Graph may refuse in a tenant. */
export type Shortcut =
  | 'users.$expand.manager'
  | 'user.$expand.managers'
  | 'devices.$expand.registeredOwners'
  | 'alerts.$filter.evidence'
  | 'secureScores.$select';

const SHORTCUT_SECONDS = 3600;
/** A consent or a licence that is given counts from then on at the latest. */
const REFUSAL_SECONDS = 120;

interface Known<T> {
  readonly value: T;
  readonly untilMs: number;
  /** Wall clock, milliseconds since 1970. */
  readonly asOf: number;
}

/** What this process has learned of each tenant by being refused, so that it does not ask in vain again and again. */
export class Capabilities {
  readonly #refusedShortcuts = new Map<string, Known<true>>();
  readonly #refusals = new Map<string, Known<SecgraphError>>();

  constructor(readonly clock: Clock) {}

  allows(tenantId: string, shortcut: Shortcut): boolean {
    return !this.#fresh(this.#refusedShortcuts, `${tenantId}|${shortcut}`);
  }

  refuse(tenantId: string, shortcut: Shortcut): void {
    this.#refusedShortcuts.set(`${tenantId}|${shortcut}`, this.#known(true, SHORTCUT_SECONDS));
  }

  /**
   * Pages with the shortcut where it is wanted and the tenant takes it. Refused on the first page, they are read without
   * it; when that works, it was the shortcut, and the tenant is known for that.
   */
  async *pages<Page>(
    { tenantId, shortcut, isWanted }: { tenantId: string; shortcut: Shortcut; isWanted: boolean },
    pagesOf: (isExpanded: boolean) => AsyncGenerator<Page, void, undefined>,
  ): AsyncGenerator<Page, void, undefined> {
    let hasBegun = false;
    try {
      for await (const page of pagesOf(isWanted && this.allows(tenantId, shortcut))) {
        hasBegun = true;
        yield page;
      }
    } catch (thrown) {
      if (hasBegun || !isWanted || !isRefusedShortcut(thrown)) throw thrown;
      for await (const page of pagesOf(false)) {
        this.refuse(tenantId, shortcut);
        yield page;
      }
    }
  }

  /** The same for reads by key, of which each value has its own answer. */
  async byKey<Answer>(
    { tenantId, shortcut, isWanted }: { tenantId: string; shortcut: Shortcut; isWanted: boolean },
    read: (isExpanded: boolean) => Promise<Map<string, Answer | Error>>,
  ): Promise<Map<string, Answer | Error>> {
    const isExpanded = isWanted && this.allows(tenantId, shortcut);
    const found = await read(isExpanded);
    if (!isExpanded || ![...found.values()].some(isRefusedShortcut)) return found;
    this.refuse(tenantId, shortcut);
    return read(false);
  }

  /**
   * The refusal (missing consent, missing licence) that a source gave a moment ago.
   *
   * @param since wall clock, milliseconds since 1970: a refusal before that does not count
   */
  refusalOf(tenantId: string, source: SourceName, since = -Infinity): SecgraphError | undefined {
    return this.#fresh(this.#refusals, `${tenantId}|${source}`, since);
  }

  rememberRefusal(tenantId: string, source: SourceName, error: SecgraphError): void {
    this.#refusals.set(`${tenantId}|${source}`, this.#known(error, REFUSAL_SECONDS));
  }

  #fresh<T>(map: Map<string, Known<T>>, key: string, since = -Infinity): T | undefined {
    const known = map.get(key);
    if (known && known.untilMs > this.clock.monotonicMs()) return known.asOf >= since ? known.value : undefined;
    map.delete(key);
    return undefined;
  }

  #known<T>(value: T, seconds: number): Known<T> {
    return { value, untilMs: this.clock.monotonicMs() + seconds * 1000, asOf: this.clock.now() };
  }
}

/** Graph answers 400 to an `$expand`, a `$filter` or a `$select` that it does not take; documents disagree on which it takes. */
export function isRefusedShortcut(answer: unknown): boolean {
  return answer instanceof SecgraphError && answer.code === 'UPSTREAM_REFUSED' && answer.facts.status === 400;
}
