import { digest, guidOf } from './random.js';
import type { Random } from './random.js';
import { userRow } from './rows/directory.js';
import { DAY_MS, HOUR_MS, seconds } from './time.js';
import type { Row } from './World.js';

/** By which key the security products name this person in their evidence. */
export type UserKey = 'id' | 'upn' | 'sid' | 'cloudSid' | 'sam';

/** Somebody with an account: what the directory and the alerts have to agree on. */
export interface Person {
  /** Unique in the tenant, readable: `pia.lindqvist`. */
  readonly key: string;
  readonly id: string;
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly managerKey: string | null;
  readonly place: Place;
  readonly isGuest: boolean;
  readonly isEnabled: boolean;
  readonly isManagementRestricted: boolean;
  /** Comes from the on-premises directory: has a SID and a sAMAccountName. */
  readonly isSynced: boolean;
  readonly accountName: string;
  readonly onPremisesSid: string | null;
  readonly namedBy: UserKey;
}

export interface Place {
  readonly city: string;
  readonly country: string;
  readonly usageLocation: string;
}

/** Where accounts live: names and ids that follow from the tenant. */
export interface Home {
  readonly tenantId: string;
  readonly displayName: string;
  readonly domain: string;
}

type Special = Partial<Omit<Person, 'key' | 'id'>>;

const BERLIN: Place = { city: 'Berlin', country: 'Germany', usageLocation: 'DE' };

/** A person of the tenant; everything that is not said follows from the name. */
export function person(home: Home, name: string, special: Special = {}): Person {
  const [givenName = name, ...rest] = name.split(' ');
  const surname = rest.join(' ');
  const key = plain(surname ? `${givenName}.${surname}` : givenName);
  const isSynced = special.isSynced ?? false;
  return {
    key,
    id: userIdOf(home, key),
    displayName: name,
    givenName,
    surname: surname || null,
    userPrincipalName: `${key}@${home.domain}`,
    mail: `${key}@${home.domain}`,
    jobTitle: null,
    department: null,
    managerKey: null,
    place: BERLIN,
    isGuest: false,
    isEnabled: true,
    isManagementRestricted: false,
    accountName: plain(`${givenName.charAt(0)}${surname || givenName}`).slice(0, 20),
    onPremisesSid: isSynced ? onPremisesSidOf(home, key) : null,
    namedBy: 'id',
    ...special,
    isSynced,
  };
}

export function userIdOf(home: Pick<Home, 'tenantId'>, key: string): string {
  return guidOf(`${home.tenantId}/user/${key}`);
}

/** `corp.contoso.example` */
export function dnsDomainOf(home: Home): string {
  return `corp.${home.domain}`;
}

/** `CONTOSO` */
export function netBiosDomainOf(home: Home): string {
  return (home.domain.split('.')[0] ?? home.domain).toUpperCase();
}

/** A SID below the tenant's on-premises domain. */
export function onPremisesSidOf(home: Pick<Home, 'tenantId'>, key: string): string {
  const domain = digest('sha256', `${home.tenantId}/domain`);
  const parts = [0, 8, 16].map((at) => Number.parseInt(domain.slice(at, at + 8), 16));
  const relative = 1100 + (Number.parseInt(digest('sha256', `${home.tenantId}/rid/${key}`).slice(0, 6), 16) % 800_000);
  return `S-1-5-21-${parts.join('-')}-${relative}`;
}

/** The SID that Entra gives to an object: its GUID as four little-endian words. */
export function cloudSidOf(objectId: string): string {
  const raw = Buffer.from(objectId.replaceAll('-', ''), 'hex');
  raw.subarray(0, 4).reverse();
  raw.subarray(4, 6).reverse();
  raw.subarray(6, 8).reverse();
  return `S-1-12-1-${[0, 4, 8, 12].map((at) => raw.readUInt32LE(at)).join('-')}`;
}

/** The directory's record of a person. */
export function userRowOf(home: Home, who: Person, startMs: number, random: Random): Row {
  const createdMs = startMs - random.whole(200, 2400) * DAY_MS - random.whole(0, 23) * HOUR_MS;
  return userRow({
    id: who.id,
    accountEnabled: who.isEnabled,
    createdDateTime: seconds(createdMs),
    ...names(home, who),
    ...work(home, who, random),
    ...onPremises(home, who, startMs),
    ...credentials(who, startMs, createdMs, random),
    isManagementRestricted: who.isManagementRestricted ? true : null,
    usageLocation: who.place.usageLocation,
  });
}

function names(home: Home, who: Person): Partial<Row> {
  return {
    displayName: who.displayName,
    givenName: who.givenName,
    surname: who.surname,
    userPrincipalName: who.userPrincipalName,
    mail: who.mail,
    mailNickname: who.isGuest ? who.userPrincipalName.split('@')[0] : who.key,
    proxyAddresses: who.mail && !who.isGuest ? [`SMTP:${who.mail}`, `smtp:${who.accountName}@${home.domain}`] : [],
    otherMails: who.isGuest && who.mail ? [who.mail] : [],
    imAddresses: who.mail && !who.isGuest ? [who.mail] : [],
    userType: who.isGuest ? 'Guest' : 'Member',
    creationType: who.isGuest ? 'Invitation' : null,
    externalUserState: who.isGuest ? 'Accepted' : null,
    identities: [
      {
        signInType: who.isGuest ? 'federated' : 'userPrincipalName',
        issuer: who.isGuest ? 'ExternalAzureAD' : home.domain,
        issuerAssignedId: who.isGuest ? null : who.userPrincipalName,
      },
    ],
    securityIdentifier: cloudSidOf(who.id),
    showInAddressList: who.isGuest ? false : null,
  };
}

function work(home: Home, who: Person, random: Random): Partial<Row> {
  const phone = `+49 30 5550 ${String(random.whole(1000, 9999))}`;
  return {
    jobTitle: who.jobTitle,
    department: who.department,
    companyName: who.isGuest ? null : home.displayName,
    employeeId:
      who.department && !who.isGuest ? String(10_000 + (Number.parseInt(who.id.slice(0, 4), 16) % 80_000)) : null,
    employeeType: who.department && !who.isGuest ? 'Employee' : null,
    officeLocation: who.department ? `${who.place.city}/${String(random.whole(1, 6))}` : null,
    city: who.place.city,
    country: who.place.country,
    businessPhones: who.department ? [phone] : [],
    preferredLanguage: who.place.usageLocation === 'US' ? 'en-US' : 'en-GB',
  };
}

function onPremises(home: Home, who: Person, startMs: number): Partial<Row> {
  if (!who.isSynced) return {};
  const dns = dnsDomainOf(home);
  return {
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: seconds(startMs - 20 * 60_000),
    onPremisesSamAccountName: who.accountName,
    onPremisesDomainName: dns,
    onPremisesUserPrincipalName: who.userPrincipalName,
    onPremisesSecurityIdentifier: who.onPremisesSid,
    onPremisesImmutableId: Buffer.from(activeDirectoryGuidOf(who).replaceAll('-', ''), 'hex').toString('base64'),
    onPremisesDistinguishedName: `CN=${who.displayName},OU=Users,${dns
      .split('.')
      .map((part) => `DC=${part}`)
      .join(',')}`,
  };
}

/** The object's GUID in the on-premises directory. */
export function activeDirectoryGuidOf(who: Pick<Person, 'id'>): string {
  return guidOf(`active-directory/${who.id}`);
}

function credentials(who: Person, startMs: number, createdMs: number, random: Random): Partial<Row> {
  const changedMs = Math.max(createdMs, startMs - random.whole(3, 300) * DAY_MS);
  const signedInMs = startMs - random.whole(1, 90) * HOUR_MS;
  return {
    lastPasswordChangeDateTime: seconds(changedMs),
    signInSessionsValidFromDateTime: seconds(changedMs),
    passwordPolicies: who.isSynced ? 'DisablePasswordExpiration' : 'None',
    signInActivity: who.isEnabled
      ? {
          lastSignInDateTime: seconds(signedInMs),
          lastSignInRequestId: guidOf(`${who.id}/sign-in`),
          lastNonInteractiveSignInDateTime: seconds(signedInMs + 600_000),
          lastNonInteractiveSignInRequestId: guidOf(`${who.id}/token`),
          lastSuccessfulSignInDateTime: seconds(signedInMs),
          lastSuccessfulSignInRequestId: guidOf(`${who.id}/sign-in`),
        }
      : null,
  };
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^A-Za-z0-9.]/g, '')
    .toLowerCase();
}
