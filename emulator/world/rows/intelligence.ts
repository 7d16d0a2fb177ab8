import type { Row } from '../World.js';

const SECURITY = '#microsoft.graph.security.';

/** A name or an address, as it stands inside other records. */
export interface Artifact {
  readonly '@odata.type': string;
  readonly id: string;
}

export function artifactOf(id: string): Artifact {
  return { '@odata.type': `${SECURITY}${isAddress(id) ? 'ipAddress' : 'hostname'}`, id };
}

export function isAddress(id: string): boolean {
  return /^[\d.]+$/.test(id) || id.includes(':');
}

export function text(content: string, format: 'text' | 'html' | 'markdown' = 'text') {
  return { content, format };
}

type Known = Partial<Row> & Pick<Row, 'id'>;

export function hostnameRow(known: Known): Row {
  return { ...artifactOf(known.id), firstSeenDateTime: null, lastSeenDateTime: null, registrant: null, registrar: null, ...known }; // prettier-ignore
}

export function ipAddressRow(known: Known): Row {
  return {
    ...artifactOf(known.id),
    firstSeenDateTime: null,
    lastSeenDateTime: null,
    autonomousSystem: null,
    countryOrRegion: null,
    hostingProvider: null,
    netblock: null,
    ...known,
  };
}

/** Everything that registrars tell; most contacts are withheld nowadays. */
export function whoisRow(known: Known): Row {
  return {
    abuse: null,
    admin: null,
    billing: null,
    domainStatus: 'clientTransferProhibited',
    expirationDateTime: null,
    firstSeenDateTime: null,
    host: artifactOf(known.id),
    lastSeenDateTime: null,
    lastUpdateDateTime: null,
    nameservers: [],
    noc: null,
    rawWhoisText: null,
    registrant: null,
    registrar: null,
    registrationDateTime: null,
    technical: null,
    whoisServer: null,
    zone: null,
    ...known,
  };
}

/** Somebody in a whois record. */
export function contact(organization: string, email: string | null = null) {
  return { address: null, email, fax: null, name: null, organization, telephone: null };
}
