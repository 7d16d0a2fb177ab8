import type { Declared } from './graphEvidence.js';

/** What kinds of evidence share, as the metadata of Microsoft Graph v1.0 declares it. */
export const PARTS: Readonly<Record<string, Declared>> = {
  emailSender: { displayName: 'String', domainName: 'String', emailAddress: 'String' },
  fileDetails: {
    fileName: 'String',
    filePath: 'String',
    filePublisher: 'String',
    fileSize: 'Int64',
    issuer: 'String',
    md5: 'String',
    sha1: 'String',
    sha256: 'String',
    sha256Ac: 'String',
    signer: 'String',
  },
  fileHash: { algorithm: 'enum', value: 'String' },
  geoLocation: { city: 'String', countryName: 'String', latitude: 'Double', longitude: 'Double', state: 'String' },
  kubernetesServicePort: {
    appProtocol: 'String',
    name: 'String',
    nodePort: 'Int32',
    port: 'Int32',
    protocol: 'enum',
    targetPort: 'String',
  },
  loggedOnUser: { accountName: 'String', domainName: 'String' },
  resourceAccessEvent: {
    accessDateTime: 'DateTimeOffset',
    accountId: 'String',
    ipAddress: 'String',
    resourceIdentifier: 'String',
  },
  stream: { name: 'String' },
  userAccount: {
    accountName: 'String',
    activeDirectoryObjectGuid: 'Guid',
    azureAdUserId: 'String',
    displayName: 'String',
    domainName: 'String',
    resourceAccessEvents: 'resourceAccessEvent[]',
    tenantId: 'String',
    userPrincipalName: 'String',
    userSid: 'String',
  },
  vmMetadata: { cloudProvider: 'enum', resourceId: 'String', subscriptionId: 'String', vmId: 'String' },
};
