import { TagOrigin, type Alert, type Tag } from '../../schema/Alert.js';
import type { Incident } from '../../schema/Incident.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import { tagKey } from '../journal/TagStore.js';
import { keyText, type Key, type TagsKey } from '../pivots/Key.js';
import { ownKey } from '../pivots/nouns.js';
import { Wanted } from '../pivots/Want.js';
import { incident } from './incidents.js';
import type { Operation } from './Operation.js';
import type { Relation } from './Relation.js';

const CUSTOM_TAGS = new Wanted();
CUSTOM_TAGS.addField('Incident', 'customTags');

/**
 * Tags of alerts, each saying who gave it: those on their own record, those of their incidents (one call for each), those
 * that were given here (one look-up for all). What is not asked for is not read.
 */
export const tagsOf: Relation<TagsKey> = {
  load: async (keys, _want, { from }, operation) => {
    const origins = new Set((from as readonly TagOrigin[] | null | undefined) ?? Object.values(TagOrigin));
    const [given, incidents] = await Promise.all([
      origins.has('OURS') ? ours(keys, operation) : new Map<string, Tag[]>(),
      origins.has('INCIDENT') ? customTags(keys, operation) : new Map<string, Tag[]>(),
    ]);
    return new Map<string, unknown>(
      keys.map((key) => {
        const custom = key.incidentId === null ? [] : incidents.get(keyText(incidentKey(key, key.incidentId)));
        if (custom instanceof Error) return [keyText(key), custom];
        const own = key.own.filter(({ origin }) => origin !== 'OURS' && origins.has(origin));
        return [keyText(key), [...own, ...(custom ?? []), ...(given.get(keyText(key)) ?? [])]];
      }),
    );
  },
};

/** The alerts with the tags that were given here beside their own, for whoever looks through them for tags. */
export async function withOurTags(operation: Operation, alerts: readonly Alert[]): Promise<Alert[]> {
  const keys = alerts.map(ownKey);
  const given = await ours(
    keys.filter((key) => key !== null),
    operation,
  );
  return alerts.map((alert, index) => {
    const key = keys[index];
    const tags = key && given.get(keyText(key));
    return tags ? { ...alert, tags: [...alert.tags, ...tags] } : alert;
  });
}

/** The alert as Graph has it. */
export function withoutOurTags(alert: Alert): Alert {
  return { ...alert, tags: alert.tags.filter(({ origin }) => origin !== 'OURS') };
}

/** Alerts of a tenant to which one of these tags was given here, by key; those first that got it last. */
export async function keysTagged(
  { stores }: Operation,
  tenantId: string,
  tags: readonly string[],
  atMost: number,
): Promise<Key[]> {
  const found = await answerOf(stores.journal.tags.alertsWith(tags, [tenantId], atMost));
  return found.map(({ alertId: id }) => ({ tenantId, id }));
}

async function ours(keys: readonly Key[], { stores }: Operation): Promise<Map<string, Tag[]>> {
  const asked = new Map(keys.map((key) => [tagKey({ tenantId: key.tenantId, alertId: key.id }), keyText(key)]));
  const alerts = keys.map(({ tenantId, id: alertId }) => ({ tenantId, alertId }));
  const found = await answerOf(stores.journal.tags.of(alerts));
  return new Map(
    [...found].map(([name, rows]) => [asked.get(name)!, rows.map(({ tag: name }): Tag => ({ name, origin: 'OURS' }))]),
  );
}

/** A list of alerts that could not be searched for tags says so in its coverage, as for any source. */
async function answerOf<Answer>(look: Promise<Answer>): Promise<Answer> {
  try {
    return await look;
  } catch (cause) {
    const message = 'The journal did not answer, which keeps the tags that were given here. Ask who runs this service.';
    throw new SecgraphError('UPSTREAM_UNAVAILABLE', message, {}, { cause });
  }
}

/** By key of the incident; an Error where it could not be read. */
async function customTags(keys: readonly TagsKey[], operation: Operation): Promise<Map<string, Tag[] | Error>> {
  const asked = keys.flatMap((key) => (key.incidentId === null ? [] : incidentKey(key, key.incidentId)));
  const own = [...new Map(asked.map((key) => [keyText(key), key])).values()];
  const loaded = own.length > 0 ? await incident.load(own, CUSTOM_TAGS, {}, operation) : new Map<string, unknown>();
  return new Map(
    [...loaded].map(([text, found]) => [
      text,
      found instanceof Error
        ? found
        : ((found as Incident | null)?.customTags ?? []).map((name): Tag => ({ name, origin: 'INCIDENT' })),
    ]),
  );
}

function incidentKey({ tenantId }: Key, id: string): Key {
  return { tenantId, id };
}
