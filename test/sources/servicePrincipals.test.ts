import type { GraphTenant } from '../../src/graph/GraphTenant.js';
import { readServicePrincipal } from '../../src/sources/ServicePrincipalSource.js';

const TENANT = { tenantId: 'c0a7050e-0001-4000-8000-000000000001' } as GraphTenant;
const read = (record: object) =>
  readServicePrincipal(TENANT, { record: { id: 'x', ...record }, asOf: '2026-11-23T08:00:00.000Z' });

test('credentials say until when they are good, the next to end first, and nothing of a secret is kept', () => {
  const app = read({
    passwordCredentials: [
      { keyId: '3', displayName: null, endDateTime: '2028-01-01T00:00:00Z', secretText: 'S3cr3t', hint: 'S3c' },
      { keyId: '1', displayName: 'old', endDateTime: '2026-11-23T08:00:00Z', startDateTime: '2025-01-01T00:00:00Z' },
    ],
    keyCredentials: [
      { keyId: '2', usage: 'Verify', endDateTime: '2027-01-01T00:00:00Z', key: 'UzNjcjN0', type: 'X' },
      { keyId: '4' },
    ],
  });

  expect(app.credentials).toMatchObject([
    { keyId: '1', kind: 'PASSWORD', displayName: 'old', isExpired: true, startsAt: '2025-01-01T00:00:00Z' },
    { keyId: '2', kind: 'CERTIFICATE', usage: 'Verify', isExpired: false },
    { keyId: '3', kind: 'PASSWORD', isExpired: false },
    { keyId: '4', kind: 'CERTIFICATE', expiresAt: null, isExpired: false },
  ]);
  expect(JSON.stringify(app)).not.toMatch(/S3c|UzNjcjN0/);
});

test('a publisher is verified only where Microsoft names one', () => {
  const nobody = { displayName: null, verifiedPublisherId: null, addedDateTime: null };

  expect(read({ verifiedPublisher: nobody }).verifiedPublisher).toBeNull();
  expect(read({ verifiedPublisher: { ...nobody, displayName: 'Vendor' } }).verifiedPublisher).toMatchObject({
    displayName: 'Vendor',
  });
});

test.each([
  [TENANT.tenantId.toUpperCase(), false],
  ['f8cdef31-a31e-4b4a-93e4-5f571e91255a', true],
  [null, null],
])('an application of the tenant %s is foreign: %s', (appOwnerOrganizationId, isForeign) => {
  expect(read({ appOwnerOrganizationId }).isForeign).toBe(isForeign);
});
