import type { Row } from '../World.js';

type Known = Partial<Row> & Pick<Row, 'id'>;

/** Shared by all rows. */
const NONE: readonly never[] = [];

/** A machine with every property that Defender for Endpoint sends. */
export function defenderMachineRow(known: Known): Row {
  return {
    computerDnsName: null,
    firstSeen: null,
    lastSeen: null,
    osPlatform: null,
    version: null,
    osBuild: null,
    osArchitecture: '64-bit',
    agentVersion: null,
    healthStatus: 'Active',
    onboardingStatus: 'Onboarded',
    riskScore: 'None',
    exposureLevel: 'Low',
    deviceValue: 'Normal',
    lastIpAddress: null,
    lastExternalIpAddress: null,
    ipAddresses: NONE,
    rbacGroupId: 0,
    rbacGroupName: null,
    aadDeviceId: null,
    machineTags: NONE,
    ...known,
  };
}
