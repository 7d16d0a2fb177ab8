import type { Alert } from '../../schema/Alert.js';
import type { Connection } from '../../schema/connections.js';
import type { Incident } from '../../schema/Incident.js';
import type { RiskDetection } from '../../schema/RiskDetection.js';
import type { SignIn } from '../../schema/SignIn.js';
import type { TimelineEvent } from '../../schema/TimelineEvent.js';
import { SUBJECT_FIELDS } from '../filter/subject.js';
import { keyText, signInKey, type Key, type OwnerKey, type SubjectKey } from '../pivots/Key.js';
import { EVERYTHING, withFields, type Want } from '../pivots/Want.js';
import { hourOf } from '../util/moments.js';
import { foundAlerts } from './alertsOf.js';
import { pageSizeOf } from './cursors.js';
import { riskDetectionsOf } from './detections.js';
import { alertsOfIncident } from './incidents.js';
import type { Operation } from './Operation.js';
import type { Relation } from './Relation.js';
import { signInsOf } from './signIns.js';
import { inEachTenant } from './tenantwise.js';
import {
  alertEvents,
  commentEvents,
  detectionEvents,
  EVENT_FIELDS,
  newestEvents,
  openedEvent,
  signInEvents,
} from './timelineEvents.js';
import { withinMsOf } from './within.js';

const MAX_FIRST = 500;
/** Alerts and sign-ins that are looked at for one timeline, the newest ones. */
const MOST_ALERTS = 50;
const MOST_SIGN_INS = 50;
const BEGINNING = '1970-01-01T00:00:00Z';

/** What happened to a user or on a machine, from alerts and, for users, from sign-ins and risk detections; newest first. */
export const timelineOf: Relation<SubjectKey> = {
  load: (keys, want, args, operation) =>
    inEachTenant(keys, operation, null, async (place, own) => {
      const first = pageSizeOf(args, MAX_FIRST);
      const since = hourOf(operation.stores.clock.now() - withinMsOf(args));
      const [finding, ofPeople] = await Promise.all([
        foundAlerts({
          ...{ operation, place, filter: {}, enough: MOST_ALERTS, want: eventWant(want) },
          clause: `createdDateTime ge ${since}`,
          sought: own.map(({ id, subject }) => ({ id, subject, position: null })),
        }),
        eventsOfPeople(own, since, operation),
      ]);
      return new Map(
        own.map((key) => {
          const alerts = finding.hits.get(key.id)?.alerts ?? [];
          const events = [...alerts.flatMap(alertEvents), ...(ofPeople.get(key.id) ?? [])];
          return [keyText(key), newestEvents(events, since, first)];
        }),
      );
    }),
};

/** Sign-ins and risk detections by id of the subject, where that is a user. */
async function eventsOfPeople(
  keys: readonly SubjectKey[],
  since: string,
  operation: Operation,
): Promise<Map<string, TimelineEvent[]>> {
  const people = keys.flatMap(personOf);
  if (people.length === 0) return new Map();
  const owners = people.map(({ own }) => own);
  const signInKeys = owners.map((own) => signInKey(own, MOST_SIGN_INS, since));
  const [signIns, detections] = await Promise.all([
    signInsOf.load(signInKeys, EVERYTHING, {}, operation),
    riskDetectionsOf.load(owners, EVERYTHING, {}, operation),
  ]);
  return new Map(
    people.map(({ id, own }, index) => [
      id,
      [
        ...signInEvents(own.tenantId, listOf<SignIn>(signIns.get(keyText(signInKeys[index]!)))),
        ...detectionEvents(own.tenantId, listOf<RiskDetection>(detections.get(keyText(own)))),
      ],
    ]),
  );
}

function personOf({ id, tenantId, subject }: SubjectKey): { id: string; own: Key }[] {
  const objectId = subject.kind === 'USER' ? subject.objectId : null;
  return objectId === null ? [] : [{ id, own: { tenantId, id: objectId.toLowerCase() } }];
}

/** The story of an incident: its opening, its comments, and everything that its alerts tell; newest first. */
export const timelineOfIncident: Relation<OwnerKey> = {
  load: async (keys, want, args, operation) => {
    const first = pageSizeOf(args, MAX_FIRST);
    const loaded = await alertsOfIncident.load(keys, eventWant(want), { first: MOST_ALERTS }, operation);
    return new Map<string, unknown>(
      keys.map((key) => {
        const answer = loaded.get(keyText(key));
        if (answer instanceof Error) return [keyText(key), answer];
        const { tenantId, createdAt, displayName, comments } = key.expanded as Incident;
        const alerts = (answer as Connection<Alert> | null | undefined)?.nodes ?? [];
        const own = [openedEvent(tenantId, createdAt, displayName), ...commentEvents(tenantId, comments)];
        return [keyText(key), newestEvents([...own, ...alerts.flatMap(alertEvents)], BEGINNING, first)];
      }),
    );
  },
};

/** A part that cannot be read costs that part; the coverage says so. */
function listOf<Noun>(answer: unknown): readonly Noun[] {
  return Array.isArray(answer) ? (answer as readonly Noun[]) : [];
}

function eventWant(want: Want): Want {
  return withFields(want, 'Alert', [...EVENT_FIELDS, ...SUBJECT_FIELDS]);
}
