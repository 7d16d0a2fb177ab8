import type { ObservableKind } from '../../schema/enums.js';
import type { AlertSubject } from '../../schema/references.js';
import { kqlIn, kqlString } from '../util/kql.js';

/** Column of AlertEvidence for each kind of observable; kinds without a column cannot be hunted. */
const COLUMNS: Partial<Record<ObservableKind, string>> = {
  IPV4: 'RemoteIP',
  IPV6: 'RemoteIP',
  URL: 'RemoteUrl',
  FILE_SHA1: 'SHA1',
  FILE_SHA256: 'SHA256',
};

/** How far back advanced hunting sees. */
export const HUNTING_DAYS = 30;

const KEYS = [
  'AccountObjectId',
  'AccountUpn',
  'AccountSid',
  'DeviceId',
  'DeviceName',
  ...new Set(Object.values(COLUMNS)),
];

/** A row of the query: an alert, when it was raised, and the key by which its evidence names a subject. */
export type HuntingRow = Readonly<Record<string, string | null>>;

/**
 * One query for all alerts whose evidence names any of the subjects, newest first, one row for each alert and each key;
 * null when hunting has no column for one of them.
 */
export function huntingQuery(subjects: readonly AlertSubject[], maxRows: number): string | null {
  if (!subjects.every(isHuntable)) return null;
  const clauses = conditionsOf(subjects);
  if (clauses.length === 0) return null;
  return [
    'AlertEvidence',
    `| where Timestamp > ago(${HUNTING_DAYS}d)`,
    `| where ${clauses.join(' or ')}`,
    `| distinct AlertId, ${KEYS.join(', ')}`,
    '| join kind=inner (AlertInfo | project AlertId, Raised = Timestamp) on AlertId',
    '| order by Raised desc',
    `| take ${maxRows}`,
  ].join('\n');
}

/** Hunting has columns for people and machines, and for some observables. */
function isHuntable(subject: AlertSubject): boolean {
  if (subject.kind === 'APPLICATION' || subject.kind === 'INDICATOR') return false;
  return subject.kind !== 'OBSERVABLE' || COLUMNS[subject.observable] !== undefined;
}

/** Whether a row of {@link huntingQuery} names the subject. */
export function namesSubject(row: HuntingRow, subject: AlertSubject): boolean {
  const is = (column: string, value: string | null): boolean =>
    value !== null && row[column]?.toLowerCase() === value.toLowerCase();
  switch (subject.kind) {
    case 'USER':
      return (
        is('AccountObjectId', subject.objectId) ||
        is('AccountUpn', subject.userPrincipalName) ||
        is('AccountSid', subject.sid)
      );
    case 'HOST':
      return (
        is('DeviceId', subject.defenderId) ||
        (subject.name !== null && row['DeviceName']?.split('.')[0]?.toLowerCase() === subject.name.toLowerCase())
      );
    case 'APPLICATION':
    case 'INDICATOR':
      return false;
    case 'OBSERVABLE':
      return is(COLUMNS[subject.observable] ?? '', subject.value);
  }
}

function conditionsOf(subjects: readonly AlertSubject[]): string[] {
  const users = subjects.filter((one) => one.kind === 'USER');
  const hosts = subjects.filter((one) => one.kind === 'HOST');
  const observables = subjects.filter((one) => one.kind === 'OBSERVABLE');
  const values = (column: string): string[] =>
    observables.filter(({ observable }) => COLUMNS[observable] === column).map(({ value }) => value);
  return [
    kqlIn(
      'AccountObjectId',
      users.map(({ objectId }) => objectId),
    ),
    kqlIn(
      'AccountUpn',
      users.map(({ userPrincipalName }) => userPrincipalName),
    ),
    kqlIn(
      'AccountSid',
      users.map(({ sid }) => sid),
    ),
    kqlIn(
      'DeviceId',
      hosts.map(({ defenderId }) => defenderId),
    ),
    kqlIn(
      'DeviceName',
      hosts.map(({ name }) => name),
    ),
    ...hosts.map(({ name }) => (name === null ? null : `DeviceName startswith ${kqlString(`${name}.`)}`)),
    ...[...new Set(Object.values(COLUMNS))].map((column) => kqlIn(column, values(column))),
  ].filter((clause) => clause !== null);
}
