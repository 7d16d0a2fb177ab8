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

/**
 * One query for the ids of all alerts whose evidence names any of the subjects, newest first; null when hunting has no
 * column for one of them. Which alert is whose, the alerts themselves say.
 */
export function huntingQuery(subjects: readonly AlertSubject[], maxRows: number): string | null {
  if (subjects.some((one) => one.kind === 'OBSERVABLE' && !COLUMNS[one.observable])) return null;
  const clauses = conditionsOf(subjects);
  if (clauses.length === 0) return null;
  return [
    'AlertEvidence',
    `| where Timestamp > ago(${HUNTING_DAYS}d)`,
    `| where ${clauses.join(' or ')}`,
    `| summarize Timestamp = max(Timestamp) by AlertId`,
    '| order by Timestamp desc',
    `| take ${maxRows}`,
  ].join('\n');
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
