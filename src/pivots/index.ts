import { alertPivots } from './alertPivots.js';
import { hostPivots } from './hostPivots.js';
import type { Pivot } from './Pivot.js';
import { queryPivots } from './queryPivots.js';
import { tenantPivots } from './tenantPivots.js';
import { userPivots } from './userPivots.js';

/** Every pivot of the house. A new one is a row in one of these tables and a method in a resolver. */
export const PIVOTS: readonly Pivot[] = [...queryPivots, ...alertPivots, ...userPivots, ...hostPivots, ...tenantPivots];

const byName = new Map(PIVOTS.map((row) => [`${row.from}.${row.field}`, row]));

/** The pivot behind a field, or undefined when the field is part of the parent's own record. */
export function pivotOf(type: string, field: string): Pivot | undefined {
  return byName.get(`${type}.${field}`);
}
