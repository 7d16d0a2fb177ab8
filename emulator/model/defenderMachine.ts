import { byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';

const properties = {
  ...declare(
    `
    id computerDnsName firstSeen:DateTimeOffset lastSeen:DateTimeOffset osPlatform version osBuild:Int64 osArchitecture
    agentVersion healthStatus onboardingStatus riskScore exposureLevel deviceValue lastIpAddress lastExternalIpAddress
    rbacGroupId:Int32 rbacGroupName aadDeviceId:Guid machineTags:[String]`,
    'microsoft.windowsDefenderATP.api.',
  ),
  ipAddresses: {
    kind: 'complex',
    list: true,
    typeName: 'Collection(microsoft.windowsDefenderATP.api.IpAddress)',
    complex: () => ({
      typeName: 'microsoft.windowsDefenderATP.api.IpAddress',
      properties: declare('ipAddress macAddress type operationalStatus', 'microsoft.windowsDefenderATP.api.'),
      open: false,
      derived: () => undefined,
    }),
  },
} as const satisfies EntityModel['properties'];

/** Machines of Defender for Endpoint. Its documents name what can be filtered; or-chains are answered. */
export const DEFENDER_MACHINE: EntityModel = {
  type: '#microsoft.windowsDefenderATP.api.Machine',
  contextName: 'Machines',
  engine: 'security',
  properties,
  navigations: {},
  defaultSelect: null,
  filters: byOperators({
    'eq ne': `
      id version osPlatform healthStatus onboardingStatus riskScore exposureLevel deviceValue lastIpAddress aadDeviceId
      rbacGroupId`,
    'eq ne startswith': 'computerDnsName',
    'eq ne gt ge lt le': 'lastSeen',
    any: 'machineTags',
  }),
  orderby: ['id', 'lastSeen'],
  pageSize: 10_000,
  maxTop: 10_000,
  beyondMaxTop: 'refuse',
  supportsSkip: true,
  nextLinkBy: '$skip',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};
