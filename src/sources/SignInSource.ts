import { RiskLevel, RiskState, type SignInOutcome } from '../../schema/enums.js';
import type { AppliedPolicy, SignIn, SignInActivity, SignInDevice } from '../../schema/SignIn.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { pages } from '../graph/pages.js';
import { hostReference } from '../pivots/Key.js';
import { equalsOneOf, segment, withQuery } from '../util/odata.js';
import { sentList, sentOne } from './answers.js';
import type { Place } from './Place.js';
import { EPOCH } from './securityWords.js';
import { signInLocation } from './signInLocation.js';
import { bool, integer, moment, record, records, text, texts, word, wordMap, type WireRecord } from './wire.js';

const LEVELS = wordMap(RiskLevel);
const STATES = wordMap(RiskState);

/** Graph allows no larger page where the sign-in activity is selected. */
const ACTIVITY_PAGE = 500;
const MAX_ACTIVITY_PAGES = 4;
const ACTIVITY_SELECT = 'id,signInActivity';

/**
 * Codes with which Entra sends a user on to do something first: not refused, not yet in.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const INTERRUPTIONS: ReadonlySet<number> = new Set([50072, 50074, 50076, 50079, 50125, 50140, 50199, 65001]);

/** Which sign-ins of one user. */
export interface SignInQuery {
  readonly userId: string;
  /** ISO 8601, UTC: sign-ins without a bound in time take minutes. */
  readonly since: string;
  readonly first: number;
}

/** When users last signed in, by object id in lower case. */
export interface ActivityList {
  readonly byUser: Readonly<Record<string, SignInActivity>>;
  readonly isComplete: boolean;
}

/** Sign-ins and what users themselves say of them: `/auditLogs/signIns`. Needs AuditLog.Read.All and Entra ID P1. */
export class SignInSource {
  constructor(readonly graph: GraphClient) {}

  /** Sign-ins of one user, newest first. One HTTP request: the log is slow, and takes no more than a user at a time. */
  async ofUser({ tenant, call }: Place, { userId, since, first }: SignInQuery): Promise<SignIn[]> {
    const path = withQuery('/auditLogs/signIns', {
      $filter: `${equalsOneOf('userId', [userId])} and createdDateTime ge ${since}`,
      $top: first,
    });
    const answer = await this.graph.send(tenant, { method: 'GET', path, workload: 'reports', alone: true }, call);
    return sentList(answer, tenant)
      .filter(({ record: row }) => text(row, 'userId')?.toLowerCase() === userId.toLowerCase())
      .map(({ record: row }) => readSignIn(tenant, row))
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
      .slice(0, first);
  }

  /** When one user last signed in. A request of its own, so that a missing licence does not cost the user. */
  async activityOf({ tenant, call }: Place, userId: string): Promise<SignInActivity> {
    const path = withQuery(`/users/${segment(userId)}`, { $select: ACTIVITY_SELECT });
    const answer = await this.graph.send(tenant, { method: 'GET', path, workload: 'signInActivity' }, call);
    const { record: row, asOf } = sentOne(answer, tenant);
    return readActivity(row, asOf);
  }

  /** When everybody last signed in: cheaper than many users one by one, for Graph allows ten calls a minute. */
  async activities({ tenant, call }: Place): Promise<ActivityList> {
    const path = withQuery('/users', { $select: ACTIVITY_SELECT, $top: ACTIVITY_PAGE });
    const request = { method: 'GET', path, workload: 'signInActivity' } as const;
    const byUser: Record<string, SignInActivity> = Object.create(null) as Record<string, SignInActivity>;
    let isComplete = false;
    for await (const { answer, next } of pages(this.graph, tenant, request, call, { maxPages: MAX_ACTIVITY_PAGES })) {
      for (const { record: row, asOf } of sentList(answer, tenant)) {
        const userId = text(row, 'id')?.toLowerCase();
        if (userId) byUser[userId] = readActivity(row, asOf);
      }
      isComplete = next === null;
    }
    return { byUser, isComplete };
  }
}

function readActivity(row: WireRecord, asOf: string): SignInActivity {
  const activity = record(row, 'signInActivity') ?? {};
  return {
    lastSignInAt: moment(activity, 'lastSignInDateTime'),
    lastNonInteractiveSignInAt: moment(activity, 'lastNonInteractiveSignInDateTime'),
    lastSuccessfulSignInAt: moment(activity, 'lastSuccessfulSignInDateTime'),
    asOf,
  };
}

function readSignIn({ tenantId }: GraphTenant, row: WireRecord): SignIn {
  const status = record(row, 'status') ?? {};
  const errorCode = integer(status, 'errorCode');
  const device = readDevice(record(row, 'deviceDetail'));
  const levelRaw = text(row, 'riskLevelDuringSignIn');
  const stateRaw = text(row, 'riskState');
  return {
    __typename: 'SignIn',
    tenantId,
    graphId: text(row, 'id') ?? '',
    createdAt: moment(row, 'createdDateTime') ?? EPOCH,
    outcome: outcomeOf(errorCode),
    errorCode,
    failureReason: errorCode === 0 ? null : text(status, 'failureReason'),
    appName: text(row, 'appDisplayName'),
    appId: text(row, 'appId'),
    resourceName: text(row, 'resourceDisplayName'),
    clientApp: text(row, 'clientAppUsed'),
    isInteractive: bool(row, 'isInteractive'),
    ipAddress: text(row, 'ipAddress'),
    location: signInLocation(row),
    userAgent: text(row, 'userAgent'),
    device,
    hostRef: device?.deviceId ? hostReference({ deviceId: device.deviceId }) : null,
    conditionalAccess: text(row, 'conditionalAccessStatus'),
    policies: records(row, 'appliedConditionalAccessPolicies').map(readPolicy),
    riskLevel: levelRaw === null ? null : word(LEVELS, levelRaw, 'UNKNOWN'),
    riskLevelRaw: levelRaw,
    riskState: stateRaw === null ? null : word(STATES, stateRaw, 'UNKNOWN'),
    riskStateRaw: stateRaw,
    riskTypes: texts(row, 'riskEventTypes_v2'),
    correlationId: text(row, 'correlationId'),
  };
}

function outcomeOf(errorCode: number | null): SignInOutcome {
  if (errorCode === null) return 'UNKNOWN';
  if (errorCode === 0) return 'SUCCESS';
  return INTERRUPTIONS.has(errorCode) ? 'INTERRUPTED' : 'FAILURE';
}

function readDevice(row: WireRecord | null): SignInDevice | null {
  if (!row) return null;
  return {
    deviceId: text(row, 'deviceId')?.toLowerCase() ?? null,
    name: text(row, 'displayName'),
    operatingSystem: text(row, 'operatingSystem'),
    browser: text(row, 'browser'),
    isCompliant: bool(row, 'isCompliant'),
    isManaged: bool(row, 'isManaged'),
    trustType: text(row, 'trustType'),
  };
}

function readPolicy(row: WireRecord): AppliedPolicy {
  return {
    name: text(row, 'displayName'),
    result: text(row, 'result'),
    grantControls: texts(row, 'enforcedGrantControls'),
  };
}
