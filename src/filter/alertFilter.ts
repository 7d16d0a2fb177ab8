import type { Alert } from '../../schema/Alert.js';
import type { AlertFilter } from '../../schema/filters.js';
import type { InvolvedHost, InvolvedUser } from '../../schema/Involved.js';
import { readGlobalId } from '../util/globalId.js';
import { literal } from '../util/odata.js';
import { COMMON_RULES } from './commonRules.js';
import { SERVICE_SOURCE_WORDS, STATUS_WORDS } from './graphWords.js';
import { anyOf, anyWord, contains, FilterRules, hasText, type Rules } from './rules.js';

/** Properties that alerts_v2 documents for `$filter` have a clause; all others are finished here. */
export const ALERT_RULES: Rules<Alert, AlertFilter> = {
  ...COMMON_RULES,
  status: {
    clause: (values) => anyWord('status', values, STATUS_WORDS),
    reads: ['status'],
    fits: (alert, values) => values.includes(alert.status),
  },
  serviceSource: {
    clause: ofServices,
    reads: ['provider'],
    fits: (alert, values) => hasText(values, alert.provider.serviceSource),
  },
  provider: {
    reads: ['provider'],
    fits: (alert, values) => hasText(values, alert.provider.product),
  },
  category: {
    reads: ['categories'],
    fits: (alert, values) => alert.categories.some((category) => hasText(values, category)),
  },
  technique: {
    reads: ['mitreTechniques'],
    fits: (alert, values) =>
      alert.mitreTechniques.some(({ id }) => values.some((value) => id === value || id.startsWith(`${value}.`))),
  },
  tag: {
    reads: ['tags'],
    fits: (alert, values) => alert.tags.some(({ name }) => hasText(values, name)),
  },
  user: {
    reads: ['users'],
    fits: (alert, value) => alert.users.some((user) => isUser(user, value.toLowerCase())),
  },
  host: {
    reads: ['hosts'],
    fits: (alert, value) => alert.hosts.some((host) => isHost(host, value.toLowerCase())),
  },
  /** The value is in its normal form: see src/identity/observable.ts. */
  observable: {
    reads: ['indicators'],
    fits: (alert, value) => alert.indicators.some((indicator) => indicator.value === value),
  },
  incident: {
    reads: ['incident'],
    fits: isOfIncident,
  },
  text: {
    reads: ['title', 'description'],
    fits: (alert, value) => contains(alert.title, value) || contains(alert.description, value),
  },
};

/** Filters of alerts. */
export const alertFilters = new FilterRules<Alert, AlertFilter>(ALERT_RULES);

/** An incident by its global id, which says its tenant, or by Graph's own id, which may mean one in each tenant. */
function isOfIncident({ tenantId, incidentId }: Alert, id: string): boolean {
  const own = readGlobalId(id);
  return own ? own.type === 'Incident' && own.tenantId === tenantId && own.key === incidentId : incidentId === id;
}

function isUser({ userRef, accountName, userPrincipalName, sid }: InvolvedUser, value: string): boolean {
  return [userRef.objectId, userRef.mail, userRef.sid, accountName, userPrincipalName, sid].some(
    (key) => key?.toLowerCase() === value,
  );
}

function isHost({ hostRef, name, dnsName }: InvolvedHost, value: string): boolean {
  return [hostRef.deviceId, hostRef.defenderId, hostRef.hostName, name, dnsName].some(
    (key) => key?.toLowerCase() === value,
  );
}

/** Graph refuses a filter with a word that is none of its own; one that is newer than our list is finished here. */
function ofServices(values: readonly string[]): string | null {
  const words = values.map((value) => SERVICE_SOURCE_WORDS.find((word) => word.toLowerCase() === value.toLowerCase()));
  if (words.includes(undefined)) return null;
  return anyOf(words.map((word) => `serviceSource eq ${literal(word!)}`));
}
