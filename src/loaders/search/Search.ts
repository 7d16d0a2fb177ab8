import type { Alert } from '../../../schema/Alert.js';
import type { AlertFilter } from '../../../schema/filters.js';
import type { AlertSubject } from '../../../schema/references.js';
import { alertFilters } from '../../filter/alertFilter.js';
import { fitsSubject } from '../../filter/subject.js';
import type { Want } from '../../pivots/Want.js';
import type { Place } from '../../sources/Place.js';
import { wasRead, type KeysetPosition } from '../../util/keyset.js';
import type { Operation } from '../Operation.js';
import { withOurTags } from '../tags.js';

/** A subject, the name it has in this search, and where its reading goes on. */
export interface Sought {
  readonly id: string;
  readonly subject: AlertSubject;
  readonly position: KeysetPosition | null;
}

/** What is searched for in one tenant: the newest alerts of each subject. */
export interface Search {
  readonly operation: Operation;
  readonly place: Place;
  readonly sought: readonly Sought[];
  /** Which of their alerts; Graph's part of it is `clause`. */
  readonly filter: AlertFilter;
  readonly clause: string | null;
  /** Alerts for each subject. */
  readonly enough: number;
  readonly want: Want;
}

/** The newest alerts of one subject. */
export interface Hits {
  readonly alerts: readonly Alert[];
  readonly hasMore: boolean;
}

/** How alerts were found, and what that may have missed; null = nothing. */
export interface Finding {
  readonly hits: ReadonlyMap<string, Hits>;
  readonly caveat: string | null;
}

/** Collects alerts for the subjects that they name. */
export class Collector {
  readonly #found: ReadonlyMap<string, Map<string, Alert>>;
  /** Subjects whose alerts may not all have been seen. */
  readonly #isOpen = new Set<string>();

  constructor(readonly search: Search) {
    this.#found = new Map(search.sought.map(({ id }) => [id, new Map<string, Alert>()]));
  }

  /** Gives alerts to every one of these subjects that they name. */
  async offer(alerts: readonly Alert[], sought: readonly Sought[]): Promise<void> {
    const { operation, filter } = this.search;
    const readsTags = alertFilters.readsOf(filter).includes('tags');
    for (const alert of readsTags ? await withOurTags(operation, alerts) : alerts) this.#offer(alert, sought);
  }

  #offer(alert: Alert, sought: readonly Sought[]): void {
    if (!alertFilters.fits(alert, this.search.filter)) return;
    for (const { id, subject, position } of sought) {
      const isBehind = position === null || !wasRead(position, alert.createdAt, alert.graphId);
      if (isBehind && fitsSubject(alert, subject)) this.#found.get(id)?.set(alert.graphId, alert);
    }
  }

  /** One more than is shown tells that there is more. */
  hasEnough({ id }: Sought): boolean {
    return (this.#found.get(id)?.size ?? 0) > this.search.enough;
  }

  leaveOpen(sought: readonly Sought[]): void {
    for (const { id } of sought) this.#isOpen.add(id);
  }

  hits(): Map<string, Hits> {
    const { enough } = this.search;
    return new Map(
      [...this.#found].map(([id, found]) => {
        const alerts = [...found.values()];
        return [id, { alerts: alerts.slice(0, enough), hasMore: alerts.length > enough || this.#isOpen.has(id) }];
      }),
    );
  }
}
