import type { Incident } from '../../schema/Incident.js';
import { SUBJECT_FIELDS } from '../filter/subject.js';
import { keyText, type Key, type SubjectKey } from '../pivots/Key.js';
import { Wanted } from '../pivots/Want.js';
import { pageSizeOf } from './cursors.js';
import { incident } from './incidents.js';
import type { Relation } from './Relation.js';
import { foundAlerts } from './alertsOf.js';
import { inEachTenant } from './tenantwise.js';

const MAX_FIRST = 50;
/** The newest alerts of a subject, whose incidents are told. */
const ALERTS = 50;
const READ = new Wanted();
for (const field of ['incident', ...SUBJECT_FIELDS]) READ.addField('Alert', field);

/** Incidents that a user or a machine is named in, by the alerts that name it, the latest alert first. */
export const incidentsOf: Relation<SubjectKey> = {
  load: (keys, want, args, operation) =>
    inEachTenant(keys, operation, null, async (place, own) => {
      const first = pageSizeOf(args, MAX_FIRST);
      const { tenantId } = place.tenant;
      const finding = await foundAlerts({
        ...{ operation, place, filter: {}, clause: null, enough: ALERTS, want: READ },
        sought: own.map(({ id, subject }) => ({ id, subject, position: null })),
      });
      const idsOf = (key: SubjectKey): Key[] => {
        const ids = (finding.hits.get(key.id)?.alerts ?? []).map(({ incidentId }) => incidentId);
        return [...new Set(ids.filter((id) => id !== null))].slice(0, first).map((id) => ({ tenantId, id }));
      };
      const wanted = new Map(own.flatMap(idsOf).map((key) => [key.id, key]));
      const loaded = await incident.load([...wanted.values()], want, {}, operation);
      return new Map<string, unknown>(
        own.map((key) => {
          const answers = idsOf(key).map((one) => loaded.get(keyText(one)) ?? null);
          const error = answers.find((answer) => answer instanceof Error);
          return [keyText(key), error ?? (answers as (Incident | null)[]).filter((one) => one !== null)];
        }),
      );
    }),
};
