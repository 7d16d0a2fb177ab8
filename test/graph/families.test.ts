import { isOffered, permissionFor } from '../../src/graph/families.js';
import { read } from '../support/graphServer.js';

test.each([
  ['GLOBAL', '/security/tiIndicators?$top=1', true],
  ['US_GOV_L4', '/security/tiIndicators?$top=1', false],
  ['CHINA', '/security/tiIndicators/1', false],
  ['US_GOV_L4', '/security/alerts_v2', true],
  ['EMULATED', '/security/tiIndicators', true],
] as const)('%s has %s: %s', (cloud, path, isThere) => {
  expect(isOffered({ cloud }, read(path))).toBe(isThere);
});

test.each([
  ['/security/tiIndicators', 'ThreatIndicators.ReadWrite.OwnedBy'],
  ['/security/threatIntelligence/hosts/a/whois', 'ThreatIntelligence.Read.All'],
  ['/indicators?$top=1', 'Ti.ReadWrite.All'],
])('%s needs %s', (path, permission) => {
  expect(permissionFor(read(path))).toBe(permission);
});
