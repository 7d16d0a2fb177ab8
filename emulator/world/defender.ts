import { dnsNameOf } from './machines.js';
import type { Machine } from './machines.js';
import type { Home } from './people.js';
import { digest, hashOf } from './random.js';
import { defenderMachineRow } from './rows/defender.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, ticks } from './time.js';
import type { Row } from './World.js';

/** Where the told attack went, by key of the machine. */
const ATTACKED: ReadonlySet<string> = new Set(['LAP-PLINDQVIST', 'LAP-RMENON', 'FS01']);
/** From when on a sensor that says nothing counts as inactive. */
const INACTIVE_DAYS = 7;

/** Telephones run no sensor, and what products know by its NetBIOS name only has none either. */
export function isOnboarded(host: Machine): boolean {
  return host.namedBy !== 'hostName' && host.trustType !== 'Workplace';
}

/** Defender's record of a machine. */
export function defenderMachineOf(home: Home, host: Machine, startMs: number): Row {
  const draw = hashOf(`defender/${host.key}`);
  const isServer = host.owner === null;
  const lastSeenMs = startMs - host.lastSeenDaysAgo * DAY_MS - (5 + (draw % 55)) * MINUTE_MS;
  return defenderMachineRow({
    id: host.defenderId,
    computerDnsName: dnsNameOf(home, host),
    firstSeen: ticks(startMs - (200 + (draw % 400)) * DAY_MS - (draw % 23) * HOUR_MS),
    lastSeen: ticks(lastSeenMs),
    osPlatform: host.platform.osPlatform,
    version: host.platform.release,
    osBuild: host.platform.osBuild,
    agentVersion: '10.8760.26100.2161',
    healthStatus: host.lastSeenDaysAgo > INACTIVE_DAYS ? 'Inactive' : 'Active',
    riskScore: riskOf(host),
    exposureLevel: exposureOf(host, draw),
    deviceValue: isServer ? 'High' : 'Normal',
    lastIpAddress: host.ipAddress,
    lastExternalIpAddress: `198.51.100.${10 + (hashOf(home.tenantId) % 40)}`,
    ipAddresses: [
      {
        ipAddress: host.ipAddress,
        macAddress: digest('sha1', `mac/${host.deviceId}`).slice(0, 12).toUpperCase(),
        type: 'Ethernet',
        operationalStatus: 'Up',
      },
    ],
    rbacGroupId: isServer ? 14 : 12,
    rbacGroupName: isServer ? 'Servers' : 'Workstations',
    aadDeviceId: host.isInEntra ? host.deviceId : null,
    machineTags: isServer ? ['tier-1'] : [],
  });
}

function riskOf(host: Machine): string {
  if (ATTACKED.has(host.key)) return 'High';
  return host.isCompliant ? 'None' : 'Medium';
}

function exposureOf(host: Machine, draw: number): string {
  if (host.platform.os === 'Windows Server' || ATTACKED.has(host.key)) return 'High';
  return draw % 3 === 0 ? 'Medium' : 'Low';
}
