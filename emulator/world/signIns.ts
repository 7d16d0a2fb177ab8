import type { Address } from './evidence/network.js';
import type { Machine } from './machines.js';
import type { Home, Person } from './people.js';
import { guidOf, hashOf, numberedRandom } from './random.js';
import type { Random } from './random.js';
import { signInRow } from './rows/access.js';
import { HOUR_MS, MINUTE_MS, seconds } from './time.js';
import type { Row } from './World.js';

/** An application that people sign in to, and what it asks a token for. */
export interface SignInTarget {
  readonly appId: string;
  readonly appDisplayName: string;
  readonly resourceId: string;
  readonly resourceDisplayName: string;
}

const GRAPH = { resourceId: '00000003-0000-0000-c000-000000000000', resourceDisplayName: 'Microsoft Graph' };
const EXCHANGE = {
  resourceId: '00000002-0000-0ff1-ce00-000000000000',
  resourceDisplayName: 'Office 365 Exchange Online',
};
const SHAREPOINT = {
  resourceId: '00000003-0000-0ff1-ce00-000000000000',
  resourceDisplayName: 'Office 365 SharePoint Online',
};

/** Microsoft's own ids of its applications. */
export const OFFICE_HOME: SignInTarget = {
  appId: '4765445b-32c6-49b0-83e6-1d93765276ca',
  appDisplayName: 'OfficeHome',
  ...GRAPH,
};
export const OUTLOOK_WEB: SignInTarget = {
  appId: '9199bf20-a13f-4107-85dc-02114787ef48',
  appDisplayName: 'One Outlook Web',
  ...EXCHANGE,
};
export const TEAMS: SignInTarget = {
  appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  appDisplayName: 'Microsoft Teams',
  ...GRAPH,
};
export const AZURE_PORTAL: SignInTarget = {
  appId: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
  appDisplayName: 'Azure Portal',
  resourceId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  resourceDisplayName: 'Windows Azure Service Management API',
};
const SHAREPOINT_WEB: SignInTarget = {
  appId: '08e18876-6177-487e-b8b5-cf950c1e598c',
  appDisplayName: 'SharePoint Online Web Client Extensibility',
  ...SHAREPOINT,
};
const EVERYDAY = [OFFICE_HOME, OUTLOOK_WEB, TEAMS, TEAMS, SHAREPOINT_WEB] as const;

/** Offices of the world: everybody signs in from the town they work in, through one address. */
const OFFICES: Readonly<Record<string, Omit<Address, 'ip'> & { readonly ip: string; readonly state: string }>> = {
  Berlin: { ip: '192.0.2.10', countryCode: 'DE', city: 'Berlin', state: 'Berlin', latitude: 52.52, longitude: 13.4 },
  Dublin: { ip: '192.0.2.20', countryCode: 'IE', city: 'Dublin', state: 'Dublin', latitude: 53.35, longitude: -6.26 },
  Lyon: { ip: '192.0.2.30', countryCode: 'FR', city: 'Lyon', state: 'Rhone', latitude: 45.76, longitude: 4.84 },
  Seattle: { ip: '192.0.2.40', countryCode: 'US', city: 'Seattle', state: 'Washington', latitude: 47.61, longitude: -122.33 }, // prettier-ignore
};

const PASSWORD_WRONG = {
  errorCode: 50126,
  failureReason: 'Error validating credentials due to invalid username or password.',
  additionalDetails: "The user didn't enter the right credentials. It's expected to see some number of these errors in your logs due to users making mistakes.", // prettier-ignore
};

/** Error codes of Entra that the story needs, with the words that the log has for them. */
export const MFA_FAILED = {
  errorCode: 500121,
  failureReason: 'Authentication failed during strong authentication request.',
  additionalDetails: 'MFA denied; user declined the authentication',
} as const;
export const BLOCKED = {
  errorCode: 53003,
  failureReason:
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  additionalDetails: null,
} as const;
const MFA_DONE = { errorCode: 0, failureReason: 'Other.', additionalDetails: 'MFA requirement satisfied by claim in the token' } as const; // prettier-ignore

export const MFA_POLICY = {
  id: guidOf('policy/require-mfa'),
  displayName: 'CA001 Require multifactor authentication for all users',
  enforcedGrantControls: ['Mfa'],
  enforcedSessionControls: [],
} as const;

export interface SignIn {
  readonly who: Person;
  readonly ms: number;
  readonly target: SignInTarget;
  readonly from: Address & { readonly state?: string };
  readonly on: Machine | null;
  readonly more?: Partial<Row>;
}

/** One line of the sign-in log. */
export function signIn(home: Home, id: string, { who, ms, target, from, on, more = {} }: SignIn): Row {
  return signInRow({
    id,
    createdDateTime: seconds(ms),
    correlationId: guidOf(`${id}/correlation`),
    userId: who.id,
    userDisplayName: who.displayName,
    userPrincipalName: who.userPrincipalName.toLowerCase(),
    ...target,
    ipAddress: from.ip,
    location: placeOf(from),
    homeTenantId: home.tenantId,
    resourceTenantId: home.tenantId,
    clientAppUsed: 'Browser',
    userAgent: userAgentOf(on),
    conditionalAccessStatus: 'success',
    appliedConditionalAccessPolicies: [{ ...MFA_POLICY, result: 'success' }],
    deviceDetail: deviceOf(on),
    status: MFA_DONE,
    ...more,
  });
}

export function officeOf(who: Person): SignIn['from'] {
  return OFFICES[who.place.city] ?? OFFICES['Berlin']!;
}

/** What the sign-in log and the risk detections call a place. */
export function placeOf({ city, countryCode, state, latitude, longitude }: SignIn['from']): object {
  return {
    city: city ?? null,
    state: state ?? null,
    countryOrRegion: countryCode ?? null,
    geoCoordinates: { altitude: null, latitude: latitude ?? null, longitude: longitude ?? null },
  };
}

function userAgentOf(on: Machine | null): string {
  const system = on?.platform.os === 'MacMDM' ? 'Macintosh; Intel Mac OS X 10_15_7' : 'Windows NT 10.0; Win64; x64';
  return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`;
}

function deviceOf(on: Machine | null): object {
  const isKnown = on?.isInEntra === true;
  return {
    browser: 'Edge 142.0.0',
    deviceId: isKnown ? on.deviceId : '',
    displayName: isKnown ? on.name : '',
    operatingSystem: on?.platform.os === 'MacMDM' ? 'MacOs' : 'Windows10',
    isCompliant: isKnown && on.isInIntune && on.isCompliant,
    isManaged: isKnown && on.isInIntune,
    trustType: isKnown ? TRUST[on.trustType] : '',
  };
}

const TRUST = {
  AzureAd: 'Azure AD joined',
  ServerAd: 'Hybrid Azure AD joined',
  Workplace: 'Azure AD registered',
} as const;

/**
 * The days of somebody at work, backwards from the last sign-in that the directory knows of.
 *
 * @param user the directory's record, for its `signInActivity`
 */
export function everydaySignIns(
  home: Home,
  who: Person,
  user: Row,
  on: Machine | null,
  { count, seed }: { readonly count: number; readonly seed: string },
): Row[] {
  const activity = user['signInActivity'] as Readonly<Record<string, string>> | null;
  if (!activity) return [];
  const random = numberedRandom(hashOf(`${seed}/sign-ins/${who.id}`));
  let ms = Date.parse(activity['lastSignInDateTime'] ?? '');
  return Array.from({ length: count }, (_, index) => {
    const id = index === 0 ? (activity['lastSignInRequestId'] ?? '') : guidOf(`${who.id}/sign-in/${String(index)}`);
    const row = signIn(home, id, { who, ms, target: random.pick(EVERYDAY), from: officeOf(who), on, ...mishap(index, random) });
    ms -= random.whole(4, 26) * HOUR_MS + random.whole(0, 59) * MINUTE_MS;
    return row;
  }); // prettier-ignore
}

/** Now and then somebody mistypes. Never the last time: the directory says that it succeeded. */
function mishap(index: number, random: Random): Pick<SignIn, 'more'> {
  const isMistyped = random.chance(0.07) && index > 0;
  if (!isMistyped) return {};
  return {
    more: { status: PASSWORD_WRONG, conditionalAccessStatus: 'notApplied', appliedConditionalAccessPolicies: [] },
  };
}
