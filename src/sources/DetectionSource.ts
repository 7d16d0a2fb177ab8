import { RiskLevel, RiskState } from '../../schema/enums.js';
import type { RiskDetection } from '../../schema/RiskDetection.js';
import type { GraphClient } from '../graph/GraphClient.js';
import { pages } from '../graph/pages.js';
import { equalsOneOf, withQuery } from '../util/odata.js';
import { sentList } from './answers.js';
import type { Place } from './Place.js';
import { signInLocation } from './signInLocation.js';
import { moment, text, word, wordMap, type WireRecord } from './wire.js';

/** Risk detections of a tenant, by the user's object id in lower case, newest first. */
export interface DetectionList {
  readonly byUser: Readonly<Record<string, readonly RiskDetection[]>>;
  /** False when there were more than we read. */
  readonly isComplete: boolean;
}

const PAGE = 500;
/** 2,000 detections; each further page waits a second, for Graph allows one call a second and tenant. */
const MAX_PAGES = 4;

const LEVELS = wordMap(RiskLevel);
const STATES = wordMap(RiskState);

/** Entra ID Protection: `/identityProtection/riskDetections`. Needs IdentityRiskEvent.Read.All and Entra ID P2. */
export class DetectionSource {
  constructor(readonly graph: GraphClient) {}

  /** Those of one user. */
  async ofUser(place: Place, userId: string): Promise<DetectionList> {
    return this.#read(place, equalsOneOf('userId', [userId]));
  }

  /** Those of everybody: for many users cheaper than one call each, with one call a second allowed. */
  async list(place: Place): Promise<DetectionList> {
    return this.#read(place, null);
  }

  async #read({ tenant, call }: Place, clause: string | null): Promise<DetectionList> {
    const path = withQuery('/identityProtection/riskDetections', { $filter: clause, $top: PAGE });
    const request = { method: 'GET', path, workload: 'identityProtection' } as const;
    const byUser: Record<string, RiskDetection[]> = Object.create(null) as Record<string, RiskDetection[]>;
    let isComplete = false;
    for await (const { answer, next } of pages(this.graph, tenant, request, call, { maxPages: MAX_PAGES })) {
      for (const { record } of sentList(answer, tenant)) {
        const userId = text(record, 'userId')?.toLowerCase();
        if (userId) (byUser[userId] ??= []).push(readDetection(record));
      }
      isComplete = next === null;
    }
    for (const own of Object.values(byUser)) own.sort(newestFirst);
    return { byUser, isComplete };
  }
}

function newestFirst(left: RiskDetection, right: RiskDetection): number {
  return (right.detectedAt ?? '').localeCompare(left.detectedAt ?? '');
}

function readDetection(row: WireRecord): RiskDetection {
  const levelRaw = text(row, 'riskLevel');
  const stateRaw = text(row, 'riskState');
  return {
    graphId: text(row, 'id') ?? '',
    type: text(row, 'riskEventType'),
    level: word(LEVELS, levelRaw, 'UNKNOWN'),
    levelRaw,
    state: word(STATES, stateRaw, 'UNKNOWN'),
    stateRaw,
    detail: text(row, 'riskDetail'),
    source: text(row, 'source'),
    timing: text(row, 'detectionTimingType'),
    activity: text(row, 'activity'),
    activityAt: moment(row, 'activityDateTime'),
    detectedAt: moment(row, 'detectedDateTime'),
    updatedAt: moment(row, 'lastUpdatedDateTime'),
    ipAddress: text(row, 'ipAddress'),
    location: signInLocation(row),
    signInId: text(row, 'requestId'),
    correlationId: text(row, 'correlationId'),
    additionalInfo: text(row, 'additionalInfo'),
  };
}
