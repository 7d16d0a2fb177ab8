import type { Alert } from '../../schema/Alert.js';
import type { AlertFilter } from '../../schema/filters.js';
import { toUtc } from '../util/moments.js';
import { literal } from '../util/odata.js';
import { ALERT_RULES } from './alertFilter.js';
import { FEEDBACK_WORDS, LEGACY_PROVIDERS, LEGACY_STATUS_WORDS, type LegacyProvider } from './legacyWords.js';
import { anyOf, anyWord, FilterRules, type Rule } from './rules.js';

const { severity, status, classification, assignedTo, createdAfter, createdBefore, updatedAfter, updatedBefore } =
  ALERT_RULES;

/**
 * The filter of alerts, for legacy ones: what fits is the same, what Graph is asked for is not. A clause is given where
 * every provider that takes it takes it to mean what we mean; providers that take none are the rule rather than the
 * exception, so everything is looked at again.
 */
export const legacyAlertFilters = new FilterRules<Alert, AlertFilter>({
  severity,
  status: { ...status, clause: (values) => anyWord('status', values, LEGACY_STATUS_WORDS) },
  classification: { ...classification, clause: (values) => anyWord('feedback', values, FEEDBACK_WORDS) },
  determination: here(ALERT_RULES.determination),
  assignedTo,
  // Nobody is null with some providers and an empty text with others.
  unassigned: here(ALERT_RULES.unassigned),
  createdAfter,
  createdBefore,
  updatedAfter: { ...updatedAfter, clause: (value) => eitherTime('ge', value) },
  updatedBefore: { ...updatedBefore, clause: (value) => eitherTime('lt', value) },
  serviceSource: {
    ...ALERT_RULES.serviceSource,
    clause: (values) => anyProvider(values, ({ serviceSource }) => serviceSource),
  },
  provider: { ...ALERT_RULES.provider, clause: (values) => anyProvider(values, ({ provider }) => provider) },
  category: here(ALERT_RULES.category),
  technique: here(ALERT_RULES.technique),
  tag: here(ALERT_RULES.tag),
  user: here(ALERT_RULES.user),
  host: here(ALERT_RULES.host),
  observable: here(ALERT_RULES.observable),
  incident: here(ALERT_RULES.incident),
  text: here(ALERT_RULES.text),
});

/** The rule, finished here. */
function here<Value>({ reads, fits }: Rule<Alert, Value>): Rule<Alert, Value> {
  return { reads, fits };
}

/** Providers that never tell a last change have their alerts dated by their creation. */
function eitherTime(operator: 'ge' | 'lt', moment: string): string {
  const time = toUtc(moment);
  return `(lastModifiedDateTime ${operator} ${time} or createdDateTime ${operator} ${time})`;
}

/** Null where one of the names is none that Graph filters by. */
function anyProvider(names: readonly string[], nameOf: (known: LegacyProvider) => string): string | null {
  const known = names.map((name) =>
    LEGACY_PROVIDERS.find((one) => nameOf(one).toLowerCase() === name.toLowerCase() && one.isFilterable),
  );
  if (known.includes(undefined)) return null;
  return anyOf(known.map((one) => `vendorInformation/provider eq ${literal(one!.provider)}`));
}
