import type { GraphTenant } from '../../src/graph/GraphTenant.js';
import { atService, isBesideGraph, remedyFor } from '../../src/graph/services.js';

const TENANT = {
  tenantId: 'c0a7050e-0001-4000-8000-000000000001',
  graphRoot: 'https://graph.microsoft.com',
  defender: { root: 'https://api.security.microsoft.com', audience: 'https://api.securitycenter.microsoft.com' },
  sentinel: {
    root: 'https://api.ti.sentinel.azure.com',
    audience: 'https://management.azure.com',
    workspaceId: '5e171e10-0001-4000-8000-0000000000c0',
  },
} as unknown as GraphTenant;

test.each([
  [undefined, 'https://graph.microsoft.com', undefined, false],
  ['v1.0', 'https://graph.microsoft.com', undefined, false],
  ['beta', 'https://graph.microsoft.com', undefined, false],
  ['api', 'https://api.security.microsoft.com', 'https://api.securitycenter.microsoft.com', true],
  ['workspaces', 'https://api.ti.sentinel.azure.com', 'https://management.azure.com', true],
] as const)('%s is answered at %s', (version, graphRoot, audience, isBeside) => {
  const there = atService(TENANT, version)!;

  expect([there.graphRoot, there.audience]).toEqual([graphRoot, audience]);
  expect(isBesideGraph(version)).toBe(isBeside);
  expect(atService(TENANT, version)).toBe(there);
});

test('a tenant without the service is nowhere, and is told what to set', () => {
  const { sentinel: _sentinel, ...without } = TENANT;

  expect(atService(without, 'workspaces')).toBeNull();
  expect(remedyFor('workspaces')).toContain('sentinelWorkspaceId');
});
