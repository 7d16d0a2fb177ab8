import { activeDirectoryGuidOf, cloudSidOf, netBiosDomainOf } from '../people.js';
import type { Home, Person } from '../people.js';
import { guidOf } from '../random.js';
import { evidenceOf } from './evidence.js';
import type { Evidence, Mark } from './evidence.js';

/** The account part of evidence, with the keys that the product at hand happens to know of this person. */
export function userAccountOf(home: Home, who: Person): Readonly<Record<string, unknown>> {
  const account = { ...NOBODY, displayName: who.displayName };
  switch (who.namedBy) {
    case 'id':
      return {
        ...account,
        ...onPremisesName(home, who),
        azureAdUserId: who.id,
        userPrincipalName: who.userPrincipalName,
        userSid: who.onPremisesSid ?? cloudSidOf(who.id),
        activeDirectoryObjectGuid: who.isSynced ? activeDirectoryGuidOf(who) : null,
        tenantId: home.tenantId,
      };
    case 'upn':
      return { ...account, accountName: who.key, userPrincipalName: who.userPrincipalName };
    case 'sid':
      return { ...account, ...onPremisesName(home, who), displayName: null, userSid: who.onPremisesSid };
    case 'cloudSid':
      return { ...account, displayName: null, userSid: cloudSidOf(who.id) };
    case 'sam':
      return { ...account, displayName: null, ...onPremisesName(home, who) };
  }
}

/** Account members with nothing known. */
export const NOBODY = {
  accountName: null,
  domainName: null,
  userSid: null,
  azureAdUserId: null,
  userPrincipalName: null,
  displayName: null,
  tenantId: null,
  activeDirectoryObjectGuid: null,
  resourceAccessEvents: [],
} as const;

/** The account under which Windows itself runs: a SID that no directory knows. */
export const SYSTEM_ACCOUNT = {
  ...NOBODY,
  accountName: 'SYSTEM',
  domainName: 'NT AUTHORITY',
  userSid: 'S-1-5-18',
  displayName: 'System',
} as const;

export function userEvidence(mark: Mark, home: Home, who: Person): Evidence {
  return evidenceOf('userEvidence', mark, { userAccount: userAccountOf(home, who) });
}

export function mailboxEvidence(mark: Mark, home: Home, who: Person): Evidence {
  return evidenceOf('mailboxEvidence', mark, {
    primaryAddress: who.mail,
    displayName: who.displayName,
    upn: who.userPrincipalName,
    userAccount: userAccountOf(home, who),
  });
}

/** A session in the cloud: the sign-in that a token belongs to. */
export function cloudLogonSession(mark: Mark, home: Home, who: Person, userAgent: string): Evidence {
  return evidenceOf('cloudLogonSessionEvidence', mark, {
    account: userEvidence({ at: mark.at }, home, who),
    browser: 'Chrome 131.0.0',
    operatingSystem: 'Windows 10',
    protocol: 'OAuth2',
    sessionId: guidOf(`session/${who.id}/${mark.at}`),
    startUtcDateTime: mark.at,
    userAgent,
  });
}

function onPremisesName(home: Home, who: Person): Readonly<Record<string, unknown>> {
  if (!who.isSynced) return { accountName: who.key };
  return { accountName: who.accountName, domainName: netBiosDomainOf(home) };
}
