import type { Alert } from '../../../schema/Alert.js';
import type { SourceName } from '../../../schema/enums.js';
import type { AlertFilter } from '../../../schema/filters.js';
import { alertFilters } from '../../filter/alertFilter.js';
import { tagsSought } from '../../filter/tagsSought.js';
import { alertById } from '../../loaders/alerts.js';
import type { Operation } from '../../loaders/Operation.js';
import { keysTagged, withoutOurTags, withOurTags } from '../../loaders/tags.js';
import type { Key } from '../../pivots/Key.js';
import type { Want } from '../../pivots/Want.js';
import { legacyIdIn } from '../../sources/legacy/readLegacyAlert.js';
import { timeOf, type TimedPage, type TimedQuery } from '../../sources/timedPages.js';
import { compareMoments } from '../../util/moments.js';
import { SortedStream } from './SortedStream.js';
import type { Position } from './Stream.js';

/** They are read one by one, twenty to a request; more would eat the budget of the tenant. */
const MAX_ALERTS = 100;
const CUT = `Of the alerts with these tags, those that got them last were looked up, ${MAX_ALERTS} of them; others are found as far as the list was read.`;

/** The alerts of one tenant and source, and how they are asked for. */
export interface TagQuestion extends Pick<TimedQuery, 'orderBy' | 'direction'> {
  readonly operation: Operation;
  readonly tenantId: string;
  readonly source: Extract<SourceName, 'ALERTS' | 'LEGACY_ALERTS'>;
  readonly filter: AlertFilter;
  readonly want: Want;
}

/** What an order knows of an alert. */
type Place = Pick<Alert, 'id' | 'createdAt' | 'updatedAt'>;

/**
 * A filter by tags. Graph cannot be asked for those that were given here: the journal names their alerts, and these are
 * merged with what is found by reading page by page. Each alert belongs to one of the two: to the pages where it fits by
 * what Graph says of it, to the journal where it fits by our tags alone. So none is lost, and none comes twice.
 */
export class TagSearch {
  /** Ids of the alerts that the journal names. */
  #named: ReadonlySet<string> = new Set();
  #isCut = false;
  #reading: Promise<readonly Alert[]> | null = null;

  constructor(readonly question: TagQuestion) {}

  /** The pages, whose alerts say what tags they have here. */
  async *pages(pages: AsyncIterable<TimedPage<Alert>>): AsyncGenerator<TimedPage<Alert>, void, undefined> {
    for await (const page of pages) {
      await this.#read();
      yield { ...page, nouns: await withOurTags(this.question.operation, page.nouns) };
    }
  }

  /** Whether an alert of {@link pages} is shown there. */
  isOfPages(alert: Alert): boolean {
    if (!this.#fits(alert)) return false;
    return this.#fits(withoutOurTags(alert)) || (this.#isCut && !this.#named.has(alert.id));
  }

  /** The alerts that the journal names; null where the filter asks for no tags. */
  stream(positions: ReadonlyMap<string, Position>): SortedStream<Alert, Place> | null {
    const { operation, tenantId, source, filter, orderBy, direction } = this.question;
    if (tagsSought(filter).length === 0) return null;
    const id = `${tenantId}|${source}|TAGGED`;
    const sign = direction === 'asc' ? 1 : -1;
    return new SortedStream<Alert, Place>(
      operation,
      tenantId,
      {
        ...{ id, source },
        read: async () => (await this.#read()).filter((alert) => this.#isOfJournal(alert)),
        compare: (a, b) => sign * compareMoments(timeOf(a, orderBy), timeOf(b, orderBy)) || compareText(a.id, b.id),
        placeOf: (alert) => ({ id: alert.id, createdAt: alert.createdAt, updatedAt: alert.updatedAt }),
      },
      positions.get(id) ?? null,
    );
  }

  #isOfJournal(alert: Alert): boolean {
    return this.#fits(alert) && !this.#fits(withoutOurTags(alert));
  }

  #fits(alert: Alert): boolean {
    return alertFilters.fits(alert, this.question.filter);
  }

  #read(): Promise<readonly Alert[]> {
    this.#reading ??= this.#readNamed();
    return this.#reading;
  }

  async #readNamed(): Promise<readonly Alert[]> {
    const { operation, tenantId, source, filter, want } = this.question;
    const named = await keysTagged(operation, tenantId, tagsSought(filter), MAX_ALERTS + 1);
    this.#isCut = named.length > MAX_ALERTS;
    if (this.#isCut) operation.coverage.partial(tenantId, source, CUT);
    const keys = named.slice(0, MAX_ALERTS).filter((key) => sourceOf(key) === source);
    if (keys.length === 0) return [];
    const loaded = [...(await alertById.load(keys, want, {}, operation)).values()];
    // What could not be read is in the coverage.
    const alerts = loaded.filter((alert) => alert !== null && !(alert instanceof Error)) as Alert[];
    this.#named = new Set(alerts.map(({ id }) => id));
    return withOurTags(operation, alerts);
  }
}

function sourceOf({ id }: Key): TagQuestion['source'] {
  return legacyIdIn(id) === null ? 'ALERTS' : 'LEGACY_ALERTS';
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
