import type { ControlProfile, ControlStateUpdate } from '../../schema/ControlProfile.js';
import { ComparisonBasis, ControlState, Level } from '../../schema/enums.js';
import type { CategoryComparison, ScoreComparison, ScoredControl, SecureScore } from '../../schema/SecureScore.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphAnswer, GraphRequest } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { AT_ONCE } from '../graph/limits.js';
import { pages } from '../graph/pages.js';
import type { Want } from '../pivots/Want.js';
import { byRank, percentOf, type Profiles } from '../score/controls.js';
import { AtMost } from '../util/AtMost.js';
import { globalId } from '../util/globalId.js';
import { segment, withQuery } from '../util/odata.js';
import { plainText } from '../util/plainText.js';
import { foundOrNull, invalid, sentList, sentOne, type Sent, type Updated } from './answers.js';
import type { Capabilities } from './Capabilities.js';
import { selectOf, type Columns } from './columns.js';
import type { Place } from './Place.js';
import { EPOCH } from './securityWords.js';
import { security } from './timedPages.js';
import { bool, decimal, integer, moment, raw, records, text, texts, word, wordMap, type WireRecord } from './wire.js';

/** The controls that Microsoft knows, by name. */
export interface ProfileList {
  readonly byName: Profiles;
  readonly isComplete: boolean;
  /** Of the list as a whole: its profiles share it. */
  readonly freshness: ControlProfile['freshness'];
}

export interface ScorePage {
  readonly scores: readonly SecureScore[];
  readonly hasMore: boolean;
}

/** What a page of scores begins behind, and how much is wanted of it. */
export interface ScoreQuery {
  readonly skip: number;
  readonly pageSize: number;
}

/** What is decided about a control, in Graph's own words. What is absent is not sent. */
export interface ControlPatch {
  readonly state: string;
  readonly comment?: string;
  readonly assignedTo?: string | null;
}

/** Without it Graph refuses the change. */
const VENDOR = { provider: 'SecureScore', vendor: 'Microsoft' } as const;
/** Graph keeps 90 days. */
export const DAYS_KEPT = 90;
/** Some hundred controls come in one page; a tenant with more than five pages of them is none. */
const MAX_PAGES = 5;

const PROFILES = '/security/secureScoreControlProfiles';

const SCORE_COLUMNS: Columns = {
  current: ['currentScore'],
  max: ['maxScore'],
  percent: ['currentScore', 'maxScore'],
  activeUsers: ['activeUserCount'],
  licensedUsers: ['licensedUserCount'],
  enabledServices: ['enabledServices'],
  comparisons: ['averageComparativeScores'],
  scoredControls: ['controlScores'],
};
const ALWAYS = ['id', 'createdDateTime'];

const STATES = wordMap(ControlState);
const LEVELS = wordMap(Level);
const BASES = wordMap(ComparisonBasis);

/** Microsoft Secure Score: `/security/secureScores` and its control profiles. Needs SecurityEvents.Read.All. */
export class ScoreSource {
  /** Graph takes few of these calls at once: the rest wait here, so that none comes back as 429. */
  readonly #turns = new AtMost(AT_ONCE.secureScores);

  constructor(
    readonly graph: GraphClient,
    readonly capabilities: Capabilities,
  ) {}

  /** The newest score; null where there is none yet. */
  async newest(place: Place): Promise<SecureScore | null> {
    const answer = await this.send(place.tenant, security('/security/secureScores?$top=1'), place.call);
    const [sent] = sentList(answer, place.tenant);
    return sent ? readScore(place.tenant, sent) : null;
  }

  /** @param day `2026-11-23`; null where Graph has no score of that day */
  async ofDay({ tenant, call }: Place, day: string): Promise<SecureScore | null> {
    const path = `/security/secureScores/${segment(`${tenant.tenantId}_${day}`)}`;
    const answer = await foundOrNull(this.send(tenant, security(path), call));
    return answer && readScore(tenant, sentOne(answer, tenant));
  }

  /** Scores, newest first. Documents disagree on `$select` here: where it is refused, whole records come. */
  pages(place: Place, { skip, pageSize }: ScoreQuery, want: Want): AsyncGenerator<ScorePage, void, undefined> {
    const fields = want.fieldsOf('SecureScore');
    const select = fields && selectOf(SCORE_COLUMNS, fields, ALWAYS);
    const { tenantId } = place.tenant;
    return this.capabilities.pages(
      { tenantId, shortcut: 'secureScores.$select', isWanted: select !== null },
      (isSelected) => this.#pages(place, { $top: pageSize, $skip: skip || null, $select: isSelected ? select : null }),
    );
  }

  /** All control profiles, also those that Microsoft has given up. */
  async profiles({ tenant, call }: Place): Promise<ProfileList> {
    const profiles: ControlProfile[] = [];
    let isComplete = false;
    const request = security(PROFILES);
    for await (const { answer, next } of pages(this, tenant, request, call, { maxPages: MAX_PAGES })) {
      profiles.push(...sentList(answer, tenant).flatMap((sent) => readProfile(tenant, sent) ?? []));
      isComplete = next === null;
    }
    const byName = Object.create(null) as Record<string, ControlProfile>;
    for (const profile of profiles.sort(byRank)) byName[profile.graphId] = profile;
    return { byName, isComplete, freshness: 'LIVE' };
  }

  /** One control profile; null when the tenant does not know it. */
  async profile({ tenant, call }: Place, name: string): Promise<ControlProfile | null> {
    const answer = await foundOrNull(this.send(tenant, security(`${PROFILES}/${segment(name)}`), call));
    if (!answer) return null;
    const profile = readProfile(tenant, sentOne(answer, tenant));
    if (profile?.graphId !== name) throw invalid(answer, tenant, 'a control that was not asked for');
    return profile;
  }

  /**
   * Adds a decision to those about a control; answers the control as Graph then shows it, null where it shows nothing.
   * Needs SecurityEvents.ReadWrite.All. The body is flat, and no list of decisions.
   *
   * @see https://learn.microsoft.com/graph/api/securescorecontrolprofile-update
   */
  async update({ tenant, call }: Place, name: string, patch: ControlPatch): Promise<Updated<ControlProfile | null>> {
    const request: GraphRequest = {
      ...{ method: 'PATCH', path: `${PROFILES}/${segment(name)}`, workload: 'security' },
      headers: { Prefer: 'return=representation' },
      body: { ...patch, vendorInformation: VENDOR },
    };
    const answer = await this.send(tenant, request, call);
    const noun = answer.body === null ? null : readProfile(tenant, sentOne(answer, tenant));
    return { noun, requestId: answer.requestId };
  }

  async *#pages({ tenant, call }: Place, options: Parameters<typeof withQuery>[1]) {
    const request = security(withQuery('/security/secureScores', options));
    for await (const { answer, next } of pages(this, tenant, request, call, { maxPages: MAX_PAGES })) {
      const scores = sentList(answer, tenant).map((sent) => readScore(tenant, sent));
      yield { scores, hasMore: next !== null } satisfies ScorePage;
    }
  }

  /** Sends in turn; also what the pager sends. */
  send(tenant: GraphTenant, request: GraphRequest, call: Place['call']): Promise<GraphAnswer> {
    return this.#turns.run(tenant.tenantId, () => this.graph.send(tenant, request, call));
  }
}

/** A score as Graph sends it. */
export function readScore({ tenantId }: GraphTenant, { record: row, asOf }: Sent): SecureScore {
  const graphId = text(row, 'id') ?? '';
  const [current, max] = [decimal(row, 'currentScore') ?? 0, decimal(row, 'maxScore') ?? 0];
  return {
    __typename: 'SecureScore',
    tenantId,
    id: globalId('SecureScore', tenantId, graphId.slice(-10)),
    graphId,
    asOf,
    freshness: 'LIVE',
    date: moment(row, 'createdDateTime') ?? EPOCH,
    current,
    max,
    percent: percentOf(current, max),
    activeUsers: integer(row, 'activeUserCount'),
    licensedUsers: integer(row, 'licensedUserCount'),
    enabledServices: texts(row, 'enabledServices'),
    comparisons: records(row, 'averageComparativeScores').map(readComparison),
    scoredControls: records(row, 'controlScores').flatMap((control) => readControl(control) ?? []),
  };
}

function readControl(row: WireRecord): ScoredControl | null {
  const name = text(row, 'controlName');
  return (name && {
    name,
    category: text(row, 'controlCategory') ?? 'Other',
    score: decimal(row, 'score') ?? 0,
    percent: percentage(row, 'scoreInPercentage'),
    implementationStatus: text(row, 'implementationStatus'),
  }) as ScoredControl | null;
}

/** Members beyond `basis` and `averageScore` are not declared: `identityScore` and `identityScoreMax`, sizes as texts. */
function readComparison(row: WireRecord): ScoreComparison {
  const basisRaw = text(row, 'basis');
  return {
    basis: word(BASES, basisRaw, 'UNKNOWN'),
    basisRaw,
    percent: percentage(row, 'averageScore'),
    seatsFrom: wholeNumber(row, 'SeatSizeRangeLowerValue'),
    seatsTo: wholeNumber(row, 'SeatSizeRangeUpperValue'),
    categories: ['Apps', 'Data', 'Device', 'Identity', 'Infrastructure'].flatMap(
      (name) => readCategory(row, name) ?? [],
    ),
  };
}

function readCategory(row: WireRecord, name: string): CategoryComparison | null {
  const member = `${name.toLowerCase()}Score`;
  const [score, max] = [numberOf(row, member), numberOf(row, `${member}Max`)];
  return score === null || max === null || score < 0 || max <= 0 ? null : { name, percent: percentOf(score, max) };
}

/** 0 to 100; null for anything else: -1 is how the service says that it has no average. */
function percentage(row: WireRecord, name: string): number | null {
  const value = numberOf(row, name);
  return value !== null && value >= 0 && value <= 100 ? value : null;
}

function wholeNumber(row: WireRecord, name: string): number | null {
  const value = numberOf(row, name);
  return value !== null && Number.isInteger(value) && value >= 0 && value < 2 ** 31 ? value : null;
}

/** Undeclared members come as numbers, and as texts. */
function numberOf(row: WireRecord, name: string): number | null {
  const value = raw(row, name);
  const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A profile as Graph sends it; null for one without a name. */
export function readProfile({ tenantId }: GraphTenant, { record: row, asOf }: Sent): ControlProfile | null {
  const graphId = text(row, 'id');
  if (!graphId) return null;
  const stateHistory = records(row, 'controlStateUpdates').map(readUpdate).reverse().sort(newestFirst);
  const [latest] = stateHistory;
  const [costRaw, impactRaw] = [text(row, 'implementationCost'), text(row, 'userImpact')];
  return {
    __typename: 'ControlProfile',
    tenantId,
    id: globalId('ControlProfile', tenantId, graphId),
    graphId,
    asOf,
    freshness: 'LIVE',
    title: text(row, 'title') ?? graphId,
    category: text(row, 'controlCategory'),
    service: text(row, 'service'),
    tier: text(row, 'tier'),
    rank: integer(row, 'rank'),
    maxScore: Math.max(0, decimal(row, 'maxScore') ?? 0),
    implementationCost: costRaw === null ? null : word(LEVELS, costRaw, 'UNKNOWN'),
    implementationCostRaw: costRaw,
    userImpact: impactRaw === null ? null : word(LEVELS, impactRaw, 'UNKNOWN'),
    userImpactRaw: impactRaw,
    threats: texts(row, 'threats'),
    remediation: words(row, 'remediation'),
    remediationImpact: words(row, 'remediationImpact'),
    actionUrl: address(row, 'actionUrl'),
    actionType: text(row, 'actionType'),
    deprecated: bool(row, 'deprecated') ?? false,
    state: latest?.state ?? 'DEFAULT',
    stateRaw: latest?.stateRaw ?? null,
    assignedTo: latest?.assignedTo ?? null,
    stateHistory,
    updatedAt: moment(row, 'lastModifiedDateTime'),
  };
}

function readUpdate(row: WireRecord): ControlStateUpdate {
  const stateRaw = text(row, 'state');
  return {
    state: stateRaw === null ? 'DEFAULT' : word(STATES, stateRaw, 'UNKNOWN'),
    stateRaw,
    assignedTo: text(row, 'assignedTo'),
    comment: text(row, 'comment'),
    updatedBy: text(row, 'updatedBy'),
    updatedAt: moment(row, 'updatedDateTime'),
  };
}

/** By time; the list is given with the later ones of Graph's first, for of those of one moment they are the newer. */
function newestFirst(a: ControlStateUpdate, b: ControlStateUpdate): number {
  return Date.parse(b.updatedAt ?? EPOCH) - Date.parse(a.updatedAt ?? EPOCH);
}

function words(row: WireRecord, name: string): string | null {
  const html = text(row, name);
  return html === null ? null : plainText(html) || null;
}

/** An address that a browser may be sent to: https, and nothing that hides where it leads. */
function address(row: WireRecord, name: string): string | null {
  const value = text(row, name);
  if (value === null || !URL.canParse(value)) return null;
  const { protocol, username, password, href } = new URL(value);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}
