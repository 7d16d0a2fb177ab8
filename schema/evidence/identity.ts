import type { GroupRef, UserRef } from '../references.js';
import { Evidence } from './Evidence.js';
import { Kind, Many, Moment, One, Text } from './fields.js';
import { UserAccount } from './parts.js';

@Kind('An account.')
export class UserEvidence extends Evidence {
  readonly __typename = 'UserEvidence';
  userRef!: UserRef | null;

  @One(() => UserAccount, 'The account as the provider names it; null where it is not named.')
  account!: UserAccount | null;

  @Text('Stream of Insider Risk Management or Cloud Apps that the account was seen in.')
  streamName!: string | null;
}

@Kind('A security group.')
export class SecurityGroupEvidence extends Evidence {
  readonly __typename = 'SecurityGroupEvidence';
  groupRef!: GroupRef | null;

  @Text('Object id of the group in Entra.')
  objectId!: string | null;

  @Text('Name for people.')
  displayName!: string | null;

  @Text('Name as the provider shows it.')
  friendlyName!: string | null;

  @Text('Place in the on-premises Active Directory.')
  distinguishedName!: string | null;

  @Text('Security identifier.')
  sid!: string | null;

  @Text('Object GUID in the on-premises Active Directory.')
  activeDirectoryObjectId!: string | null;
}

@Kind('An on-premises Active Directory domain.')
export class ActiveDirectoryDomainEvidence extends Evidence {
  readonly __typename = 'ActiveDirectoryDomainEvidence';

  @Text('Name of the domain.')
  domain!: string | null;

  @Many(() => ActiveDirectoryDomainEvidence, 'Domains that it trusts.')
  trustedDomains!: readonly ActiveDirectoryDomainEvidence[];
}

@Kind('A service principal: an application as one tenant has it.')
export class ServicePrincipalEvidence extends Evidence {
  readonly __typename = 'ServicePrincipalEvidence';

  @Text('Object id of the service principal in Entra.')
  objectId!: string | null;

  @Text('Application (client) id.')
  appId!: string | null;

  @Text('Name for people.')
  displayName!: string | null;

  @Text("What it is, in Graph's word: application, managedIdentity, legacy or unknown.")
  servicePrincipalType!: string | null;

  @Text('Tenant that the service principal lives in.')
  directoryTenantId!: string | null;

  @Text('Tenant in which the application was registered.')
  appOwnerTenantId!: string | null;
}

@Kind('An OAuth application that was given access.')
export class OAuthApplicationEvidence extends Evidence {
  readonly __typename = 'OAuthApplicationEvidence';

  @Text('Object id of the service principal in Entra.')
  objectId!: string | null;

  @Text('Application (client) id.')
  appId!: string | null;

  @Text('Name for people.')
  displayName!: string | null;

  @Text('Who published it, by their own word.')
  publisher!: string | null;
}

@Kind('One request to sign in to the cloud.')
export class CloudLogonRequestEvidence extends Evidence {
  readonly __typename = 'CloudLogonRequestEvidence';

  @Text('Id of the sign-in request: the id of the sign-in in the Entra log.')
  requestId!: string | null;
}

@Kind('A session that was signed in to the cloud.')
export class CloudLogonSessionEvidence extends Evidence {
  readonly __typename = 'CloudLogonSessionEvidence';
  userRef!: UserRef | null;

  @Text('Id of the session.')
  sessionId!: string | null;

  @One(() => UserEvidence, 'Account that signed in.')
  userEvidence!: UserEvidence | null;

  @Text('Name of the device that signed in, as it named itself.')
  deviceName!: string | null;

  @Text('Operating system of the device.')
  operatingSystem!: string | null;

  @Text('Browser.')
  browser!: string | null;

  @Text('User agent of the browser or application.')
  userAgent!: string | null;

  @Text('Protocol of the authentication.')
  protocol!: string | null;

  @Moment('When the session began.')
  startedAt!: string | null;

  @Moment('When the account had signed in before.')
  previousLogonAt!: string | null;
}
