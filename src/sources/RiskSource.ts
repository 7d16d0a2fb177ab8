import { RiskLevel, RiskState } from '../../schema/enums.js';
import type { UserRisk } from '../../schema/User.js';
import type { GraphClient } from '../graph/GraphClient.js';
import { pages } from '../graph/pages.js';
import { segment, withQuery } from '../util/odata.js';
import { sentList, type Sent } from './answers.js';
import type { Place } from './Place.js';
import { moment, text, word, wordMap } from './wire.js';

/** The risky users, or applications, of a tenant, by object id in lower case. */
export interface RiskList {
  readonly byId: Readonly<Record<string, UserRisk>>;
  /** False when there were more than we read: then who is not in it may still be at risk. */
  readonly isComplete: boolean;
  /** ISO 8601. */
  readonly asOf: string;
}

const PAGE = 500;
/** 5,000 of them; each further page waits a second, for Graph allows one call a second and tenant. */
const MAX_PAGES = 10;
const COLUMNS = ['id', 'riskLevel', 'riskState', 'riskDetail', 'riskLastUpdatedDateTime'];

const LEVELS = wordMap(RiskLevel);
const STATES = wordMap(RiskState);

/** Entra ID Protection. Needs Entra ID P2, and IdentityRiskyUser.Read.All or IdentityRiskyServicePrincipal.Read.All. */
export class RiskSource {
  constructor(readonly graph: GraphClient) {}

  /** The whole list: it is short, and asking for single users would use up the one call a second. */
  async list({ tenant, call }: Place, of: 'riskyUsers' | 'riskyServicePrincipals'): Promise<RiskList> {
    const path = withQuery(`/identityProtection/${of}`, { $select: COLUMNS.join(','), $top: PAGE });
    const byId: Record<string, UserRisk> = Object.create(null) as Record<string, UserRisk>;
    let isComplete = false;
    let asOf = '';
    const request = { method: 'GET', path, workload: 'identityProtection' } as const;
    for await (const { answer, next } of pages(this.graph, tenant, request, call, { maxPages: MAX_PAGES })) {
      for (const sent of sentList(answer, tenant)) {
        const id = text(sent.record, 'id')?.toLowerCase();
        if (id) byId[id] = readRisk(sent);
      }
      isComplete = next === null;
      asOf = new Date(answer.asOf).toISOString();
    }
    return { byId, isComplete, asOf };
  }

  /**
   * Decides about the risk of several at once: all of them or, where one is unknown, none. Needs
   * IdentityRiskyUser.ReadWrite.All or IdentityRiskyServicePrincipal.ReadWrite.All.
   *
   * @returns request-id
   */
  async decide(
    { tenant, call }: Place,
    of: 'riskyUsers' | 'riskyServicePrincipals',
    decision: string,
    ids: readonly string[],
  ): Promise<string | null> {
    const path = `/identityProtection/${of}/${segment(decision)}`;
    const body = { [of === 'riskyUsers' ? 'userIds' : 'servicePrincipalIds']: ids };
    const request = { method: 'POST', path, workload: 'identityProtection', body } as const;
    return (await this.graph.send(tenant, request, call)).requestId;
  }
}

/** What a complete list says of who is not in it. */
export function noRisk(asOf: string): UserRisk {
  return { level: 'NONE', levelRaw: null, state: 'NONE', stateRaw: null, detail: null, updatedAt: null, asOf };
}

function readRisk({ record: row, asOf }: Sent): UserRisk {
  const levelRaw = text(row, 'riskLevel');
  const stateRaw = text(row, 'riskState');
  return {
    level: word(LEVELS, levelRaw, 'UNKNOWN'),
    levelRaw,
    state: word(STATES, stateRaw, 'UNKNOWN'),
    stateRaw,
    detail: text(row, 'riskDetail'),
    updatedAt: moment(row, 'riskLastUpdatedDateTime'),
    asOf,
  };
}
