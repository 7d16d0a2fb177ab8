import type {
  DnsEvidence,
  IpEvidence,
  NetworkConnectionEvidence,
  NicEvidence,
  UrlEvidence,
} from '../../../schema/evidence/network.js';
import { normalDomain, normalIp, normalMac, normalUrl, type NormalObservable } from '../../identity/observable.js';
import { integer, text, texts } from '../wire.js';
import { kind } from './EvidenceRow.js';
import { geoLocation, streamName } from './parts.js';
import { sighting } from './sighting.js';

/** Providers put bare hosts into fields for URLs; those are seen again as what they are. */
export function normalLink(text: string): NormalObservable | null {
  return normalUrl(text) ?? normalIp(text) ?? normalDomain(text);
}

export const NETWORK_EVIDENCE = [
  kind<IpEvidence>({
    type: 'IpEvidence',
    wire: '#microsoft.graph.security.ipEvidence',
    kind: 'IP',
    read: (wire, scope) => {
      const address = text(wire, 'ipAddress');
      const geo = geoLocation(wire, 'location');
      const countryCode = text(wire, 'countryLetterCode');
      const place =
        geo || countryCode
          ? { city: null, state: null, latitude: null, longitude: null, ...geo, country: geo?.country ?? countryCode }
          : null;
      return {
        address,
        countryCode,
        geo,
        streamName: streamName(wire),
        observable: sighting(scope, normalIp, address, { geo: place }),
      };
    },
    observables: ({ observable }) => [observable],
  }),
  kind<UrlEvidence>({
    type: 'UrlEvidence',
    wire: '#microsoft.graph.security.urlEvidence',
    kind: 'URL',
    read: (wire, scope) => {
      const url = text(wire, 'url');
      return { url, observable: sighting(scope, normalLink, url) };
    },
    observables: ({ observable }) => [observable],
  }),
  kind<DnsEvidence>({
    type: 'DnsEvidence',
    wire: '#microsoft.graph.security.dnsEvidence',
    kind: 'DNS',
    read: (wire, scope) => {
      const domainName = text(wire, 'domainName');
      return {
        domainName,
        dnsServer: scope.one<IpEvidence>(wire, 'dnsServerIp', 'IpEvidence'),
        hostIp: scope.one<IpEvidence>(wire, 'hostIpAddress', 'IpEvidence'),
        ips: scope.many<IpEvidence>(wire, 'ipAddresses', 'IpEvidence'),
        observable: sighting(scope, normalDomain, domainName),
      };
    },
    observables: ({ observable }) => [observable],
  }),
  kind<NetworkConnectionEvidence>({
    type: 'NetworkConnectionEvidence',
    wire: '#microsoft.graph.security.networkConnectionEvidence',
    kind: 'NETWORK_CONNECTION',
    read: (wire, scope) => ({
      sourceIp: scope.one<IpEvidence>(wire, 'sourceAddress', 'IpEvidence'),
      sourcePort: integer(wire, 'sourcePort'),
      destinationIp: scope.one<IpEvidence>(wire, 'destinationAddress', 'IpEvidence'),
      destinationPort: integer(wire, 'destinationPort'),
      protocol: text(wire, 'protocol'),
    }),
  }),
  kind<NicEvidence>({
    type: 'NicEvidence',
    wire: '#microsoft.graph.security.nicEvidence',
    kind: 'NIC',
    read: (wire, scope) => ({
      macAddress: text(wire, 'macAddress'),
      ip: scope.one<IpEvidence>(wire, 'ipAddress', 'IpEvidence'),
      vlans: texts(wire, 'vlans'),
    }),
    observables: (nic) => [sighting(nic, normalMac, nic.macAddress)],
  }),
];
