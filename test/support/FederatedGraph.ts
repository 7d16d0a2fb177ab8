import type { GraphClient } from '../../src/graph/GraphClient.js';
import type { GraphAnswer, GraphRequest } from '../../src/graph/GraphRequest.js';

/** A provider behind a federated API, and what is wrong with it. */
export interface Provider {
  readonly name: string;
  /** Alerts by minute of their creation. */
  readonly minutes: readonly number[];
  /** Gives no more than this in a page, whatever is asked for. */
  readonly most?: number;
  readonly ignoresTimes?: boolean;
}

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString();

/**
 * A Graph that has legacy alerts only: every provider answers for itself, `$top` rows each, put behind one another.
 */
export class FederatedGraph {
  readonly asked: string[] = [];
  /** Asked before every answer; true: it fails. */
  fails: (question: number) => boolean = () => false;

  constructor(readonly providers: readonly Provider[]) {}

  /** As the source sees it. */
  get client(): GraphClient {
    return { send: (_tenant: unknown, request: GraphRequest) => this.#answer(request) } as unknown as GraphClient;
  }

  /** Ids of all alerts in the order asked. */
  ids(direction: 'asc' | 'desc'): string[] {
    const sign = direction === 'asc' ? 1 : -1;
    return this.providers
      .flatMap((provider) => rowsOf(provider))
      .sort((a, b) => sign * (Date.parse(a.createdDateTime) - Date.parse(b.createdDateTime)) || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
  }

  #answer({ path }: GraphRequest): Promise<GraphAnswer> {
    const question = this.asked.push(path) - 1;
    if (this.fails(question)) return Promise.reject(new Error('The connection was lost.'));
    const query = new URL(path, 'http://graph.example').searchParams;
    const top = Number(query.get('$top'));
    const isAscending = query.get('$orderby')!.endsWith('asc');
    const [, operator, time] = /createdDateTime (le|lt|ge|gt) (\S+)$/.exec(query.get('$filter') ?? '') ?? [];
    const told = this.providers.map((provider) => {
      const rows = rowsOf(provider).sort(
        (a, b) => (isAscending ? 1 : -1) * order(a.createdDateTime, b.createdDateTime),
      );
      const fitting = operator && !provider.ignoresTimes ? rows.filter((row) => holds(row, operator, time!)) : rows;
      const size = Math.min(top, provider.most ?? top);
      return { rows: fitting.slice(0, size), hasMore: fitting.length > size };
    });
    const link = told.some(({ hasMore }) => hasMore) ? { '@odata.nextLink': 'http://graph.example/next' } : {};
    const body = { value: told.flatMap(({ rows }) => rows), ...link };
    return Promise.resolve({ status: 200, headers: {}, body, requestId: null, asOf: 0 });
  }
}

function rowsOf({ name, minutes }: Provider) {
  return minutes.map((minute, index) => ({
    id: `${name}-${index}`,
    createdDateTime: at(minute),
    lastModifiedDateTime: at(minute),
    vendorInformation: { provider: name, vendor: 'Microsoft' },
  }));
}

function holds({ createdDateTime }: { createdDateTime: string }, operator: string, time: string): boolean {
  const difference = order(createdDateTime, time);
  return { le: difference <= 0, lt: difference < 0, ge: difference >= 0, gt: difference > 0 }[operator]!;
}

function order(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
