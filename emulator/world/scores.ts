import { CONTROLS, UNLISTED_CONTROL, type Control } from './controls.js';
import { seededRandom } from './random.js';
import { controlProfileRow, secureScoreRow } from './rows/scores.js';
import { DAY_MS, HOUR_MS, seconds, ticks } from './time.js';
import type { Row, TenantWorld } from './World.js';

/** Of whom the scores are. */
export interface Scored {
  readonly tenantId: string;
  readonly licences: TenantWorld['licences'];
  readonly people: number;
  readonly seed: string;
  readonly startMs: number;
  /** Who decides what is done; null for nobody. */
  readonly analyst: string | null;
  /** Whether the attack of the story happened here, and what was done after it. */
  readonly isTold: boolean;
}

/** Graph keeps scores this long. */
const DAYS = 90;
const DAYS_TO_SHOW = 2;
const DEFENDER_SERVICES = new Set(['MDATP', 'MDO', 'MCAS', 'Azure ATP']);
/** What was done after the attack, and how many days ago. */
const LATELY: ReadonlyMap<string, number> = new Map([
  ['AdminMFAV2', 1],
  ['IntegratedApps', 2],
]);
/** What somebody has decided: the last word is the one that counts, and one word is newer than every document. */
const DECISIONS: Readonly<Record<string, readonly (readonly [state: string, daysAgo: number, comment: string])[]>> = {
  aad_linkedin_connection_disables: [['Ignored', 40, 'Marketing needs it. Accepted until the next review.']],
  mcas_cloud_discovery: [['ThirdParty', 75, 'Done by the web gateway.']],
  mcas_oauth_policies: [['ThirdParty', 1, 'Done by the review of consents that we have bought.']],
  azure_disk_encryption: [
    ['Ignored', 60, 'No budget this quarter.'],
    ['Reviewed', 12, 'Encrypted on the host instead.'],
  ],
  spo_idle_session_timeout: [
    ['ThirdParty', 50, 'Was meant for another control.'],
    ['Default', 49, ''],
  ],
  AATP_HoneyToken: [['PlannedNextQuarter', 5, 'Waits for the new domain controllers.']],
};

/** Every control that Microsoft knows, also those that the tenant cannot use and those that were given up. */
export function controlProfilesOf(scored: Scored): Row[] {
  return CONTROLS.map((control, index) => profileOf(control, index + 1, scored));
}

/** One row a day, newest first. */
export function secureScoresOf(scored: Scored): Row[] {
  const present = CONTROLS.filter((control) => isPresent(control, scored.licences));
  const paces = new Map(present.map((control) => [control.id, paceOf(control, scored)]));
  const today = Math.floor(scored.startMs / DAY_MS);
  return Array.from({ length: DAYS }, (_, daysAgo) => scoreOfDay(scored, present, paces, today, daysAgo));
}

function scoreOfDay(
  { tenantId, licences, people, seed }: Scored,
  present: readonly Control[],
  paces: ReadonlyMap<string, Pace>,
  today: number,
  daysAgo: number,
): Row {
  const day = seconds((today - daysAgo) * DAY_MS);
  const controlScores = [
    ...present.map((control) => {
      const part = isThirdParty(control, daysAgo) ? 1 : partAt(paces.get(control.id)!, daysAgo);
      return controlScore(control, part, day);
    }),
    { controlCategory: UNLISTED_CONTROL.category, controlName: UNLISTED_CONTROL.id, description: null, score: 0 },
  ];
  const counted = present.filter(({ isDeprecated }) => !isDeprecated);
  const names = new Set(counted.map(({ id }) => id));
  const currentScore = controlScores.reduce((sum, one) => sum + (names.has(one.controlName) ? one.score : 0), 0);
  const maxScore = counted.reduce((sum, { maxScore: points }) => sum + points, 0) + UNLISTED_CONTROL.maxScore;
  const random = seededRandom(`${seed}/score/${tenantId}/${String(today - daysAgo)}`);
  return secureScoreRow({
    id: `${tenantId}_${day.slice(0, 10)}`,
    azureTenantId: tenantId,
    activeUserCount: Math.max(1, people - random.whole(0, Math.ceil(people / 8))),
    licensedUserCount: people,
    createdDateTime: day,
    currentScore: hundredths(currentScore),
    maxScore,
    enabledServices: servicesOf(licences),
    controlScores,
    averageComparativeScores: averages(random.next()),
  });
}

/** Beside the two members that are declared, real answers carry points by category and the sizes compared with. */
function averages(noise: number): object[] {
  const near = (value: number): number => hundredths(value + noise);
  return [
    {
      basis: 'AllTenants',
      averageScore: near(46.3),
      identityScore: near(41),
      identityScoreMax: 94,
      dataScore: near(9.4),
      dataScoreMax: 36,
      deviceScore: near(57),
      deviceScoreMax: 124,
      appsScore: near(34),
      appsScoreMax: 81,
      infrastructureScore: near(7.5),
      infrastructureScoreMax: 33,
    },
    { basis: 'TotalSeats', averageScore: near(51.7), SeatSizeRangeLowerValue: '1', SeatSizeRangeUpperValue: '100' },
    { basis: 'IndustryTypes', averageScore: -1 },
  ];
}

/** How much of a control is done, and since when. */
interface Pace {
  readonly before: number;
  readonly after: number;
  readonly daysAgo: number;
}

function paceOf({ id }: Control, { seed, tenantId, isTold }: Scored): Pace {
  const random = seededRandom(`${seed}/control/${tenantId}/${id}`);
  const lately = isTold ? LATELY.get(id) : undefined;
  if (lately !== undefined) return { before: 0.25, after: 1, daysAgo: lately };
  const before = random.pick([0, 0, 0.25, 0.4, 0.75, 1]);
  return { before, after: random.chance(0.3) ? 1 : before, daysAgo: random.whole(3, DAYS) };
}

function partAt({ before, after, daysAgo: since }: Pace, daysAgo: number): number {
  return daysAgo < since ? after : before;
}

/** What a third party does counts in full, and shows two days after somebody has said so. */
function isThirdParty({ id }: Control, daysAgo: number): boolean {
  const [state, decidedDaysAgo] = DECISIONS[id]?.at(-1) ?? ['Default', 0];
  return state === 'ThirdParty' && daysAgo <= decidedDaysAgo - DAYS_TO_SHOW;
}

/** With the members that the metadata does not declare: numbers as texts, where the service has them so. */
function controlScore({ id, category, title, maxScore }: Control, part: number, day: string) {
  return {
    controlCategory: category,
    controlName: id,
    description: `<p>${title}.</p>`,
    score: hundredths(maxScore * part),
    scoreInPercentage: hundredths(part * 100),
    implementationStatus: part === 1 ? 'Implemented.' : `${String(Math.round(part * 100))} % of what counts is done.`,
    count: String(Math.round(part * 20)),
    total: '20',
    on: part === 1 ? 'true' : 'false',
    lastSynced: day,
  };
}

function isPresent({ service }: Control, { defender, intune, entraP2 }: TenantWorld['licences']): boolean {
  if (DEFENDER_SERVICES.has(service)) return defender;
  return service === 'Intune' ? intune : service !== 'MIP' || entraP2;
}

function servicesOf({ entraP1, entraP2, intune, defender }: TenantWorld['licences']): string[] {
  const has: readonly (readonly [string, boolean])[] = [
    ['HasExchange', true],
    ['HasSharePoint', true],
    ['HasAADP1', entraP1],
    ['HasAADP2', entraP2],
    ['HasIntune', intune],
    ['HasMDEP2', defender],
  ];
  return has.flatMap(([name, isBought]) => (isBought ? [name] : []));
}

function profileOf(control: Control, rank: number, { tenantId, startMs, analyst }: Scored): Row {
  const { id, category, service, title, tier, cost, impact, maxScore, isDeprecated } = control;
  return controlProfileRow({
    id,
    azureTenantId: tenantId,
    actionType: rank % 7 === 0 ? 'Review' : rank % 11 === 0 ? 'Behavior' : 'Config',
    actionUrl: actionUrlOf(service),
    controlCategory: category,
    controlStateUpdates: (DECISIONS[id] ?? []).map(([state, daysAgo, comment]) => ({
      assignedTo: analyst,
      comment,
      state,
      updatedBy: analyst,
      updatedDateTime: ticks(startMs - daysAgo * DAY_MS - 3 * HOUR_MS),
    })),
    deprecated: isDeprecated,
    implementationCost: cost,
    userImpact: impact,
    lastModifiedDateTime: seconds(startMs - (20 + rank) * DAY_MS),
    maxScore,
    rank,
    remediation: remediationOf(title, service),
    remediationImpact: `<p>${impact === 'Low' ? 'Users will not notice.' : 'Users will notice: tell them before.'}</p>`,
    service,
    threats: THREATS[category],
    tier,
    title,
  });
}

const THREATS: Readonly<Record<Control['category'], readonly string[]>> = {
  Identity: ['Account Breach', 'Password Cracking', 'Elevation of Privilege'],
  Data: ['Data Exfiltration', 'Data Spillage'],
  Device: ['Malicious Insider', 'Data Exfiltration'],
  Apps: ['Account Breach', 'Data Exfiltration'],
  Infrastructure: ['Elevation of Privilege', 'Data Deletion'],
};

/** A portal for each; one of them is spoilt, as old rows are. */
function actionUrlOf(service: string): string | null {
  if (service === 'AzureAD') return 'https://entra.microsoft.com/#view/Microsoft_AAD_ConditionalAccess';
  if (service === 'Intune') return 'https://intune.microsoft.com/#home';
  if (service === 'Teams') return 'javascript:void(0)';
  return service === 'SPO' ? null : 'https://security.microsoft.com/securescore';
}

/** HTML, as Microsoft writes it: lists, links, entities. */
function remediationOf(title: string, service: string): string {
  return [
    `<p>To ${title.charAt(0).toLowerCase()}${title.slice(1)}:</p>`,
    `<ol><li>Open the portal of <b>${service}</b> &amp; sign in.</li><li>Turn the setting on for a pilot group first.</li>`,
    '<li>Read <a href="https://learn.microsoft.com/defender-xdr/microsoft-secure-score" target="_blank">more about it</a>.</li></ol>',
    '<script>track("remediation")</script>',
  ].join('');
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
