import type { Incident } from '../../../schema/Incident.js';
import { rememberIncident } from '../../loaders/incidents.js';
import { failed } from '../sending.js';
import type { Desk, NotDone } from '../Verb.js';
import { areChanged, changedTags, type TagWords } from './tagWords.js';

/** Once, and once more where somebody else has changed them in between. */
const MOST_TRIES = 2;

const UNSEEN = 'Whether the incident has the tags now could not be read. Look at it.';

/** How tags came to an incident: `note` says what is not there. */
export type Mirrored =
  { readonly kind: 'done'; readonly note: string | null; readonly requestId: string | null } | NotDone;

/**
 * Puts tags on an incident and takes tags off it. Graph takes all of them at once or none, so they are read, changed,
 * written, and read back: see docs/tags.md for what may still go wrong.
 *
 * @param graphId Graph's id of the incident
 */
export async function mirrorTags(graphId: string, words: TagWords, desk: Desk): Promise<Mirrored> {
  try {
    return await mirror(graphId, words, desk);
  } catch (thrown) {
    return failed(thrown);
  }
}

async function mirror(graphId: string, words: TagWords, { place, operation }: Desk): Promise<Mirrored> {
  const { incidents } = operation.stores.sources;
  let requestId: string | null = null;
  let incident = await incidents.byId(place, graphId);
  for (let tries = 0; incident && !areChanged(incident.customTags, words); tries += 1) {
    if (tries === MOST_TRIES) {
      const note = 'The incident does not show the tags as asked: somebody else changes them, too. Look at it.';
      return { kind: 'done', note, requestId };
    }
    requestId = await write(incident, words, { place, operation });
    const written = await incidents.byId(place, graphId).catch(() => undefined);
    if (written === undefined) return { kind: 'done', note: UNSEEN, requestId };
    incident = written;
  }
  if (!incident) return { kind: 'done', note: 'The tenant does not know the incident.', requestId };
  await rememberIncident(operation, place, incident);
  return { kind: 'done', note: null, requestId };
}

/** Where its answer is lost, reading back tells. */
async function write(
  { graphId, customTags }: Incident,
  words: TagWords,
  { place, operation }: Pick<Desk, 'place' | 'operation'>,
): Promise<string | null> {
  const { incidents } = operation.stores.sources;
  try {
    return (await incidents.update(place, graphId, { customTags: changedTags(customTags, words) })).requestId;
  } catch (thrown) {
    if (failed(thrown).kind !== 'unknown') throw thrown;
    return null;
  }
}
