import { isRefusedShortcut, type Shortcut } from '../../sources/Capabilities.js';
import { isExpectedRefusal } from '../CoverageLog.js';
import { asError, failure } from '../tenantwise.js';
import { byFilter, canFilter } from './byFilter.js';
import { byHunting, canHunt } from './byHunting.js';
import { byScan } from './byScan.js';
import type { Finding, Hits, Search, Sought } from './Search.js';

const EVIDENCE_FILTER: Shortcut = 'alerts.$filter.evidence';

/**
 * The newest alerts of each subject, by the first way that the tenant offers: Graph's evidence filter, one hunting query
 * for all, a bounded look at the newest alerts. What a tenant refuses is remembered, so that it is asked in vain once.
 */
export async function findAlerts(search: Search): Promise<Finding> {
  const [filterable, others] = divided(search.sought, ({ subject }) => canFilter(subject));
  const findings = await Promise.all([
    filterable.length > 0 ? filteredOrElse({ ...search, sought: filterable }) : null,
    others.length > 0 ? huntedOrElse({ ...search, sought: others }) : null,
  ]);
  return joined(findings.filter((finding) => finding !== null));
}

async function filteredOrElse(search: Search): Promise<Finding> {
  const { capabilities } = search.operation.stores.sources;
  const { tenantId } = search.place.tenant;
  if (!capabilities.allows(tenantId, EVIDENCE_FILTER)) return huntedOrElse(search);
  try {
    return await byFilter(search);
  } catch (thrown) {
    if (!isRefusedShortcut(thrown)) throw thrown;
    capabilities.refuse(tenantId, EVIDENCE_FILTER);
    return huntedOrElse(search);
  }
}

async function huntedOrElse(search: Search): Promise<Finding> {
  const { operation, place, sought } = search;
  const { tenantId } = place.tenant;
  if (!canHunt(sought) || operation.refusalOf(tenantId, 'HUNTING')) return byScan(search);
  try {
    return await byHunting(search);
  } catch (thrown) {
    if (!isExpectedRefusal(asError(thrown))) throw thrown;
    failure(operation, tenantId, 'HUNTING', thrown);
    return byScan(search);
  }
}

function divided(sought: readonly Sought[], isFirst: (one: Sought) => boolean): [Sought[], Sought[]] {
  return [sought.filter(isFirst), sought.filter((one) => !isFirst(one))];
}

function joined(findings: readonly Finding[]): Finding {
  const hits = new Map<string, Hits>(findings.flatMap((finding) => [...finding.hits]));
  const caveats = findings.map(({ caveat }) => caveat).filter((caveat) => caveat !== null);
  return { hits, caveat: caveats.length > 0 ? [...new Set(caveats)].join(' ') : null };
}
