import type { GraphRequest } from './GraphRequest.js';
import { LIMITS } from './limits.js';

/** First match wins; every other directory call costs 1. */
const BASE_UNITS: readonly (readonly [path: RegExp, units: number])[] = [
  [/^\/groups\/[^/]+\/transitiveMembers$/i, 5],
  [/^\/groups\/[^/]+\/members$/i, 3],
  [/\/(isMemberOf|checkMemberGroups|checkMemberObjects)$/i, 4],
  [/\/(getMemberGroups|getMemberObjects)$/i, 2],
  [/^\/users\/[^/]+\/(memberOf|transitiveMemberOf|licenseDetails|ownedObjects|oauth2PermissionGrants)$/i, 2],
  [/^\/(users|applications)(\/[^/]+|\('[^/]*'\))?$/i, 2],
  [/^\/servicePrincipals\/[^/]+\/appRoleAssignments$/i, 2],
  [/^\/(subscribedSkus|contracts)$/i, 3],
  [/^\/domains\/[^/]+\/domainNameReferences$/i, 4],
];

/**
 * What a call takes from the budget of its workload: resource units of the directory, one call elsewhere.
 *
 * @see https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
export function costOf({ workload, path }: GraphRequest): number {
  if (LIMITS[workload].unit === 'request') return 1;
  const [place = '', query = ''] = path.split('?', 2);
  const options = new URLSearchParams(query);
  if (/\/getByIds$/i.test(place)) return options.has('$select') ? 2 : 5;
  const base = BASE_UNITS.find(([pattern]) => pattern.test(place))?.[1] ?? 1;
  const top = options.get('$top');
  const saved = Number(options.has('$select')) + Number(top !== null && Number(top) < 20);
  return Math.max(1, base - saved + Number(options.has('$expand')));
}
