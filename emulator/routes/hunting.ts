import { databaseOf } from '../hunting/database.js';
import { windowOf } from '../hunting/timespan.js';
import type { Reply } from '../http/Reply.js';
import { KqlFault } from '../kql/KqlFault.js';
import { runQuery } from '../kql/run.js';
import { Moment, type Cells, type Table } from '../kql/values.js';
import { GraphFault } from '../odata/index.js';
import { bodyObject } from './answers.js';
import type { Route, RouteCall } from './Route.js';

const MAX_ROWS = 100_000;

/** @see https://learn.microsoft.com/graph/api/security-security-runhuntingquery */
export const huntingRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/security/runHuntingQuery',
    workload: 'hunting',
    permission: 'huntingRead',
    licence: 'defender',
    isRead: true,
    answer: hunt,
  },
];

function hunt(call: RouteCall): Reply {
  const { query, timespan } = readBody(call);
  const now = new Moment(call.now.getTime());
  const window = windowOf(timespan, now);
  if (!window) throw bad(`The value '${String(timespan).slice(0, 80)}' of parameter 'Timespan' is not valid.`);
  const { columns, rows } = queried(() => runQuery(query, databaseOf(call.tenant, now, window)));
  const body = {
    '@odata.context': `${call.contextRoot}/$metadata#microsoft.graph.security.huntingQueryResults`,
    schema: columns.map(({ name, type }) => ({ name, type })),
    results: queried(() => firstOf(rows, MAX_ROWS)),
  };
  return { status: 200, headers: {}, body };
}

/** Parameters are written `Query` in the documents and `query` in the metadata; both are understood. */
function readBody(call: RouteCall): { readonly query: string; readonly timespan: string | null } {
  const given = new Map(Object.entries(bodyObject(call)).map(([name, value]) => [name.toLowerCase(), value]));
  const query = given.get('query');
  const timespan = given.get('timespan') ?? null;
  if (typeof query !== 'string' || query.trim() === '') throw bad("The parameter 'Query' must not be empty.");
  if (timespan !== null && typeof timespan !== 'string') throw bad("The parameter 'Timespan' must be a string.");
  return { query, timespan };
}

function queried<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof KqlFault) throw bad(error.message);
    throw error;
  }
}

function firstOf(rows: Table['rows'], most: number): Cells[] {
  const first: Cells[] = [];
  for (const row of rows) {
    if (first.length === most) break;
    first.push(row);
  }
  return first;
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
