import { isGranted, MEMBER_PERMISSION } from '../auth/permissions.js';
import type { Row, Rows, TenantWorld } from '../world/World.js';

/** An object of the directory under its id, with its type; undefined when the tenant does not know it. */
export function directoryObject(tenant: TenantWorld, id: string): Row | undefined {
  const key = id.toLowerCase();
  for (const [type, rows] of directoryTables(tenant)) {
    const row = rows.get(key);
    if (row !== undefined) return { ...row, '@odata.type': type };
  }
  return undefined;
}

/** What a caller may see of a member: all of it, or id and type only where the type's own permission is missing. */
export function memberView(row: Row, roles: readonly string[]): Row {
  const type = String(row['@odata.type']);
  const permission = MEMBER_PERMISSION[type];
  return permission === undefined || isGranted(roles, permission) ? row : { id: row.id, '@odata.type': type };
}

/** Members under their ids, in that order, as the caller may see them. */
export function members(tenant: TenantWorld, ids: readonly string[], roles: readonly string[]): Row[] {
  return ids.flatMap((id) => {
    const row = directoryObject(tenant, id);
    return row === undefined ? [] : [memberView(row, roles)];
  });
}

/** A user by object id or user principal name. */
export function userBy(tenant: TenantWorld, key: string): Row | undefined {
  return tenant.users.get(key.toLowerCase()) ?? byProperty(tenant.users, 'userPrincipalName', key);
}

/** The row whose property equals the value, ignoring case. */
export function byProperty(rows: Rows, property: string, value: string): Row | undefined {
  const id = indexOf(rows, property).get(value.toLowerCase());
  return id === undefined ? undefined : rows.get(id);
}

/** Direct and inherited memberships, each once, nearest first. */
export function transitiveMemberOf(tenant: TenantWorld, id: string): string[] {
  const seen = new Set<string>();
  const queue = [...tenant.memberOf(id)];
  for (const next of queue) {
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...tenant.memberOf(next));
  }
  return [...seen];
}

/** The alerts of an incident, newest first. */
export function alertsOf(tenant: TenantWorld, incidentId: string): Row[] {
  return (groupsOf(tenant.alerts, 'incidentId').get(incidentId) ?? []).flatMap((id) => tenant.alerts.get(id) ?? []);
}

function directoryTables(tenant: TenantWorld): readonly (readonly [string, Rows])[] {
  return [
    ['#microsoft.graph.user', tenant.users],
    ['#microsoft.graph.device', tenant.devices],
    ['#microsoft.graph.group', tenant.groups],
    ['#microsoft.graph.servicePrincipal', tenant.servicePrincipals],
    ['#microsoft.graph.directoryRole', tenant.directoryRoles],
  ];
}

interface Index<T> {
  readonly size: number;
  readonly entries: ReadonlyMap<string, T>;
}

/** An index holds until a row comes or goes; whoever changes one of these columns says so with {@link forgetIndexes}. */
const indexes = new WeakMap<Rows, Map<string, Index<string>>>();
const groups = new WeakMap<Rows, Map<string, Index<string[]>>>();

/** After a change of a column that rows are looked up by. */
export function forgetIndexes(rows: Rows): void {
  indexes.delete(rows);
  groups.delete(rows);
}

function indexOf(rows: Rows, property: string): ReadonlyMap<string, string> {
  return cached(indexes, rows, property, () => {
    const entries = new Map<string, string>();
    for (const row of withColumn(rows, property)) {
      const value = row[property];
      if (typeof value === 'string') entries.set(value.toLowerCase(), row.id);
    }
    return entries;
  });
}

function groupsOf(rows: Rows, property: string): ReadonlyMap<string, string[]> {
  return cached(groups, rows, property, () => {
    const entries = new Map<string, string[]>();
    for (const row of withColumn(rows, property)) {
      const value = String(row[property]);
      const ids = entries.get(value);
      if (ids === undefined) entries.set(value, [row.id]);
      else ids.push(row.id);
    }
    return entries;
  });
}

function cached<T>(
  store: WeakMap<Rows, Map<string, Index<T>>>,
  rows: Rows,
  property: string,
  build: () => Map<string, T>,
): ReadonlyMap<string, T> {
  const byColumn = store.get(rows) ?? new Map<string, Index<T>>();
  store.set(rows, byColumn);
  const known = byColumn.get(property);
  if (known?.size === rows.size) return known.entries;
  const entries = build();
  byColumn.set(property, { size: rows.size, entries });
  return entries;
}

function withColumn(rows: Rows, property: string): Iterable<Row> {
  return rows.cheapColumns === null || rows.cheapColumns.has(property) ? rows.heads() : rows;
}
