import type { Person } from './people.js';
import type { Random } from './random.js';
import { riskyUserRow } from './rows/directory.js';
import { HOUR_MS, ticks } from './time.js';
import type { Row } from './World.js';

export interface Risk {
  readonly riskLevel: 'low' | 'medium' | 'high' | 'none';
  readonly riskState: 'atRisk' | 'confirmedCompromised' | 'remediated' | 'dismissed' | 'confirmedSafe';
  readonly riskDetail: string;
}

const EVERYDAY: readonly Risk[] = [
  { riskLevel: 'low', riskState: 'atRisk', riskDetail: 'none' },
  { riskLevel: 'medium', riskState: 'atRisk', riskDetail: 'none' },
  { riskLevel: 'medium', riskState: 'atRisk', riskDetail: 'none' },
  { riskLevel: 'none', riskState: 'remediated', riskDetail: 'userPerformedSecuredPasswordReset' },
  { riskLevel: 'none', riskState: 'dismissed', riskDetail: 'adminDismissedAllRiskForUser' },
  { riskLevel: 'none', riskState: 'confirmedSafe', riskDetail: 'adminConfirmedAccountSafe' },
];

/** The first people of a shuffled list, each with an everyday risk. */
export function everydayRisks(people: readonly Person[], count: number, startMs: number, random: Random): Row[] {
  return random
    .shuffled(people)
    .slice(0, count)
    .map((who) => riskOf(who, random.pick(EVERYDAY), startMs - random.whole(1, 400) * HOUR_MS));
}

export function riskOf(who: Person, risk: Risk, updatedMs: number): Row {
  return riskyUserRow({
    id: who.id,
    userDisplayName: who.displayName,
    userPrincipalName: who.userPrincipalName,
    riskLastUpdatedDateTime: ticks(updatedMs),
    ...risk,
  });
}
