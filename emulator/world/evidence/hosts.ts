import { dnsDomainOf } from '../people.js';
import type { Home } from '../people.js';
import { dnsNameOf, ntDomainOf } from '../machines.js';
import type { Machine } from '../machines.js';
import { digest, guidOf, hashOf } from '../random.js';
import { evidenceOf } from './evidence.js';
import type { Evidence, Mark } from './evidence.js';

type RiskScore = 'none' | 'informational' | 'low' | 'medium' | 'high';

/** A machine, with the keys that the product at hand happens to know of it. */
export function deviceEvidence(mark: Mark, home: Home, host: Machine, riskScore: RiskScore = 'medium'): Evidence {
  return evidenceOf('deviceEvidence', mark, { ...keysOf(home, host), ...stateOf(host, riskScore) });
}

function keysOf(home: Home, host: Machine): Readonly<Record<string, unknown>> {
  const isJoined = host.trustType === 'ServerAd';
  switch (host.namedBy) {
    case 'deviceId':
      return {
        azureAdDeviceId: host.deviceId,
        mdeDeviceId: host.defenderId,
        hostName: host.name.toLowerCase(),
        deviceDnsName: dnsNameOf(home, host),
        dnsDomain: isJoined ? dnsDomainOf(home) : null,
        ntDomain: ntDomainOf(home, host),
      };
    case 'hostName':
      return { hostName: host.name, ntDomain: ntDomainOf(home, host) };
    case 'dnsName':
      return { mdeDeviceId: host.defenderId, deviceDnsName: dnsNameOf(home, host) };
    case 'defenderId':
      return { mdeDeviceId: host.defenderId };
  }
}

function stateOf(host: Machine, riskScore: RiskScore): Readonly<Record<string, unknown>> {
  if (host.namedBy === 'hostName') return { onboardingStatus: 'insufficientInfo', healthStatus: 'unknown' };
  return {
    osPlatform: host.platform.osPlatform,
    osBuild: host.platform.osBuild,
    version: host.platform.release,
    defenderAvStatus: 'updated',
    riskScore,
    lastIpAddress: host.ipAddress,
    ipInterfaces: [host.ipAddress, '127.0.0.1'],
    rbacGroupId: host.owner ? 12 : 14,
    rbacGroupName: host.owner ? 'Workstations' : 'Servers',
    firstSeenDateTime: `2025-0${String(1 + (hashOf(host.key) % 9))}-1${String(hashOf(host.name) % 10)}T09:12:44.1532Z`,
    vmMetadata: host.platform.os === 'Windows Server' ? virtualMachine(host) : null,
  };
}

function virtualMachine(host: Machine): Readonly<Record<string, unknown>> {
  const subscriptionId = guidOf('subscription/production');
  return {
    vmId: guidOf(`vm/${host.key}/${host.deviceId}`),
    cloudProvider: 'azure',
    subscriptionId,
    resourceId: `/subscriptions/${subscriptionId}/resourceGroups/rg-prod/providers/Microsoft.Compute/virtualMachines/${host.name}`,
  };
}

/** A file or program that turns up in alerts. The same facts give the same hashes wherever it turns up. */
export interface Program {
  readonly name: string;
  readonly folder: string;
  readonly size: number;
  readonly publisher?: string;
}

export function fileDetailsOf(program: Program): Readonly<Record<string, unknown>> {
  const content = `${program.name}/${String(program.size)}/${program.publisher ?? ''}`;
  return {
    fileName: program.name,
    filePath: program.folder,
    fileSize: program.size,
    filePublisher: program.publisher ?? null,
    signer: program.publisher ?? null,
    issuer: program.publisher ? 'Microsoft Windows Production PCA 2011' : null,
    sha1: digest('sha1', content),
    sha256: digest('sha256', content),
    md5: digest('md5', content),
    sha256Ac: null,
  };
}

type DetectionStatus = 'detected' | 'blocked' | 'prevented';

export function fileEvidence(mark: Mark, host: Machine | null, program: Program, detection: DetectionStatus): Evidence {
  return evidenceOf('fileEvidence', mark, {
    detectionStatus: detection,
    fileDetails: fileDetailsOf(program),
    mdeDeviceId: host ? defenderIdIn(host) : null,
  });
}

export interface Run {
  readonly program: Program;
  readonly commandLine: string;
  readonly parent: Program;
  /** The account part of the evidence. */
  readonly account: Readonly<Record<string, unknown>> | null;
  readonly detection?: DetectionStatus;
}

export function processEvidence(mark: Mark, host: Machine, run: Run): Evidence {
  const processId = 1000 + (hashOf(`${mark.at}/${host.key}/${run.commandLine}`) % 16_000);
  return evidenceOf('processEvidence', mark, {
    processId,
    parentProcessId: processId - (processId % 900) - 4,
    processCommandLine: run.commandLine,
    processCreationDateTime: mark.at,
    parentProcessCreationDateTime: mark.at,
    detectionStatus: run.detection ?? 'detected',
    mdeDeviceId: defenderIdIn(host),
    imageFile: fileDetailsOf(run.program),
    parentProcessImageFile: fileDetailsOf(run.parent),
    userAccount: run.account,
  });
}

export function registryValueEvidence(mark: Mark, host: Machine, key: string, name: string, value: string): Evidence {
  return evidenceOf('registryValueEvidence', mark, {
    mdeDeviceId: defenderIdIn(host),
    registryHive: 'HKEY_LOCAL_MACHINE',
    registryKey: key,
    registryValueName: name,
    registryValueType: 'String',
    registryValue: value,
  });
}

/** Files and processes name their machine by Defender's id, unless the product that reported it knows none. */
function defenderIdIn(host: Machine): string | null {
  return host.namedBy === 'hostName' ? null : host.defenderId;
}

export const POWERSHELL: Program = {
  name: 'powershell.exe',
  folder: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0',
  size: 455_680,
  publisher: 'Microsoft Corporation',
};
export const CMD: Program = {
  name: 'cmd.exe',
  folder: 'C:\\Windows\\System32',
  size: 323_584,
  publisher: 'Microsoft Corporation',
};
export const EXPLORER: Program = {
  name: 'explorer.exe',
  folder: 'C:\\Windows',
  size: 5_310_976,
  publisher: 'Microsoft Corporation',
};
export const SERVICES: Program = {
  name: 'services.exe',
  folder: 'C:\\Windows\\System32',
  size: 731_744,
  publisher: 'Microsoft Corporation',
};
