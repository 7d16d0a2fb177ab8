import type {
  ActiveDirectoryDomainEvidence,
  CloudLogonRequestEvidence,
  CloudLogonSessionEvidence,
  OAuthApplicationEvidence,
  SecurityGroupEvidence,
  ServicePrincipalEvidence,
  UserEvidence,
} from '../../../schema/evidence/identity.js';
import { moment, text } from '../wire.js';
import { kind } from './EvidenceRow.js';
import { streamName, userAccount, userRef } from './parts.js';

export const IDENTITY_EVIDENCE = [
  kind<UserEvidence>({
    type: 'UserEvidence',
    wire: '#microsoft.graph.security.userEvidence',
    kind: 'USER',
    read: (wire) => {
      const account = userAccount(wire);
      return { userRef: userRef(account), account, streamName: streamName(wire) };
    },
  }),
  kind<SecurityGroupEvidence>({
    type: 'SecurityGroupEvidence',
    wire: '#microsoft.graph.security.securityGroupEvidence',
    kind: 'SECURITY_GROUP',
    read: (wire) => {
      const objectId = text(wire, 'securityGroupId');
      return {
        groupRef: objectId === null ? null : { objectId },
        objectId,
        displayName: text(wire, 'displayName'),
        friendlyName: text(wire, 'friendlyName'),
        distinguishedName: text(wire, 'distinguishedName'),
        sid: text(wire, 'sid'),
        activeDirectoryObjectId: text(wire, 'activeDirectoryObjectGuid'),
      };
    },
  }),
  kind<ActiveDirectoryDomainEvidence>({
    type: 'ActiveDirectoryDomainEvidence',
    wire: '#microsoft.graph.security.activeDirectoryDomainEvidence',
    kind: 'ACTIVE_DIRECTORY_DOMAIN',
    read: (wire, scope) => ({
      domain: text(wire, 'activeDirectoryDomainName'),
      trustedDomains: scope.many<ActiveDirectoryDomainEvidence>(
        wire,
        'trustedDomains',
        'ActiveDirectoryDomainEvidence',
      ),
    }),
  }),
  kind<ServicePrincipalEvidence>({
    type: 'ServicePrincipalEvidence',
    wire: '#microsoft.graph.security.servicePrincipalEvidence',
    kind: 'SERVICE_PRINCIPAL',
    read: (wire) => ({
      objectId: text(wire, 'servicePrincipalObjectId'),
      appId: text(wire, 'appId'),
      displayName: text(wire, 'servicePrincipalName'),
      servicePrincipalType: text(wire, 'servicePrincipalType'),
      directoryTenantId: text(wire, 'tenantId'),
      appOwnerTenantId: text(wire, 'appOwnerTenantId'),
    }),
  }),
  kind<OAuthApplicationEvidence>({
    type: 'OAuthApplicationEvidence',
    wire: '#microsoft.graph.security.oauthApplicationEvidence',
    kind: 'OAUTH_APPLICATION',
    read: (wire) => ({
      objectId: text(wire, 'objectId'),
      appId: text(wire, 'appId'),
      displayName: text(wire, 'displayName'),
      publisher: text(wire, 'publisher'),
    }),
  }),
  kind<CloudLogonRequestEvidence>({
    type: 'CloudLogonRequestEvidence',
    wire: '#microsoft.graph.security.cloudLogonRequestEvidence',
    kind: 'CLOUD_LOGON_REQUEST',
    read: (wire) => ({ requestId: text(wire, 'requestId') }),
  }),
  kind<CloudLogonSessionEvidence>({
    type: 'CloudLogonSessionEvidence',
    wire: '#microsoft.graph.security.cloudLogonSessionEvidence',
    kind: 'CLOUD_LOGON_SESSION',
    read: (wire, scope) => {
      const userEvidence = scope.one<UserEvidence>(wire, 'account', 'UserEvidence');
      return {
        userRef: userEvidence?.userRef ?? null,
        sessionId: text(wire, 'sessionId'),
        userEvidence,
        deviceName: text(wire, 'deviceName'),
        operatingSystem: text(wire, 'operatingSystem'),
        browser: text(wire, 'browser'),
        userAgent: text(wire, 'userAgent'),
        protocol: text(wire, 'protocol'),
        startedAt: moment(wire, 'startUtcDateTime'),
        previousLogonAt: moment(wire, 'previousLogonDateTime'),
      };
    },
  }),
];
