import type { ControlRanking, RankedControl, TenantGain } from '../../schema/ScoreProjection.js';
import { candidatesOf, type Standing } from './projection.js';
import { controlScores, hundredths, percentOf } from './controls.js';

/** What is still to be done in a tenant: not what its people accept as it is, nor what a third party does. */
function openIn({ score, profiles }: Standing, includeIgnored: boolean): TenantGain[] {
  return candidatesOf(controlScores(score.tenantId, score.scoredControls, profiles), profiles)
    .filter(({ profile: { state } }) => state !== 'THIRD_PARTY' && (includeIgnored || state !== 'IGNORED'))
    .map(({ gain, profile }) => ({
      control: { ...profile },
      gain,
      gainPercent: percentOf(gain, score.max),
    }));
}

/**
 * The controls of several tenants, joined by name, what brings most points over all of them first. Names decide between
 * equal ones.
 */
export function rankControls(
  standings: readonly Standing[],
  first: number,
  includeIgnored: boolean,
): Omit<ControlRanking, 'coverage'> {
  const byName = new Map<string, TenantGain[]>();
  for (const one of standings.flatMap((standing) => openIn(standing, includeIgnored))) {
    byName.set(one.control.graphId, [...(byName.get(one.control.graphId) ?? []), one]);
  }
  const ranked = [...byName].map(([name, tenants]) => rankedControl(name, tenants));
  ranked.sort((a, b) => b.gain - a.gain || (a.name < b.name ? -1 : 1));
  return { controls: ranked.slice(0, first), totalCount: ranked.length };
}

function rankedControl(name: string, tenants: TenantGain[]): RankedControl {
  tenants.sort((a, b) => b.gain - a.gain || (a.control.tenantId < b.control.tenantId ? -1 : 1));
  return {
    name,
    title: tenants[0]!.control.title,
    gain: hundredths(tenants.reduce((sum, { gain }) => sum + gain, 0)),
    tenants,
  };
}
