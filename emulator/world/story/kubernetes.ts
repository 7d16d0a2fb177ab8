import { evidenceOf } from '../evidence/evidence.js';
import type { Evidence } from '../evidence/evidence.js';
import { ipEvidence } from '../evidence/network.js';
import { digest, guidOf } from '../random.js';

const SUBSCRIPTION = guidOf('subscription/platform');
const LABELS = { app: 'checkout', tier: 'frontend' };

/** A cluster with what runs in it, each piece nested in the next as Graph nests them. */
export function kubernetesScene(at: string): Evidence[] {
  const mark = { at, verdict: 'suspicious' } as const;
  const cluster = evidenceOf(
    'kubernetesClusterEvidence',
    { at },
    {
      name: 'aks-shop-prod',
      distribution: 'AKS',
      platform: 'aks',
      version: '1.31.2',
      cloudResource: evidenceOf(
        'azureResourceEvidence',
        { at },
        {
          resourceId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-shop/providers/Microsoft.ContainerService/managedClusters/aks-shop-prod`,
          resourceName: 'aks-shop-prod',
          resourceType: 'Kubernetes service',
        },
      ),
    },
  );
  const namespace = evidenceOf(
    'kubernetesNamespaceEvidence',
    { at },
    { name: 'shop', cluster, labels: { team: 'shop' } },
  );
  const registry = evidenceOf('containerRegistryEvidence', { at }, { registry: 'registry.contoso.example' });
  const image = evidenceOf('containerImageEvidence', mark, {
    imageId: 'registry.contoso.example/tools/netshoot:latest',
    registry,
    digestImage: evidenceOf(
      'containerImageEvidence',
      { at },
      {
        imageId: `registry.contoso.example/tools/netshoot@sha256:${digest('sha256', 'netshoot')}`,
        registry,
      },
    ),
  });
  const serviceAccount = evidenceOf('kubernetesServiceAccountEvidence', { at }, { name: 'shop-deployer', namespace });
  const controller = evidenceOf(
    'kubernetesControllerEvidence',
    { at },
    {
      name: 'debug-tools',
      type: 'Deployment',
      namespace,
      labels: LABELS,
    },
  );
  const container = evidenceOf('containerEvidence', mark, {
    containerId: digest('sha256', 'container/debug-tools').slice(0, 24),
    name: 'netshoot',
    image,
    isPrivileged: true,
    command: ['/bin/sh', '-c'],
    args: ['nsenter -t 1 -m -u -i -n'],
  });
  const pod = evidenceOf('kubernetesPodEvidence', mark, {
    name: 'debug-tools-7c9d',
    namespace,
    controller,
    serviceAccount,
    containers: [container],
    labels: LABELS,
    podIp: ipEvidence({ at }, { ip: '10.244.3.17' }),
  });
  return [cluster, namespace, pod, container, image, registry, controller, serviceAccount];
}

/** What a cluster shows to the outside. */
export function exposedService(at: string): Evidence[] {
  const namespace = evidenceOf('kubernetesNamespaceEvidence', { at }, { name: 'ingress', labels: {} });
  return [
    evidenceOf(
      'kubernetesServiceEvidence',
      { at, verdict: 'suspicious' },
      {
        name: 'dashboard-public',
        namespace,
        serviceType: 'loadBalancer',
        clusterIP: ipEvidence({ at }, { ip: '10.0.114.8' }),
        externalIPs: [ipEvidence({ at }, { ip: '192.0.2.140' })],
        labels: LABELS,
        selector: { app: 'dashboard' },
        servicePorts: [
          { appProtocol: 'https', name: 'web', nodePort: 31_443, port: 443, protocol: 'tcp', targetPort: '8443' },
        ],
      },
    ),
    evidenceOf(
      'kubernetesSecretEvidence',
      { at, verdict: 'suspicious' },
      {
        name: 'dashboard-token',
        namespace,
        secretType: 'kubernetes.io/service-account-token',
      },
    ),
  ];
}
