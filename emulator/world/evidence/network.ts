import { evidenceOf } from './evidence.js';
import type { Evidence, Mark } from './evidence.js';

/** An address on the internet that turns up in alerts. */
export interface Address {
  readonly ip: string;
  readonly countryCode?: string;
  readonly city?: string;
  readonly country?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

export function ipEvidence(mark: Mark, address: Address): Evidence {
  return evidenceOf('ipEvidence', mark, {
    ipAddress: address.ip,
    countryLetterCode: address.countryCode ?? null,
    location: address.city
      ? {
          city: address.city,
          countryName: address.country ?? null,
          state: null,
          latitude: address.latitude ?? null,
          longitude: address.longitude ?? null,
        }
      : null,
  });
}

export function urlEvidence(mark: Mark, url: string): Evidence {
  return evidenceOf('urlEvidence', mark, { url });
}

export function dnsEvidence(mark: Mark, domainName: string, resolved: Address, hostIp: string): Evidence {
  return evidenceOf('dnsEvidence', mark, {
    domainName,
    ipAddresses: [ipEvidence(mark, resolved)],
    dnsServerIp: ipEvidence({ at: mark.at }, { ip: '10.20.0.10' }),
    hostIpAddress: ipEvidence({ at: mark.at }, { ip: hostIp }),
  });
}

export function connectionEvidence(
  mark: Mark,
  fromIp: string,
  fromPort: number,
  to: Address,
  toPort: number,
): Evidence {
  return evidenceOf('networkConnectionEvidence', mark, {
    sourceAddress: ipEvidence({ at: mark.at }, { ip: fromIp }),
    sourcePort: fromPort,
    destinationAddress: ipEvidence(mark, to),
    destinationPort: toPort,
    protocol: 'tcp',
  });
}
