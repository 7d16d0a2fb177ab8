import type {
  AiAgentEvidence,
  AmazonResourceEvidence,
  AzureResourceEvidence,
  BlobContainerEvidence,
  BlobEvidence,
  CloudApplicationEvidence,
  GoogleCloudResourceEvidence,
  SasTokenEvidence,
} from '../../../schema/evidence/cloud.js';
import { normalUrl } from '../../identity/observable.js';
import { long, moment, text, texts } from '../wire.js';
import { kind } from './EvidenceRow.js';
import { fileHashes, streamName } from './parts.js';
import { hashSighting, sighting } from './sighting.js';

export const CLOUD_EVIDENCE = [
  kind<AzureResourceEvidence>({
    type: 'AzureResourceEvidence',
    wire: '#microsoft.graph.security.azureResourceEvidence',
    kind: 'AZURE_RESOURCE',
    read: (wire) => ({
      resourceId: text(wire, 'resourceId'),
      resourceName: text(wire, 'resourceName'),
      resourceType: text(wire, 'resourceType'),
    }),
  }),
  kind<AmazonResourceEvidence>({
    type: 'AmazonResourceEvidence',
    wire: '#microsoft.graph.security.amazonResourceEvidence',
    kind: 'AMAZON_RESOURCE',
    read: (wire) => ({
      resourceId: text(wire, 'amazonResourceId'),
      resourceName: text(wire, 'resourceName'),
      resourceType: text(wire, 'resourceType'),
      amazonAccountId: text(wire, 'amazonAccountId'),
    }),
  }),
  kind<GoogleCloudResourceEvidence>({
    type: 'GoogleCloudResourceEvidence',
    wire: '#microsoft.graph.security.googleCloudResourceEvidence',
    kind: 'GOOGLE_CLOUD_RESOURCE',
    read: (wire) => ({
      fullResourceName: text(wire, 'fullResourceName'),
      resourceName: text(wire, 'resourceName'),
      resourceType: text(wire, 'resourceType'),
      location: text(wire, 'location'),
      locationType: text(wire, 'locationType'),
      projectId: text(wire, 'projectId'),
      projectNumber: long(wire, 'projectNumber'),
    }),
  }),
  kind<BlobContainerEvidence>({
    type: 'BlobContainerEvidence',
    wire: '#microsoft.graph.security.blobContainerEvidence',
    kind: 'BLOB_CONTAINER',
    read: (wire, scope) => ({
      name: text(wire, 'name'),
      url: text(wire, 'url'),
      storage: scope.one<AzureResourceEvidence>(wire, 'storageResource', 'AzureResourceEvidence'),
    }),
  }),
  kind<BlobEvidence>({
    type: 'BlobEvidence',
    wire: '#microsoft.graph.security.blobEvidence',
    kind: 'BLOB',
    read: (wire, scope) => ({
      name: text(wire, 'name'),
      url: text(wire, 'url'),
      etag: text(wire, 'etag'),
      fileHashes: fileHashes(wire, 'fileHashes'),
      blobContainer: scope.one<BlobContainerEvidence>(wire, 'blobContainer', 'BlobContainerEvidence'),
    }),
    observables: (blob) => [
      sighting(blob, normalUrl, blob.url),
      ...blob.fileHashes.map((hash) => hashSighting(blob, hash)),
    ],
  }),
  kind<SasTokenEvidence>({
    type: 'SasTokenEvidence',
    wire: '#microsoft.graph.security.sasTokenEvidence',
    kind: 'SAS_TOKEN',
    read: (wire, scope) => ({
      storage: scope.one<AzureResourceEvidence>(wire, 'storageResource', 'AzureResourceEvidence'),
      permissions: texts(wire, 'permissions'),
      allowedServices: texts(wire, 'allowedServices'),
      allowedResourceTypes: texts(wire, 'allowedResourceTypes'),
      allowedIpAddresses: text(wire, 'allowedIpAddresses'),
      protocol: text(wire, 'protocol'),
      startsAt: moment(wire, 'startDateTime'),
      expiresAt: moment(wire, 'expiryDateTime'),
      signatureHash: text(wire, 'signatureHash'),
      signedWith: text(wire, 'signedWith'),
    }),
  }),
  kind<CloudApplicationEvidence>({
    type: 'CloudApplicationEvidence',
    wire: '#microsoft.graph.security.cloudApplicationEvidence',
    kind: 'CLOUD_APPLICATION',
    read: (wire) => ({
      displayName: text(wire, 'displayName'),
      cloudAppId: long(wire, 'appId'),
      saasAppId: long(wire, 'saasAppId'),
      instanceId: long(wire, 'instanceId'),
      instanceName: text(wire, 'instanceName'),
      streamName: streamName(wire),
    }),
  }),
  kind<AiAgentEvidence>({
    type: 'AiAgentEvidence',
    wire: '#microsoft.graph.security.aiAgentEvidence',
    kind: 'AI_AGENT',
    read: (wire) => ({
      agentId: text(wire, 'agentId'),
      name: text(wire, 'agentName'),
      hostingPlatform: text(wire, 'hostingPlatformType'),
      instructions: text(wire, 'instructions'),
    }),
  }),
];
