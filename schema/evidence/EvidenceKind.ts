import { words } from '../words.js';

export const EvidenceKind = words('EvidenceKind', 'Kinds of evidence that Microsoft Graph has.', {
  OTHER: 'A kind that this version does not know; its own word is in OtherEvidence.kindRaw.',

  USER: 'An account.',
  SECURITY_GROUP: 'A security group.',
  ACTIVE_DIRECTORY_DOMAIN: 'An on-premises Active Directory domain.',
  SERVICE_PRINCIPAL: 'A service principal.',
  OAUTH_APPLICATION: 'An OAuth application that was given access.',
  CLOUD_LOGON_REQUEST: 'One request to sign in to the cloud.',
  CLOUD_LOGON_SESSION: 'A session that was signed in to the cloud.',

  DEVICE: 'A machine.',
  HOST_LOGON_SESSION: 'A session that was logged on to a machine.',
  IOT_DEVICE: 'A device of the internet of things or of an industrial network.',

  FILE: 'A file.',
  FILE_HASH: 'A hash of a file, without the file.',
  PROCESS: 'A process.',
  MALWARE: 'Malware, and what it was found in.',
  REGISTRY_KEY: 'A key of the Windows registry.',
  REGISTRY_VALUE: 'A value in the Windows registry.',

  IP: 'An IP address.',
  URL: 'A URL.',
  DNS: 'A name that was looked up in the domain name system.',
  NETWORK_CONNECTION: 'A connection between two addresses.',
  NIC: 'A network card.',

  MAILBOX: 'A mailbox.',
  MAILBOX_CONFIGURATION: 'A setting of a mailbox, such as a rule that forwards mail.',
  ANALYZED_MESSAGE: 'A mail that Defender for Office 365 has looked at.',
  MAIL_CLUSTER: 'Mails that resemble each other.',
  SUBMISSION_MAIL: 'A mail that someone has reported.',
  TEAMS_MESSAGE: 'A message in Teams.',

  AZURE_RESOURCE: 'A resource in Azure.',
  AMAZON_RESOURCE: 'A resource in Amazon Web Services.',
  GOOGLE_CLOUD_RESOURCE: 'A resource in Google Cloud.',
  BLOB_CONTAINER: 'A container of blobs in Azure Storage.',
  BLOB: 'A blob in Azure Storage.',
  SAS_TOKEN: 'A shared access signature of Azure Storage.',
  CLOUD_APPLICATION: 'A cloud application that Defender for Cloud Apps knows.',
  AI_AGENT: 'An AI agent.',

  KUBERNETES_CLUSTER: 'A Kubernetes cluster.',
  KUBERNETES_NAMESPACE: 'A Kubernetes namespace.',
  KUBERNETES_CONTROLLER: 'A Kubernetes controller.',
  KUBERNETES_SERVICE_ACCOUNT: 'A Kubernetes service account.',
  KUBERNETES_SECRET: 'A Kubernetes secret.',
  KUBERNETES_SERVICE: 'A Kubernetes service.',
  KUBERNETES_POD: 'A Kubernetes pod.',
  CONTAINER: 'A container.',
  CONTAINER_IMAGE: 'An image of a container.',
  CONTAINER_REGISTRY: 'A registry of container images.',

  GITHUB_ORGANIZATION: 'An organization on GitHub.',
  GITHUB_REPO: 'A repository on GitHub.',
  GITHUB_USER: 'A user on GitHub.',
});
export type EvidenceKind = keyof typeof EvidenceKind;
