import type { Alert } from '../../schema/Alert.js';
import type { AlertFilter } from '../../schema/filters.js';
import type { InvolvedHost, InvolvedUser } from '../../schema/Involved.js';
import { compareMoments, toUtc } from '../util/moments.js';
import { literal } from '../util/odata.js';
import { CLASSIFICATION_WORDS, DETERMINATION_WORDS, SEVERITY_WORDS, STATUS_WORDS } from './graphWords.js';

/** One field of the filter: how Graph is asked for it, what it needs of an alert, and when an alert fits. */
interface Rule<Value> {
  /** Clause of `$filter`; null when Graph cannot be asked for this value. Absent: Graph cannot filter by it. */
  readonly clause?: (value: Value) => string | null;
  /** Fields of Alert that `fits` looks at. */
  readonly reads: readonly string[];
  readonly fits: (alert: Alert, value: Value) => boolean;
}

type Field = Exclude<keyof AlertFilter, 'and' | 'or' | 'not'>;
type Rules = { readonly [F in Field]-?: Rule<NonNullable<AlertFilter[F]>> };

/** Properties that alerts_v2 documents for `$filter` have a clause; all others are finished here. */
const RULES: Rules = {
  severity: {
    clause: (values) => anyWord('severity', values, SEVERITY_WORDS),
    reads: ['severity'],
    fits: (alert, values) => values.includes(alert.severity),
  },
  status: {
    clause: (values) => anyWord('status', values, STATUS_WORDS),
    reads: ['status'],
    fits: (alert, values) => values.includes(alert.status),
  },
  classification: {
    clause: (values) => anyWord('classification', values, CLASSIFICATION_WORDS),
    reads: ['classification'],
    fits: (alert, values) => values.includes(alert.classification ?? 'UNKNOWN'),
  },
  determination: {
    clause: (values) => anyWord('determination', values, DETERMINATION_WORDS),
    reads: ['determination'],
    fits: (alert, values) => values.includes(alert.determination ?? 'UNKNOWN'),
  },
  serviceSource: {
    clause: (values) => anyOf(values.map((value) => `serviceSource eq ${literal(value)}`)),
    reads: ['provider'],
    fits: (alert, values) => hasText(values, alert.provider.serviceSource),
  },
  assignedTo: {
    clause: (value) => `assignedTo eq ${literal(value)}`,
    reads: ['assignedTo'],
    fits: (alert, value) => alert.assignedTo?.toLowerCase() === value.toLowerCase(),
  },
  unassigned: {
    clause: (value) => (value ? 'assignedTo eq null' : 'assignedTo ne null'),
    reads: ['assignedTo'],
    fits: (alert, value) => (alert.assignedTo === null) === value,
  },
  createdAfter: {
    clause: (value) => `createdDateTime ge ${toUtc(value)}`,
    reads: ['createdAt'],
    fits: (alert, value) => compareMoments(alert.createdAt, value) >= 0,
  },
  createdBefore: {
    clause: (value) => `createdDateTime lt ${toUtc(value)}`,
    reads: ['createdAt'],
    fits: (alert, value) => compareMoments(alert.createdAt, value) < 0,
  },
  updatedAfter: {
    clause: (value) => `lastUpdateDateTime ge ${toUtc(value)}`,
    reads: ['updatedAt'],
    fits: (alert, value) => compareMoments(alert.updatedAt, value) >= 0,
  },
  updatedBefore: {
    clause: (value) => `lastUpdateDateTime lt ${toUtc(value)}`,
    reads: ['updatedAt'],
    fits: (alert, value) => compareMoments(alert.updatedAt, value) < 0,
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
    fits: (alert, value) => alert.incidentId === value,
  },
  text: {
    reads: ['title', 'description'],
    fits: (alert, value) => contains(alert.title, value) || contains(alert.description, value),
  },
};

/** What of a filter Graph does, and what is finished here. */
export interface Pushed {
  /** `$filter`; null when Graph can do nothing of it. */
  readonly clause: string | null;
  /** Fields of the filter that Graph cannot do. Empty: every row that Graph sends is one that was asked for. */
  readonly finishedHere: readonly string[];
}

/** The part of a filter that Graph can do. A row that fits the filter always fits the clause. */
export function pushDown(filter: AlertFilter): Pushed {
  const parts = [...fieldParts(filter), ...(filter.and ?? []).map(pushDown), ...orPart(filter), ...notPart(filter)];
  const clauses = parts.map(({ clause }) => clause).filter((clause) => clause !== null);
  return {
    clause: clauses.length > 0 ? clauses.join(' and ') : null,
    finishedHere: [...new Set(parts.flatMap(({ finishedHere }) => finishedHere))],
  };
}

/** Whether an alert fits. Everything is looked at, also what Graph has filtered: providers are known to ignore filters. */
export function fitsAlert(alert: Alert, filter: AlertFilter): boolean {
  return (
    fieldsOf(filter).every((field) => fitsField(alert, filter, field)) &&
    (filter.and ?? []).every((one) => fitsAlert(alert, one)) &&
    (!filter.or || filter.or.some((one) => fitsAlert(alert, one))) &&
    (!filter.not || !fitsAlert(alert, filter.not))
  );
}

/** Fields of Alert that {@link fitsAlert} looks at. */
export function readsOf(filter: AlertFilter): string[] {
  const own = fieldsOf(filter).flatMap((field) => RULES[field].reads);
  const inner = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])];
  return [...new Set([...own, ...inner.flatMap(readsOf)])];
}

function fieldParts(filter: AlertFilter): Pushed[] {
  return fieldsOf(filter).map((field) => {
    const clause = (RULES[field] as Rule<unknown>).clause?.(filter[field]) ?? null;
    return { clause, finishedHere: clause === null ? [field] : [] };
  });
}

/** An "or" goes to Graph whole or not at all: a part of it would drop rows that fit. */
function orPart({ or }: AlertFilter): Pushed[] {
  if (!or) return [];
  const parts = or.map(pushDown);
  const clauses = parts.map(({ clause }) => clause);
  const isWhole = parts.every(({ clause, finishedHere }) => clause !== null && finishedHere.length === 0);
  return [isWhole ? { clause: anyOf(clauses as string[]), finishedHere: [] } : { clause: null, finishedHere: ['or'] }];
}

/** `not` is not among the operators that alerts_v2 documents. */
function notPart({ not }: AlertFilter): Pushed[] {
  return not ? [{ clause: null, finishedHere: ['not'] }] : [];
}

function fieldsOf(filter: AlertFilter): Field[] {
  return (Object.keys(RULES) as Field[]).filter((field) => filter[field] !== undefined && filter[field] !== null);
}

function fitsField<F extends Field>(alert: Alert, filter: AlertFilter, field: F): boolean {
  return (RULES[field] as unknown as Rule<AlertFilter[F]>).fits(alert, filter[field]);
}

/** Null when one of the words is not Graph's: then Graph cannot be asked without losing rows. */
function anyWord<Word extends string>(
  property: string,
  values: readonly Word[],
  words: Readonly<Record<Word, string | null>>,
): string | null {
  const graphWords = values.map((value) => words[value]);
  if (graphWords.includes(null)) return null;
  return anyOf(graphWords.map((word) => `${property} eq ${literal(word!)}`));
}

function anyOf(clauses: readonly string[]): string | null {
  if (clauses.length === 0) return null;
  return clauses.length === 1 ? clauses[0]! : `(${clauses.join(' or ')})`;
}

function hasText(values: readonly string[], text: string | null): boolean {
  return text !== null && values.some((value) => value.toLowerCase() === text.toLowerCase());
}

function contains(text: string | null, part: string): boolean {
  return text?.toLowerCase().includes(part.toLowerCase()) ?? false;
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
