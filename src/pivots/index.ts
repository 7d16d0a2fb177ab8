import { actionPivots } from './actionPivots.js';
import { alertPivots } from './alertPivots.js';
import { auditPivots } from './auditPivots.js';
import { hostPivots } from './hostPivots.js';
import { huntPivots } from './huntPivots.js';
import { incidentPivots } from './incidentPivots.js';
import { indicatorPivots } from './indicatorPivots.js';
import { mutationPivots } from './mutationPivots.js';
import { NOUNS } from './nouns.js';
import type { Pivot, RelationName } from './Pivot.js';
import { queryPivots } from './queryPivots.js';
import { reversePivots } from './reversePivots.js';
import { scorePivots } from './scorePivots.js';
import { servicePrincipalPivots } from './servicePrincipalPivots.js';
import { tenantPivots } from './tenantPivots.js';
import { userPivots } from './userPivots.js';

/** Every pivot of the house. A new one is a row in one of these tables and a method in a resolver. */
export const PIVOTS: readonly Pivot[] = [
  ...queryPivots,
  ...alertPivots,
  ...incidentPivots,
  ...userPivots,
  ...hostPivots,
  ...huntPivots,
  ...indicatorPivots,
  ...reversePivots,
  ...servicePrincipalPivots,
  ...scorePivots,
  ...tenantPivots,
  ...mutationPivots,
  ...actionPivots,
  ...auditPivots,
];

const byName = new Map(PIVOTS.map((row) => [`${row.from}.${row.field}`, row]));

/** The pivot behind a field, or undefined when the field is part of the parent's own record. */
export function pivotOf(type: string, field: string): Pivot | undefined {
  return byName.get(`${type}.${field}`);
}

/**
 * Whether the key of a pivot can be told from the key that its parent was asked by through this relation: users that came
 * as somebody's managers were asked for by another's key.
 */
export function isAhead({ from, ahead }: Pivot, parentRelation: RelationName): boolean {
  return ahead !== undefined && NOUNS.get(from)?.relation === parentRelation;
}
