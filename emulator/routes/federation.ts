import type { Reply } from '../http/Reply.js';
import { MODELS } from '../model/index.js';
import { answerCollection, GraphFault } from '../odata/index.js';
import type { CollectionAnswer, CollectionRequest } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { follow } from './answers.js';
import type { RouteCall } from './Route.js';

const MAX_SKIP = 500;
/** Documented as not filterable: it tells everything, whatever is asked. */
const UNFILTERABLE = 'Office 365 Security and Compliance';
/** How long Graph waits for a provider, and a little more. */
const TIMED_OUT = { status: 504, latencyMs: 10_021 };

interface Asked {
  readonly provider: string;
  readonly vendor: string;
  readonly rows: readonly Row[];
}

/**
 * One question to every provider of the tenant, and what they say put behind one another: `$top` and `$skip` hold for each of
 * them, and who does not answer is told in `Warning`.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-error-codes
 */
export function federated(call: RouteCall): Reply {
  const offset = offsetOf(call);
  const all = providersOf(call.tenant.legacyAlerts);
  const silent = all.filter(({ provider }) => isSilent(call, provider));
  // Also where nobody is left to ask: what is wrong with the question is said all the same.
  const { '@odata.context': context } = ask(call, { provider: '', vendor: '', rows: [] }, offset);
  const answers = all.filter((one) => !silent.includes(one)).map((one) => ask(call, one, offset));
  const hasMore = answers.some((answer) => answer['@odata.nextLink'] !== undefined);
  const isCounted = call.options.count === true && call.options.skiptoken === undefined;
  return {
    status: silent.length > 0 ? 206 : 200,
    headers: silent.length > 0 ? { Warning: silent.map(warningOf).join(', ') } : {},
    body: {
      '@odata.context': context,
      ...(isCounted ? { '@odata.count': sum(answers) } : {}),
      ...(hasMore ? { '@odata.nextLink': linkTo(call, offset + pageOf(call)) } : {}),
      value: answers.flatMap(({ value }) => value),
    },
  };
}

/** `Microsoft/MCAS/504/10021`, as the header quotes it. */
function warningOf({ vendor, provider }: Asked): string {
  return `199 - "${vendor}/${provider}/${TIMED_OUT.status}/${TIMED_OUT.latencyMs}"`;
}

export function isSilent({ tenant, settings }: RouteCall, provider: string): boolean {
  return settings.silentProviders && tenant.silentProviders.includes(provider);
}

export function vendorOf(row: Row): { readonly provider: string; readonly vendor: string } {
  return row['vendorInformation'] as { provider: string; vendor: string };
}

function providersOf(rows: Iterable<Row>): Asked[] {
  const found = new Map<string, Asked & { rows: Row[] }>();
  for (const row of rows) {
    const { provider, vendor } = vendorOf(row);
    const known = found.get(provider);
    if (known) known.rows.push(row);
    else found.set(provider, { provider, vendor, rows: [row] });
  }
  return [...found.values()];
}

function ask(call: RouteCall, { provider, rows }: Asked, skip: number): CollectionAnswer {
  const { filter, skiptoken: _, ...options } = call.options;
  const isFiltered = filter !== undefined && provider !== UNFILTERABLE;
  const request: CollectionRequest = {
    model: MODELS.legacyAlert,
    rows,
    options: { ...options, skip, ...(isFiltered ? { filter } : {}) },
    headers: call.headers,
    contextRoot: call.contextRoot,
    path: call.path,
    follow: follow(call),
  };
  return answerCollection(request);
}

/** @throws GraphFault 400 beyond 500, and for a token that is none of ours */
function offsetOf({ options: { skip = 0, skiptoken } }: RouteCall): number {
  if (skip > MAX_SKIP) {
    throw bad(
      `The limit of '${MAX_SKIP}' for Skip query has been exceeded. The value from the incoming request is '${skip}'.`,
    );
  }
  if (skiptoken === undefined) return skip;
  const offset = Number(Buffer.from(skiptoken, 'base64url').toString());
  if (!Number.isSafeInteger(offset) || offset <= 0) throw bad("Query option 'SkipToken' is not valid.");
  return offset;
}

function pageOf({ options: { top } }: RouteCall): number {
  return top ?? MODELS.legacyAlert.pageSize;
}

function linkTo({ contextRoot, path, rawQuery }: RouteCall, offset: number): string {
  const kept = rawQuery.split('&').filter((pair) => pair !== '' && !/^(\$|%24)skip(token)?=/i.test(pair));
  return `${contextRoot}${path}?${[...kept, `$skiptoken=${Buffer.from(String(offset)).toString('base64url')}`].join('&')}`;
}

function sum(answers: readonly CollectionAnswer[]): number {
  return answers.reduce((total, answer) => total + (answer['@odata.count'] ?? 0), 0);
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
