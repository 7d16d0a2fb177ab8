import { Evidence } from './Evidence.js';
import { Flag, Kind, Many, One, Text, Texts } from './fields.js';
import { IpEvidence } from './network.js';
import { KubernetesServicePort, Label } from './parts.js';

@Kind('A Kubernetes cluster.')
export class KubernetesClusterEvidence extends Evidence {
  readonly __typename = 'KubernetesClusterEvidence';

  @Text('Name of the cluster.')
  name!: string | null;

  @Text("Who runs it, in Graph's word: aks, eks, gke, arc or unknown.")
  platform!: string | null;

  @Text('Distribution of Kubernetes.')
  distribution!: string | null;

  @Text('Version of Kubernetes.')
  version!: string | null;

  @One(() => Evidence, 'The cluster as a resource of its cloud.')
  cloudResource!: Evidence | null;
}

@Kind('A Kubernetes namespace.')
export class KubernetesNamespaceEvidence extends Evidence {
  readonly __typename = 'KubernetesNamespaceEvidence';

  @Text('Name of the namespace.')
  name!: string | null;

  @One(() => KubernetesClusterEvidence, 'Cluster that it is in.')
  cluster!: KubernetesClusterEvidence | null;

  @Many(() => Label, 'Labels.')
  labels!: readonly Label[];
}

@Kind('A Kubernetes controller: what keeps pods running.')
export class KubernetesControllerEvidence extends Evidence {
  readonly __typename = 'KubernetesControllerEvidence';

  @Text('Name of the controller.')
  name!: string | null;

  @Text('Type, such as Deployment.')
  controllerType!: string | null;

  @One(() => KubernetesNamespaceEvidence, 'Namespace that it is in.')
  namespace!: KubernetesNamespaceEvidence | null;

  @Many(() => Label, 'Labels.')
  labels!: readonly Label[];
}

@Kind('A Kubernetes service account.')
export class KubernetesServiceAccountEvidence extends Evidence {
  readonly __typename = 'KubernetesServiceAccountEvidence';

  @Text('Name of the service account.')
  name!: string | null;

  @One(() => KubernetesNamespaceEvidence, 'Namespace that it is in.')
  namespace!: KubernetesNamespaceEvidence | null;
}

@Kind('A Kubernetes secret.')
export class KubernetesSecretEvidence extends Evidence {
  readonly __typename = 'KubernetesSecretEvidence';

  @Text('Name of the secret.')
  name!: string | null;

  @Text('Type of the secret, such as kubernetes.io/tls.')
  secretType!: string | null;

  @One(() => KubernetesNamespaceEvidence, 'Namespace that it is in.')
  namespace!: KubernetesNamespaceEvidence | null;
}

@Kind('A Kubernetes service.')
export class KubernetesServiceEvidence extends Evidence {
  readonly __typename = 'KubernetesServiceEvidence';

  @Text('Name of the service.')
  name!: string | null;

  @Text("Type, in Graph's word: clusterIP, externalName, nodePort, loadBalancer or unknown.")
  serviceType!: string | null;

  @One(() => KubernetesNamespaceEvidence, 'Namespace that it is in.')
  namespace!: KubernetesNamespaceEvidence | null;

  @One(() => IpEvidence, 'Its address within the cluster.')
  clusterIp!: IpEvidence | null;

  @Many(() => IpEvidence, 'Its addresses outside of the cluster.')
  externalIps!: readonly IpEvidence[];

  @Many(() => KubernetesServicePort, 'Its ports.')
  servicePorts!: readonly KubernetesServicePort[];

  @Many(() => Label, 'Labels.')
  labels!: readonly Label[];

  @Many(() => Label, 'Labels of the pods that it serves from.')
  selector!: readonly Label[];
}

@Kind('A registry of container images.')
export class ContainerRegistryEvidence extends Evidence {
  readonly __typename = 'ContainerRegistryEvidence';

  @Text('Address of the registry.')
  server!: string | null;
}

@Kind('An image of a container.')
export class ContainerImageEvidence extends Evidence {
  readonly __typename = 'ContainerImageEvidence';

  @Text('Id of the image: its name with tag or digest.')
  imageId!: string | null;

  @One(() => ContainerImageEvidence, 'The same image by its digest.')
  digestImage!: ContainerImageEvidence | null;

  @One(() => ContainerRegistryEvidence, 'Registry that it comes from.')
  registry!: ContainerRegistryEvidence | null;
}

@Kind('A container.')
export class ContainerEvidence extends Evidence {
  readonly __typename = 'ContainerEvidence';

  @Text('Name of the container.')
  name!: string | null;

  @Text('Id of the container.')
  containerId!: string | null;

  @One(() => ContainerImageEvidence, 'Image that it was made from.')
  image!: ContainerImageEvidence | null;

  @Texts('Command that it runs.')
  command!: readonly string[];

  @Texts('Arguments of the command.')
  args!: readonly string[];

  @Flag('Whether it has the rights of its node.')
  isPrivileged!: boolean | null;

  @One(() => KubernetesPodEvidence, 'Pod that it is in.')
  pod!: KubernetesPodEvidence | null;
}

@Kind('A Kubernetes pod.')
export class KubernetesPodEvidence extends Evidence {
  readonly __typename = 'KubernetesPodEvidence';

  @Text('Name of the pod.')
  name!: string | null;

  @One(() => KubernetesNamespaceEvidence, 'Namespace that it is in.')
  namespace!: KubernetesNamespaceEvidence | null;

  @One(() => KubernetesControllerEvidence, 'Controller that keeps it running.')
  controller!: KubernetesControllerEvidence | null;

  @One(() => KubernetesServiceAccountEvidence, 'Service account that it acts as.')
  serviceAccount!: KubernetesServiceAccountEvidence | null;

  @One(() => IpEvidence, 'Its address.')
  ip!: IpEvidence | null;

  @Many(() => ContainerEvidence, 'Its containers.')
  containers!: readonly ContainerEvidence[];

  @Many(() => ContainerEvidence, 'Containers that prepare it.')
  initContainers!: readonly ContainerEvidence[];

  @Many(() => ContainerEvidence, 'Containers that were put into it to look around.')
  ephemeralContainers!: readonly ContainerEvidence[];

  @Many(() => Label, 'Labels.')
  labels!: readonly Label[];
}
