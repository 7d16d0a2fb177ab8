import type { IncidentFilter } from '../../schema/filters.js';
import type { Incident } from '../../schema/Incident.js';
import { COMMON_RULES } from './commonRules.js';
import { INCIDENT_STATUS_WORDS } from './graphWords.js';
import { anyWord, contains, FilterRules, hasText } from './rules.js';

/** Filters of incidents. Properties that Graph documents for `$filter` have a clause; all others are finished here. */
export const incidentFilters = new FilterRules<Incident, IncidentFilter>({
  ...COMMON_RULES,
  status: {
    clause: (values) => anyWord('status', values, INCIDENT_STATUS_WORDS),
    reads: ['status'],
    fits: (incident, values) => values.includes(incident.status),
  },
  tag: {
    reads: ['customTags', 'systemTags'],
    fits: ({ customTags, systemTags }, values) => [...customTags, ...systemTags].some((tag) => hasText(values, tag)),
  },
  text: {
    reads: ['displayName', 'description', 'summary'],
    fits: ({ displayName, description, summary }, value) =>
      [displayName, description, summary].some((one) => contains(one, value)),
  },
});
