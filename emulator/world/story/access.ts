import type { Told } from '../access.js';
import { ATTACKERS_APP } from '../apps.js';
import { detectionId } from '../detections.js';
import { groupIdOf } from '../groups.js';
import { guidOf } from '../random.js';
import type { CustomRole } from '../roleManagement.js';
import { grantRow, riskDetectionRow } from '../rows/access.js';
import { BLOCKED, MFA_FAILED, MFA_POLICY, OFFICE_HOME, OUTLOOK_WEB, TEAMS, AZURE_PORTAL, officeOf, placeOf, signIn } from '../signIns.js'; // prettier-ignore
import type { SignIn } from '../signIns.js';
import { HOUR_MS, MINUTE_MS, ticks } from '../time.js';
import type { Row } from '../World.js';
import { admin, adminLaptop, clerk, clerkLaptop, CONTROL_SERVER, home, PROXY } from './actors.js';

const GRAPH_PRINCIPAL = guidOf('service-principal/00000003-0000-0000-c000-000000000000');

type ToldSignIn = Omit<SignIn, 'ms'> & { readonly name: string; readonly hoursAgo: number };

const AT_RISK = {
  riskLevelAggregated: 'high',
  riskLevelDuringSignIn: 'high',
  riskState: 'atRisk',
} as const;
const PROXY_AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'; // prettier-ignore
const UNKNOWN_DEVICE = {
  deviceDetail: {
    browser: 'Chrome 131.0.0',
    deviceId: '',
    displayName: '',
    operatingSystem: 'Linux',
    isCompliant: false,
    isManaged: false,
    trustType: '',
  },
  userAgent: PROXY_AGENT,
} as const;

/** The attack as the sign-in log shows it: a session born behind a proxy, used half a continent away, and where it leads. */
const SIGN_INS: readonly ToldSignIn[] = [
  { name: 'clerk-morning', hoursAgo: 70.4, who: clerk, target: OUTLOOK_WEB, from: officeOf(clerk), on: clerkLaptop },
  {
    name: 'clerk-through-proxy',
    hoursAgo: 69.58,
    who: clerk,
    target: OFFICE_HOME,
    from: PROXY,
    on: null,
    more: { ...UNKNOWN_DEVICE, ...AT_RISK, riskEventTypes_v2: ['unfamiliarFeatures', 'attackerinTheMiddle'] },
  },
  {
    name: 'clerk-stolen-token',
    hoursAgo: 69.42,
    who: clerk,
    target: OUTLOOK_WEB,
    from: PROXY,
    on: null,
    more: { ...UNKNOWN_DEVICE, ...AT_RISK, riskEventTypes_v2: ['anomalousToken', 'unlikelyTravel'] },
  },
  { name: 'clerk-at-her-desk', hoursAgo: 69.3, who: clerk, target: TEAMS, from: officeOf(clerk), on: clerkLaptop },
  {
    name: 'clerk-consent',
    hoursAgo: 67.35,
    who: clerk,
    target: { ...OFFICE_HOME, appId: ATTACKERS_APP.appId, appDisplayName: ATTACKERS_APP.displayName },
    from: PROXY,
    on: null,
    more: { ...UNKNOWN_DEVICE, ...AT_RISK, riskEventTypes_v2: ['anomalousToken'] },
  },
  {
    name: 'clerk-refused-portal',
    hoursAgo: 66.9,
    who: clerk,
    target: AZURE_PORTAL,
    from: PROXY,
    on: null,
    more: {
      ...UNKNOWN_DEVICE,
      ...AT_RISK,
      riskEventTypes_v2: ['anomalousToken'],
      status: BLOCKED,
      conditionalAccessStatus: 'failure',
      appliedConditionalAccessPolicies: [{ ...MFA_POLICY, result: 'failure' }],
    },
  },
  {
    name: 'admin-declined',
    hoursAgo: 51.4,
    who: admin,
    target: AZURE_PORTAL,
    from: CONTROL_SERVER,
    on: null,
    more: {
      ...UNKNOWN_DEVICE,
      ...AT_RISK,
      riskEventTypes_v2: ['unfamiliarFeatures'],
      status: MFA_FAILED,
      conditionalAccessStatus: 'failure',
      appliedConditionalAccessPolicies: [{ ...MFA_POLICY, result: 'failure' }],
    },
  },
  {
    name: 'admin-session-moved',
    hoursAgo: 51.2,
    who: admin,
    target: AZURE_PORTAL,
    from: CONTROL_SERVER,
    on: adminLaptop,
    more: {
      riskLevelAggregated: 'high',
      riskLevelDuringSignIn: 'high',
      riskState: 'confirmedCompromised',
      riskDetail: 'adminConfirmedUserCompromised',
      riskEventTypes_v2: ['unlikelyTravel'],
    },
  },
];

type ToldDetection = Pick<Row, 'riskEventType'> & {
  readonly name: string;
  readonly signIn: string;
  readonly minutesLater: number;
  readonly more: Partial<Row>;
};

const DETECTIONS: readonly ToldDetection[] = [
  {
    name: 'clerk-aitm',
    signIn: 'clerk-through-proxy',
    riskEventType: 'attackerinTheMiddle',
    minutesLater: 3,
    more: { detectionTimingType: 'offline', source: 'Microsoft 365 Defender' },
  },
  {
    name: 'clerk-token',
    signIn: 'clerk-stolen-token',
    riskEventType: 'anomalousToken',
    minutesLater: 1,
    more: { detectionTimingType: 'realtime' },
  },
  {
    name: 'clerk-travel',
    signIn: 'clerk-stolen-token',
    riskEventType: 'unlikelyTravel',
    minutesLater: 24,
    more: {
      detectionTimingType: 'offline',
      additionalInfo: '[{"Key":"riskReasons","Value":["ImpossibleTravel"]},{"Key":"relatedUserAgent","Value":null}]',
    },
  },
  {
    name: 'admin-travel',
    signIn: 'admin-session-moved',
    riskEventType: 'unlikelyTravel',
    minutesLater: 35,
    more: {
      detectionTimingType: 'offline',
      riskState: 'confirmedCompromised',
      riskDetail: 'adminConfirmedUserCompromised',
    },
  },
];

/** What the attack has left in logs and grants. */
export function toldAccess(startMs: number): Told {
  return {
    signIns: SIGN_INS.map(({ name, hoursAgo, ...rest }) =>
      signIn(home, toldSignInId(name), { ...rest, ms: startMs - Math.round(hoursAgo * HOUR_MS) }),
    ),
    riskDetections: DETECTIONS.map((told) => detection(told, startMs)),
    grants: [
      grantRow({
        id: guidOf('grant/mail-archive-sync').replaceAll('-', ''),
        clientId: ATTACKERS_APP.objectId,
        principalId: clerk.id,
        resourceId: GRAPH_PRINCIPAL,
        scope: 'offline_access Mail.Read Mail.ReadWrite MailboxSettings.ReadWrite User.Read',
      }),
    ],
    roles: [HELPDESK_OF_FINANCE],
  };
}

/** Somebody who may reset passwords, but of one part of the house only. */
const HELPDESK_OF_FINANCE: CustomRole = {
  key: 'finance-helpdesk',
  displayName: 'Finance Helpdesk',
  description: 'May reset passwords of the finance department.',
  actions: ['microsoft.directory/users/password/update'],
  scope: `/administrativeUnits/${guidOf(`${home.tenantId}/administrative-unit/finance`)}`,
  holderIds: [groupIdOf(home, 'soc')],
};

/** The id of a told sign-in: it does not depend on the seed. */
export function toldSignInId(name: string): string {
  return guidOf(`told-sign-in/${name}`);
}

function detection({ name, signIn: of, riskEventType, minutesLater, more }: ToldDetection, startMs: number): Row {
  const told = SIGN_INS.find((one) => one.name === of);
  if (!told) throw new Error(`No sign-in of the story is called ${of}: correct the name in the detections.`);
  const atMs = startMs - Math.round(told.hoursAgo * HOUR_MS);
  return riskDetectionRow({
    id: detectionId(`told/${name}`),
    riskEventType,
    userId: told.who.id,
    userDisplayName: told.who.displayName,
    userPrincipalName: told.who.userPrincipalName,
    riskLevel: 'high',
    riskState: 'atRisk',
    activityDateTime: ticks(atMs),
    detectedDateTime: ticks(atMs + minutesLater * MINUTE_MS),
    lastUpdatedDateTime: ticks(atMs + minutesLater * MINUTE_MS),
    ipAddress: told.from.ip,
    location: placeOf(told.from),
    requestId: toldSignInId(of),
    correlationId: guidOf(`${toldSignInId(of)}/correlation`),
    ...more,
  });
}
