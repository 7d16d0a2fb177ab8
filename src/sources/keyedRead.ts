import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import { pages } from '../graph/pages.js';
import { sentList, type Sent } from './answers.js';
import type { Place } from './Place.js';
import { grouped } from '../util/grouped.js';
import { text } from './wire.js';

/** A request that asks for several values at once. */
export interface KeyedRequest {
  readonly values: readonly string[];
  readonly request: GraphRequest;
}

/** More records than this for fifteen names are no answer to a question about fifteen names. */
const MAX_PAGES = 5;

/**
 * Sends all requests side by side and gives each record to the value it carries in `property`. Records that nobody asked
 * for are dropped: some endpoints ignore a filter that they do not understand. A failed request is an Error for its own
 * values alone.
 */
export async function keyedRead(
  graph: GraphClient,
  place: Place,
  requests: readonly KeyedRequest[],
  property: string,
): Promise<Map<string, Sent[] | Error>> {
  const found = new Map<string, Sent[] | Error>();
  await Promise.all(
    requests.map(async ({ values, request }) => {
      try {
        const sent = await readAll(graph, place, request);
        for (const [value, records] of byValue(values, sent, property)) found.set(value, records);
      } catch (thrown) {
        for (const value of values) found.set(value, thrown as Error);
      }
    }),
  );
  return found;
}

/** What was sent for each value, read; a failed request stays an Error. */
export function readEach<Noun>(
  found: ReadonlyMap<string, Sent[] | Error>,
  read: (sent: readonly Sent[]) => Noun[],
): Map<string, Noun[] | Error> {
  return new Map([...found].map(([value, sent]) => [value, sent instanceof Error ? sent : read(sent)]));
}

async function readAll(graph: GraphClient, { tenant, call }: Place, request: GraphRequest): Promise<Sent[]> {
  const sent: Sent[] = [];
  for await (const { answer } of pages(graph, tenant, request, call, { maxPages: MAX_PAGES })) {
    sent.push(...sentList(answer, tenant));
  }
  return sent;
}

function byValue(values: readonly string[], sent: readonly Sent[], property: string): Map<string, Sent[]> {
  const found = new Map<string, Sent[]>(values.map((value) => [value, []]));
  // The same name may be asked for in several spellings, by several references.
  const asked = grouped(values, (value) => value.toLowerCase());
  for (const one of sent) {
    for (const value of asked.get(text(one.record, property)?.toLowerCase() ?? '') ?? []) found.get(value)?.push(one);
  }
  return found;
}
