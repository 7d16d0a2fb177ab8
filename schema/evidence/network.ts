import { GeoLocation, Observable } from '../Observable.js';
import { Evidence } from './Evidence.js';
import { Kind, Many, One, Text, Texts, Whole } from './fields.js';

@Kind('An IP address.')
export class IpEvidence extends Evidence {
  readonly __typename = 'IpEvidence';

  @Text('The address as the provider wrote it.')
  address!: string | null;

  @Text('Country in two letters.')
  countryCode!: string | null;

  @One(() => GeoLocation, 'Where the address is; null where the provider did not say.')
  geo!: GeoLocation | null;

  @Text('Stream of Insider Risk Management or Cloud Apps that the address was seen in.')
  streamName!: string | null;

  @One(() => Observable, 'The address in its normal form; null when it is no IP address.')
  observable!: Observable | null;
}

@Kind('A URL.')
export class UrlEvidence extends Evidence {
  readonly __typename = 'UrlEvidence';

  @Text('The URL as the provider wrote it.')
  url!: string | null;

  @One(
    () => Observable,
    'The URL in its normal form: a DOMAIN or an address where it is no more than that; null when it is neither.',
  )
  observable!: Observable | null;
}

@Kind('A name that was looked up in the domain name system.')
export class DnsEvidence extends Evidence {
  readonly __typename = 'DnsEvidence';

  @Text('The name that was asked for.')
  domainName!: string | null;

  @One(() => IpEvidence, 'Server that answered.')
  dnsServer!: IpEvidence | null;

  @One(() => IpEvidence, 'Machine that asked.')
  hostIp!: IpEvidence | null;

  @Many(() => IpEvidence, 'Addresses that the name stands for.')
  ips!: readonly IpEvidence[];

  @One(() => Observable, 'The name in its normal form; null when it is no domain name.')
  observable!: Observable | null;
}

@Kind('A connection between two addresses.')
export class NetworkConnectionEvidence extends Evidence {
  readonly __typename = 'NetworkConnectionEvidence';

  @One(() => IpEvidence, 'Where it came from.')
  sourceIp!: IpEvidence | null;

  @Whole('Port it came from.')
  sourcePort!: number | null;

  @One(() => IpEvidence, 'Where it went.')
  destinationIp!: IpEvidence | null;

  @Whole('Port it went to.')
  destinationPort!: number | null;

  @Text("Transport, in Graph's word: tcp or udp.")
  protocol!: string | null;
}

@Kind('A network card.')
export class NicEvidence extends Evidence {
  readonly __typename = 'NicEvidence';

  @Text('Hardware address as the provider wrote it.')
  macAddress!: string | null;

  @One(() => IpEvidence, 'Address of the card.')
  ip!: IpEvidence | null;

  @Texts('Virtual networks that the card is in.')
  vlans!: readonly string[];
}
