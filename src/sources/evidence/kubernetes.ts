import type {
  ContainerEvidence,
  ContainerImageEvidence,
  ContainerRegistryEvidence,
  KubernetesClusterEvidence,
  KubernetesControllerEvidence,
  KubernetesNamespaceEvidence,
  KubernetesPodEvidence,
  KubernetesSecretEvidence,
  KubernetesServiceAccountEvidence,
  KubernetesServiceEvidence,
} from '../../../schema/evidence/kubernetes.js';
import type { IpEvidence } from '../../../schema/evidence/network.js';
import { bool, text, texts, type WireRecord } from '../wire.js';
import { kind, type Scope } from './EvidenceRow.js';
import { labels, servicePorts } from './parts.js';

function namespace(wire: WireRecord, scope: Scope): KubernetesNamespaceEvidence | null {
  return scope.one<KubernetesNamespaceEvidence>(wire, 'namespace', 'KubernetesNamespaceEvidence');
}

function containers(wire: WireRecord, property: string, scope: Scope): ContainerEvidence[] {
  return scope.many<ContainerEvidence>(wire, property, 'ContainerEvidence');
}

export const KUBERNETES_EVIDENCE = [
  kind<KubernetesClusterEvidence>({
    type: 'KubernetesClusterEvidence',
    wire: '#microsoft.graph.security.kubernetesClusterEvidence',
    kind: 'KUBERNETES_CLUSTER',
    read: (wire, scope) => ({
      name: text(wire, 'name'),
      platform: text(wire, 'platform'),
      distribution: text(wire, 'distribution'),
      version: text(wire, 'version'),
      cloudResource: scope.any(wire, 'cloudResource'),
    }),
  }),
  kind<KubernetesNamespaceEvidence>({
    type: 'KubernetesNamespaceEvidence',
    wire: '#microsoft.graph.security.kubernetesNamespaceEvidence',
    kind: 'KUBERNETES_NAMESPACE',
    read: (wire, scope) => ({
      name: text(wire, 'name'),
      cluster: scope.one<KubernetesClusterEvidence>(wire, 'cluster', 'KubernetesClusterEvidence'),
      labels: labels(wire, 'labels'),
    }),
  }),
  kind<KubernetesControllerEvidence>({
    type: 'KubernetesControllerEvidence',
    wire: '#microsoft.graph.security.kubernetesControllerEvidence',
    kind: 'KUBERNETES_CONTROLLER',
    read: (wire, scope) => ({
      name: text(wire, 'name'),
      controllerType: text(wire, 'type'),
      namespace: namespace(wire, scope),
      labels: labels(wire, 'labels'),
    }),
  }),
  kind<KubernetesServiceAccountEvidence>({
    type: 'KubernetesServiceAccountEvidence',
    wire: '#microsoft.graph.security.kubernetesServiceAccountEvidence',
    kind: 'KUBERNETES_SERVICE_ACCOUNT',
    read: (wire, scope) => ({ name: text(wire, 'name'), namespace: namespace(wire, scope) }),
  }),
  kind<KubernetesSecretEvidence>({
    type: 'KubernetesSecretEvidence',
    wire: '#microsoft.graph.security.kubernetesSecretEvidence',
    kind: 'KUBERNETES_SECRET',
    read: (wire, scope) => ({
      name: text(wire, 'name'),
      secretType: text(wire, 'secretType'),
      namespace: namespace(wire, scope),
    }),
  }),
  kind<KubernetesServiceEvidence>({
    type: 'KubernetesServiceEvidence',
    wire: '#microsoft.graph.security.kubernetesServiceEvidence',
    kind: 'KUBERNETES_SERVICE',
    read: (wire, scope) => ({
      name: text(wire, 'name'),
      serviceType: text(wire, 'serviceType'),
      namespace: namespace(wire, scope),
      clusterIp: scope.one<IpEvidence>(wire, 'clusterIP', 'IpEvidence'),
      externalIps: scope.many<IpEvidence>(wire, 'externalIPs', 'IpEvidence'),
      servicePorts: servicePorts(wire),
      labels: labels(wire, 'labels'),
      selector: labels(wire, 'selector'),
    }),
  }),
  kind<KubernetesPodEvidence>({
    type: 'KubernetesPodEvidence',
    wire: '#microsoft.graph.security.kubernetesPodEvidence',
    kind: 'KUBERNETES_POD',
    read: (wire, scope) => ({
      name: text(wire, 'name'),
      namespace: namespace(wire, scope),
      controller: scope.one<KubernetesControllerEvidence>(wire, 'controller', 'KubernetesControllerEvidence'),
      serviceAccount: scope.one<KubernetesServiceAccountEvidence>(
        wire,
        'serviceAccount',
        'KubernetesServiceAccountEvidence',
      ),
      ip: scope.one<IpEvidence>(wire, 'podIp', 'IpEvidence'),
      containers: containers(wire, 'containers', scope),
      initContainers: containers(wire, 'initContainers', scope),
      ephemeralContainers: containers(wire, 'ephemeralContainers', scope),
      labels: labels(wire, 'labels'),
    }),
  }),
  kind<ContainerEvidence>({
    type: 'ContainerEvidence',
    wire: '#microsoft.graph.security.containerEvidence',
    kind: 'CONTAINER',
    read: (wire, scope) => ({
      name: text(wire, 'name'),
      containerId: text(wire, 'containerId'),
      image: scope.one<ContainerImageEvidence>(wire, 'image', 'ContainerImageEvidence'),
      command: texts(wire, 'command'),
      args: texts(wire, 'args'),
      isPrivileged: bool(wire, 'isPrivileged'),
      pod: scope.one<KubernetesPodEvidence>(wire, 'pod', 'KubernetesPodEvidence'),
    }),
  }),
  kind<ContainerImageEvidence>({
    type: 'ContainerImageEvidence',
    wire: '#microsoft.graph.security.containerImageEvidence',
    kind: 'CONTAINER_IMAGE',
    read: (wire, scope) => ({
      imageId: text(wire, 'imageId'),
      digestImage: scope.one<ContainerImageEvidence>(wire, 'digestImage', 'ContainerImageEvidence'),
      registry: scope.one<ContainerRegistryEvidence>(wire, 'registry', 'ContainerRegistryEvidence'),
    }),
  }),
  kind<ContainerRegistryEvidence>({
    type: 'ContainerRegistryEvidence',
    wire: '#microsoft.graph.security.containerRegistryEvidence',
    kind: 'CONTAINER_REGISTRY',
    read: (wire) => ({ server: text(wire, 'registry') }),
  }),
];
