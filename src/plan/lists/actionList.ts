import type { SecurityAction } from '../../../schema/SecurityAction.js';
import type { ActionFilter } from '../../../schema/ActionWrites.js';
import { bounded } from '../../filter/bounds.js';
import type { Action, ActionPlace } from '../../journal/Action.js';
import { nounOfAction, notOurs, SOURCE_OF_SERVICE } from '../../loaders/actions.js';
import type { Operation } from '../../loaders/Operation.js';
import type { ListingService } from '../../sources/foundAction.js';
import { isUnknownEndpoint } from '../../sources/IndicatorSource.js';
import type { ActionList } from '../../sources/MachineActionSource.js';
import { NO_SECURITY_ACTIONS } from '../../sources/SecurityActionSource.js';
import { compareMoments } from '../../util/moments.js';
import { connection } from './connection.js';
import { list } from './list.js';
import { SortedStream } from './SortedStream.js';
import type { Position, Stream } from './Stream.js';

const MAX_ACTIONS = 200;
/** Of what others have asked for. */
const USUAL_DAYS = 30;
const SERVICES = Object.keys(SOURCE_OF_SERVICE) as readonly ListingService[];
const MORE = 'There are more actions than this service reads; older ones are missing. Ask with filter.requestedAfter.';

type Place = Pick<SecurityAction, 'requestedAt' | 'id'>;

/** Response actions of all tenants, newest first: those of the journal, and what services list that is not ours. */
export const actionList = list((args, _want, operation) => {
  const filter = bounded((args['filter'] as ActionFilter | null) ?? {});
  return connection<SecurityAction>({
    ...{ operation, args },
    list: 'securityActions',
    maxFirst: MAX_ACTIONS,
    isCountExact: false,
    compare: newestFirst,
    streams: (positions, tenantIds) => [
      ...(filter.isOurs === false ? [] : tenantIds.map((tenantId) => ours(operation, tenantId, filter, positions))),
      ...(filter.isOurs === true
        ? []
        : tenantIds.flatMap((tenantId) =>
            SERVICES.map((service) => others(operation, tenantId, service, filter, positions)),
          )),
    ],
  });
});

function newestFirst(a: Place, b: Place): number {
  return compareMoments(b.requestedAt, a.requestedAt) || (a.id < b.id ? -1 : Number(a.id > b.id));
}

function ours(
  operation: Operation,
  tenantId: string,
  filter: ActionFilter,
  positions: ReadonlyMap<string, Position>,
): Stream<SecurityAction> {
  const id = `${tenantId}|ours`;
  return new JournalStream(operation, id, tenantId, filter, (positions.get(id) ?? null) as ActionPlace | null);
}

/** Actions of one tenant that were asked for here, page by page from the journal. */
class JournalStream implements Stream<SecurityAction> {
  static readonly #PAGE = 100;
  readonly count = null;
  #page: readonly Action[] = [];
  #index = 0;
  #isAtEnd = false;

  constructor(
    readonly operation: Operation,
    readonly id: string,
    readonly tenantId: string,
    readonly filter: ActionFilter,
    private place: ActionPlace | null,
  ) {}

  get position(): Position {
    return this.place;
  }

  get hasMore(): boolean {
    return !this.#isAtEnd || this.#index < this.#page.length;
  }

  async peek(): Promise<SecurityAction | null> {
    while (this.#index >= this.#page.length) {
      if (this.#isAtEnd) return null;
      await this.#read();
    }
    return nounOfAction(this.#page[this.#index]!);
  }

  take(): void {
    const { requestedAt, id } = this.#page[this.#index]!;
    this.#index += 1;
    this.place = { requestedAt, id };
  }

  async #read(): Promise<void> {
    const { kind, state, target, requestedAfter } = this.filter;
    const query = {
      tenantIds: [this.tenantId],
      ...(kind ? { kinds: kind } : {}),
      ...(state ? { states: state } : {}),
      ...(target ? { targets: target } : {}),
      ...(requestedAfter ? { requestedFrom: Date.parse(requestedAfter) } : {}),
    };
    const page = { before: this.place, limit: JournalStream.#PAGE };
    this.#page = await this.operation.stores.journal.actions.list(query, page);
    this.#index = 0;
    this.#isAtEnd = this.#page.length < JournalStream.#PAGE;
  }
}

function others(
  operation: Operation,
  tenantId: string,
  service: ListingService,
  filter: ActionFilter,
  positions: ReadonlyMap<string, Position>,
): Stream<SecurityAction> {
  const id = `${tenantId}|${service}`;
  const source = SOURCE_OF_SERVICE[service];
  const question = {
    ...{ id, source, compare: newestFirst },
    read: async (): Promise<SecurityAction[]> => {
      const { actions, isComplete } = await listedOrGone(operation, tenantId, service, filter);
      if (isComplete) operation.coverage.complete(tenantId, source);
      else operation.coverage.partial(tenantId, source, MORE);
      return (await notOurs(actions, operation)).filter((action) => fits(action, filter));
    },
    placeOf: ({ requestedAt, id: actionId }: SecurityAction): Place => ({ requestedAt, id: actionId }),
  };
  return new SortedStream(operation, tenantId, question, positions.get(id) ?? null);
}

/** Graph's list is of beta: where it is gone, the coverage says so. */
async function listedOrGone(
  operation: Operation,
  tenantId: string,
  service: ListingService,
  filter: ActionFilter,
): Promise<ActionList> {
  try {
    return await listed(operation, tenantId, service, filter);
  } catch (thrown) {
    if (service !== 'SECURITY_ACTIONS' || !isUnknownEndpoint(thrown)) throw thrown;
    operation.coverage.lacks(tenantId, 'SECURITY_ACTIONS', NO_SECURITY_ACTIONS);
    return { actions: [], isComplete: true };
  }
}

function listed(
  operation: Operation,
  tenantId: string,
  service: ListingService,
  { requestedAfter }: ActionFilter,
): Promise<ActionList> {
  const { sources, clock } = operation.stores;
  const place = operation.place(tenantId);
  if (service === 'SECURITY_ACTIONS') return sources.securityActions.list(place);
  const since = requestedAfter ? Date.parse(requestedAfter) : clock.now() - USUAL_DAYS * 86_400_000;
  return sources.machineActions.since(place, new Date(since).toISOString());
}

function fits(
  { kind, state, target, requestedAt }: SecurityAction,
  { kind: kinds, state: states, target: targets, requestedAfter }: ActionFilter,
): boolean {
  return (
    (!kinds || (kind !== null && kinds.includes(kind))) &&
    (!states || states.includes(state)) &&
    (!targets || targets.includes(target)) &&
    (!requestedAfter || compareMoments(requestedAt, requestedAfter) >= 0)
  );
}
