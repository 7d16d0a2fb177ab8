import { SecgraphError } from '../errors/SecgraphError.js';
import { own } from './batch.js';
import type { Call, GraphAnswer, GraphRequest } from './GraphRequest.js';
import type { GraphTenant } from './GraphTenant.js';
import { nextRequest } from './nextRequest.js';

/** What the pager needs of the client. */
export interface Sender {
  send(tenant: GraphTenant, request: GraphRequest, call: Call): Promise<GraphAnswer>;
}

export interface Page {
  readonly answer: GraphAnswer;
  /** How to go on; null when Graph has no more. Not null on the last page given: there is more than was asked for. */
  readonly next: GraphRequest | null;
}

const MAX_PAGES = 100;

/**
 * Pages of a collection, one request each, until Graph has no more or `maxPages` (default 10, at most 100) were read.
 * A page may be empty and still have a next one.
 *
 * @throws SecgraphError what `send` throws; UPSTREAM_INVALID_RESPONSE when the links lead elsewhere or in a circle
 */
export async function* pages(
  graph: Sender,
  tenant: GraphTenant,
  request: GraphRequest,
  call: Call,
  { maxPages = 10 }: { maxPages?: number } = {},
): AsyncGenerator<Page, void, undefined> {
  const seen = new Set<string>();
  let next: GraphRequest | null = request;
  for (let count = 0; next && count < Math.min(maxPages, MAX_PAGES); count += 1) {
    if (seen.has(next.path)) throw circle(tenant, request);
    seen.add(next.path);
    const answer: GraphAnswer = await graph.send(tenant, next, call);
    next = following(tenant, next, answer);
    yield { answer, next };
  }
}

function following(tenant: GraphTenant, from: GraphRequest, { body }: GraphAnswer): GraphRequest | null {
  const link = own(body, '@odata.nextLink');
  return typeof link === 'string' ? nextRequest(tenant, from, link) : null;
}

function circle({ tenantId, displayName }: GraphTenant, { workload }: GraphRequest): SecgraphError {
  return new SecgraphError(
    'UPSTREAM_INVALID_RESPONSE',
    `Microsoft Graph leads in a circle from page to page, for ${workload} in tenant ${displayName}; reading was stopped.`,
    { tenantId, workload },
  );
}
