import { Evidence } from './Evidence.js';
import { Kind, Long, Many, Moment, One, Text, Texts } from './fields.js';
import { FileHash } from './parts.js';

@Kind('A resource in Azure.')
export class AzureResourceEvidence extends Evidence {
  readonly __typename = 'AzureResourceEvidence';

  @Text('Resource id: /subscriptions/….')
  resourceId!: string | null;

  @Text('Name.')
  resourceName!: string | null;

  @Text('Type, such as virtualMachines.')
  resourceType!: string | null;
}

@Kind('A resource in Amazon Web Services.')
export class AmazonResourceEvidence extends Evidence {
  readonly __typename = 'AmazonResourceEvidence';

  @Text('Amazon resource name (ARN) or id.')
  resourceId!: string | null;

  @Text('Name.')
  resourceName!: string | null;

  @Text('Type.')
  resourceType!: string | null;

  @Text('Account in Amazon Web Services.')
  amazonAccountId!: string | null;
}

@Kind('A resource in Google Cloud.')
export class GoogleCloudResourceEvidence extends Evidence {
  readonly __typename = 'GoogleCloudResourceEvidence';

  @Text('Full name of the resource.')
  fullResourceName!: string | null;

  @Text('Name.')
  resourceName!: string | null;

  @Text('Type.')
  resourceType!: string | null;

  @Text('Zone or region.')
  location!: string | null;

  @Text("What the location is, in Graph's word: regional, zonal, global or unknown.")
  locationType!: string | null;

  @Text('Project.')
  projectId!: string | null;

  @Long('Number of the project.')
  projectNumber!: number | null;
}

@Kind('A container of blobs in Azure Storage.')
export class BlobContainerEvidence extends Evidence {
  readonly __typename = 'BlobContainerEvidence';

  @Text('Name of the container.')
  name!: string | null;

  @Text('URL of the container.')
  url!: string | null;

  @One(() => AzureResourceEvidence, 'Storage account that it is in.')
  storage!: AzureResourceEvidence | null;
}

@Kind('A blob in Azure Storage.')
export class BlobEvidence extends Evidence {
  readonly __typename = 'BlobEvidence';

  @Text('Name of the blob.')
  name!: string | null;

  @Text('URL of the blob.')
  url!: string | null;

  @Text('Version of the blob, as its service counts.')
  etag!: string | null;

  @Many(() => FileHash, 'Hashes of its content.')
  fileHashes!: readonly FileHash[];

  @One(() => BlobContainerEvidence, 'Container that it is in.')
  blobContainer!: BlobContainerEvidence | null;
}

@Kind('A shared access signature: a token that opens Azure Storage to whoever holds it.')
export class SasTokenEvidence extends Evidence {
  readonly __typename = 'SasTokenEvidence';

  @One(() => AzureResourceEvidence, 'Storage that it opens.')
  storage!: AzureResourceEvidence | null;

  @Texts('What may be done with it.')
  permissions!: readonly string[];

  @Texts('Services that it opens.')
  allowedServices!: readonly string[];

  @Texts('Types of resources that it opens.')
  allowedResourceTypes!: readonly string[];

  @Text('Addresses that may use it; null when all may.')
  allowedIpAddresses!: string | null;

  @Text('Protocols that may be used.')
  protocol!: string | null;

  @Moment('From when it is valid.')
  startsAt!: string | null;

  @Moment('Until when it is valid.')
  expiresAt!: string | null;

  @Text('Hash of its signature.')
  signatureHash!: string | null;

  @Text('Key that it was signed with.')
  signedWith!: string | null;
}

@Kind('A cloud application that Defender for Cloud Apps knows.')
export class CloudApplicationEvidence extends Evidence {
  readonly __typename = 'CloudApplicationEvidence';

  @Text('Name of the application.')
  displayName!: string | null;

  @Long('Number of the application in Defender for Cloud Apps; not an Entra application id.')
  cloudAppId!: number | null;

  @Long('Number of the software-as-a-service application in the catalogue.')
  saasAppId!: number | null;

  @Long('Number of the instance.')
  instanceId!: number | null;

  @Text('Name of the instance.')
  instanceName!: string | null;

  @Text('Stream of Cloud Apps that the application was seen in.')
  streamName!: string | null;
}

@Kind('An AI agent.')
export class AiAgentEvidence extends Evidence {
  readonly __typename = 'AiAgentEvidence';

  @Text('Id of the agent.')
  agentId!: string | null;

  @Text('Name of the agent.')
  name!: string | null;

  @Text("Where it runs, in Graph's word: azureAIFoundry, copilotStudio, copilot or unknown.")
  hostingPlatform!: string | null;

  @Text('Instructions that it was given.')
  instructions!: string | null;
}
