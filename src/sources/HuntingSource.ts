import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphAnswer } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { invalid, sentOne } from './answers.js';
import type { Place } from './Place.js';
import { shallow } from './shallow.js';
import { records, text, type WireRecord } from './wire.js';

/** A column as the engine names it: `String`, `DateTime`, `Int64`, … */
export interface HuntingColumn {
  readonly name: string;
  readonly type: string;
}

export interface HuntingAnswer {
  readonly columns: readonly HuntingColumn[];
  /** Every row has every column under the name that `columns` gives it. */
  readonly rows: readonly WireRecord[];
  /** ISO 8601. */
  readonly asOf: string;
}

/** Advanced hunting: `/security/runHuntingQuery`. Needs ThreatHunting.Read.All and Defender XDR; 45 calls a minute and tenant. */
export class HuntingSource {
  constructor(readonly graph: GraphClient) {}

  /**
   * Runs a query. It travels alone, behind everybody who needs an answer now; identical queries in flight are one.
   *
   * @param timespan ISO 8601; the narrower of it and the query's own time filter wins. Default: all 30 days that there are.
   * @throws SecgraphError UPSTREAM_REFUSED with status 400 for a query that the engine does not run
   */
  async run({ tenant, call }: Place, query: string, timespan?: string): Promise<HuntingAnswer> {
    const request = {
      method: 'POST',
      isRead: true,
      alone: true,
      path: '/security/runHuntingQuery',
      workload: 'hunting',
      body: { query, ...(timespan === undefined ? {} : { timespan }) },
    } as const;
    const answer = await this.graph.send(tenant, request, { ...call, lane: 'reports' });
    const { record, asOf } = sentOne(answer, tenant);
    const columns = records(record, 'schema').map(columnOf);
    return { columns, rows: rowsOf(record, answer, tenant).map((row) => shallow(named(row, columns))), asOf };
  }
}

/** Older samples write `Name` and `Type`. */
function columnOf(row: WireRecord): HuntingColumn {
  return { name: text(row, 'name') ?? text(row, 'Name') ?? '', type: text(row, 'type') ?? text(row, 'Type') ?? '' };
}

function rowsOf(record: WireRecord, answer: GraphAnswer, tenant: GraphTenant): readonly WireRecord[] {
  if (Array.isArray(record['results'])) return records(record, 'results');
  throw invalid(answer, tenant, 'a hunting query without results');
}

/** Rows have been seen with other capitals than the schema: `deviceId` under `DeviceId`. */
function named(row: WireRecord, columns: readonly HuntingColumn[]): WireRecord {
  // A copy: nobody promises the types of a row, so a value of another type is not worth a note.
  if (columns.every(({ name }) => Object.hasOwn(row, name))) return { ...row };
  const folded = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(columns.map(({ name }) => [name, folded.get(name.toLowerCase()) ?? null]));
}
