import { KNOWN_FLAWS } from '../hunting/flaws.js';
import type { Flaw } from '../hunting/flaws.js';
import { fileDetailsOf } from './evidence/hosts.js';
import { digest, guidOf, hashOf } from './random.js';
import { artifactOf, contact, hostnameRow, ipAddressRow, isAddress, text, whoisRow } from './rows/intelligence.js';
import { C2_HOST, CONTROL_SERVER, DROP_URL, IMPLANT, LOADER, LURE_HOST, PROXY } from './story/actors.js';
import { DeferredRows, KeyedRows } from './tables.js';
import { DAY_MS, seconds, ticks } from './time.js';
import type { Intelligence, Row } from './World.js';

type Classification = 'unknown' | 'neutral' | 'suspicious' | 'malicious';

/** A host that Microsoft knows: since when, and what it thinks of it. */
interface KnownHost {
  readonly id: string;
  readonly sinceDays: number;
  readonly score: number;
  readonly classification: Classification;
  readonly rules: readonly (readonly [name: string, description: string, severity: 'low' | 'medium' | 'high'])[];
  readonly registrar?: string;
  readonly country?: string;
  readonly provider?: string;
  readonly netblock?: string;
}

const DROP_HOST = new URL(DROP_URL).hostname;
const REGISTRAR = 'Example Names Ltd';
const YOUNG = ['New domain', 'Registered less than 30 days ago', 'medium'] as const;
const LINKED = ['Defender Threat Intelligence', 'Part of the infrastructure of Storm-4821', 'high'] as const;
const CERTIFICATE = ['Self-signed certificate', 'Presents a certificate that nobody vouches for', 'low'] as const;

const HOSTS: readonly KnownHost[] = [
  { id: 'contoso-portal.example', sinceDays: 9, score: 100, classification: 'malicious', rules: [LINKED, YOUNG], registrar: REGISTRAR }, // prettier-ignore
  { id: LURE_HOST, sinceDays: 8, score: 100, classification: 'malicious', rules: [LINKED, YOUNG], registrar: REGISTRAR }, // prettier-ignore
  { id: DROP_HOST, sinceDays: 8, score: 100, classification: 'malicious', rules: [LINKED, YOUNG], registrar: REGISTRAR }, // prettier-ignore
  { id: 'ledger-cdn.example', sinceDays: 41, score: 89, classification: 'malicious', rules: [LINKED], registrar: REGISTRAR }, // prettier-ignore
  { id: C2_HOST, sinceDays: 33, score: 100, classification: 'malicious', rules: [LINKED, CERTIFICATE], registrar: REGISTRAR }, // prettier-ignore
  { id: 'nordwind-logistics.example', sinceDays: 12, score: 62, classification: 'suspicious', rules: [YOUNG], registrar: REGISTRAR }, // prettier-ignore
  { id: 'parcel-track.example', sinceDays: 2100, score: 0, classification: 'neutral', rules: [], registrar: 'Trusted Domains AG' }, // prettier-ignore
  { id: 'contoso.example', sinceDays: 5200, score: 0, classification: 'neutral', rules: [], registrar: 'Trusted Domains AG' }, // prettier-ignore
  { id: PROXY.ip, sinceDays: 20, score: 100, classification: 'malicious', rules: [LINKED], country: 'MD', provider: 'Cheap Metal Hosting', netblock: '203.0.113.64/26' }, // prettier-ignore
  { id: CONTROL_SERVER.ip, sinceDays: 35, score: 97, classification: 'malicious', rules: [LINKED, CERTIFICATE], country: 'NL', provider: 'Low Cloud BV', netblock: '198.51.100.16/28' }, // prettier-ignore
  { id: '203.0.113.18', sinceDays: 400, score: 45, classification: 'suspicious', rules: [['Password spray', 'Has tried many accounts of many organizations', 'medium']], country: 'BR', provider: 'Sul Telecom', netblock: '203.0.113.0/26' }, // prettier-ignore
  { id: '192.0.2.87', sinceDays: 700, score: 0, classification: 'unknown', rules: [], country: 'RO', provider: 'Dunarea Net', netblock: '192.0.2.64/26' }, // prettier-ignore
];

/** Which name led to which address, in days before now. */
const RESOLUTIONS: readonly {
  readonly name: string;
  readonly ip: string;
  readonly from: number;
  readonly to: number;
}[] = [
  { name: LURE_HOST, ip: PROXY.ip, from: 8, to: 0 },
  { name: DROP_HOST, ip: PROXY.ip, from: 8, to: 1 },
  { name: 'contoso-portal.example', ip: '203.0.113.90', from: 9, to: 0 },
  { name: C2_HOST, ip: CONTROL_SERVER.ip, from: 33, to: 0 },
  { name: C2_HOST, ip: '198.51.100.27', from: 40, to: 33 },
  { name: 'ledger-cdn.example', ip: CONTROL_SERVER.ip, from: 41, to: 36 },
];

const CAMPAIGN = [LURE_HOST, DROP_HOST, C2_HOST, PROXY.ip, CONTROL_SERVER.ip];

/** What Microsoft knows about the attack's infrastructure, its actor, and the flaws of this world's software. */
export function intelligenceOf(startMs: number): Intelligence {
  const ago = (days: number): string => seconds(startMs - days * DAY_MS);
  const rows = (make: () => Iterable<Row>): DeferredRows => new DeferredRows(() => new KeyedRows(make()));
  return {
    hosts: rows(() => HOSTS.map((host) => hostRow(host, ago))),
    reputations: rows(() => HOSTS.map(reputationRow)),
    whois: rows(() => HOSTS.map((host) => registration(host, ago))),
    passiveDns: rows(() => RESOLUTIONS.map((one) => resolution(one, one.name, one.ip, ago))),
    passiveDnsReverse: rows(() => RESOLUTIONS.map((one) => resolution(one, one.ip, one.name, ago))),
    subdomains: rows(() => HOSTS.filter(({ id }) => isSubdomain(id)).map((host) => subdomain(host, ago))),
    articles: rows(() => articles(startMs)),
    articleIndicators: rows(() => indicatorsIn(ARTICLES.map(({ id, mentions }) => ({ id, mentions })))),
    profiles: rows(() => profiles()),
    profileIndicators: rows(() =>
      indicatorsIn(PROFILES.map(({ id, mentions }) => ({ id, mentions }))).map((row) => ({
        ...row,
        firstSeenDateTime: ago(30),
        lastSeenDateTime: ago(1),
      })),
    ),
    vulnerabilities: rows(() => KNOWN_FLAWS.map((flaw) => vulnerability(flaw))),
    components: rows(() => KNOWN_FLAWS.map(({ cveId, software }) => ({ id: guidOf(`component/${cveId}/${software}`), name: software, parentId: cveId }))), // prettier-ignore
  };
}

type Ago = (days: number) => string;

function hostRow({ id, sinceDays, registrar, country, provider, netblock }: KnownHost, ago: Ago): Row {
  const seen = { firstSeenDateTime: ago(sinceDays), lastSeenDateTime: ago(0) };
  if (!isAddress(id))
    return hostnameRow({ id, ...seen, registrar: registrar ?? null, registrant: 'Redacted for privacy' });
  const number = 64_496 + (hashOf(provider ?? '') % 15);
  return ipAddressRow({
    id,
    ...seen,
    countryOrRegion: country ?? null,
    hostingProvider: provider ?? null,
    netblock: netblock ?? null,
    autonomousSystem: { name: `AS${String(number)}`, number, organization: provider ?? 'Unknown', value: `AS${String(number)}` }, // prettier-ignore
  });
}

function reputationRow({ id, classification, score, rules }: KnownHost): Row {
  return {
    id,
    classification,
    score,
    rules: rules.map(([name, description, severity]) => ({ name, description, severity, relatedDetailsUrl: null })),
  };
}

/** Who asks for the registration of a name below a domain is told that of the domain. */
function registration(host: KnownHost, ago: Ago): Row {
  const { id } = host;
  const domain = isSubdomain(id) ? id.slice(id.indexOf('.') + 1) : id;
  const { sinceDays, registrar, provider } = HOSTS.find((one) => one.id === domain) ?? host;
  const holder = contact(registrar ?? provider ?? 'Unknown', `abuse@${(registrar ?? provider ?? 'unknown').split(' ')[0]?.toLowerCase() ?? 'unknown'}.example`); // prettier-ignore
  return whoisRow({
    id,
    abuse: holder,
    registrar: registrar ? holder : null,
    registrant: contact(isAddress(id) ? (provider ?? 'Unknown') : 'Redacted for privacy'),
    whoisServer: 'whois.example',
    registrationDateTime: ago(sinceDays + 1),
    lastUpdateDateTime: ago(sinceDays),
    expirationDateTime: isAddress(id) ? null : ago(sinceDays - 365),
    firstSeenDateTime: ago(sinceDays),
    lastSeenDateTime: ago(0),
    nameservers: isAddress(id)
      ? []
      : ['ns1', 'ns2'].map((name) => ({
          firstSeenDateTime: ago(sinceDays),
          lastSeenDateTime: ago(0),
          host: artifactOf(`${name}.${domain}`),
        })),
  });
}

function resolution({ from, to }: (typeof RESOLUTIONS)[number], parentId: string, leadsTo: string, ago: Ago): Row {
  return {
    id: guidOf(`pdns/${parentId}/${leadsTo}`),
    recordType: 'A',
    artifact: artifactOf(leadsTo),
    parentHost: artifactOf(parentId),
    collectedDateTime: ago(to),
    firstSeenDateTime: ago(from),
    lastSeenDateTime: ago(to),
    parentId,
  };
}

function isSubdomain(id: string): boolean {
  return !isAddress(id) && id.split('.').length > 2;
}

function subdomain({ id, sinceDays }: KnownHost, ago: Ago): Row {
  return {
    id: guidOf(`subdomain/${id}`),
    firstSeenDateTime: ago(sinceDays),
    host: artifactOf(id),
    parentId: id.slice(id.indexOf('.') + 1),
  };
}

const ARTICLES = [
  {
    id: 'b7c1f20e',
    daysAgo: 21,
    title: 'Storm-4821 moves from invoice fraud to data theft',
    summary: 'A group known for business email compromise now installs an implant and carries finance data out.',
    body: '#### Description\r\nThe group sends bills of real suppliers from look-alike domains. The link leads to a page between the user and the real sign-in. With the stolen token it reads mail, talks a colleague into an *update* and reaches file servers.\r\n#### Recommendations\r\n- Require phishing-resistant authentication.\r\n- Block the indicators below.',
    format: 'markdown',
    tags: ['Storm-4821', 'AiTM', 'BusinessEmailCompromise', 'Exfiltration'],
    isFeatured: true,
    mentions: CAMPAIGN,
  },
  {
    id: 'd90a44c3',
    daysAgo: 60,
    title: 'Adversary-in-the-middle kits rent their proxies by the hour',
    summary: '<p>Kits that stand between users and sign-in pages share a few hosters.</p>',
    body: '<h4>Description</h4><p>Proxies in a few ranges serve <b>many</b> kits.</p><script>alert(1)</script>',
    format: 'html',
    tags: ['AiTM', 'OSINT'],
    isFeatured: false,
    mentions: [PROXY.ip, '203.0.113.90'],
  },
  {
    id: '5e02b7aa',
    daysAgo: 140,
    title: 'Renamed file synchronisers in data theft',
    summary: 'Attackers rename rclone and friends; the configuration file gives them away.',
    body: 'What to look for on file servers.',
    format: 'text',
    tags: ['Exfiltration', 'Rclone'],
    isFeatured: false,
    mentions: [],
  },
] as const;

function articles(startMs: number): Row[] {
  return ARTICLES.map(({ id, daysAgo, title, summary, body, format, tags, isFeatured, mentions }) => ({
    id,
    title,
    summary: text(summary, format),
    body: text(body, format),
    tags,
    isFeatured,
    imageUrl: null,
    createdDateTime: ticks(startMs - daysAgo * DAY_MS),
    lastUpdatedDateTime: ticks(startMs - (daysAgo - 3) * DAY_MS),
    mentions,
  }));
}

const PROFILES = [
  {
    id: digest('sha256', 'actor/Storm-4821'),
    kind: 'actor',
    title: 'Storm-4821',
    aliases: ['UNC4821', 'Ledger Spider'],
    targets: ['Manufacturing', 'Wholesale Trade'],
    summary: 'Storm-4821 is a financially motivated group that turned from invoice fraud to data theft.',
    tradecraft: 'The group phishes finance staff with bills of real suppliers and proxies the sign-in page.',
    firstActive: '2024-03-11T00:00:00Z',
    mentions: CAMPAIGN,
  },
  {
    id: digest('sha256', 'tool/VpnHelper'),
    kind: 'tool',
    title: 'VpnHelper',
    aliases: ['SyncLedger'],
    targets: [],
    summary: 'VpnHelper is an implant that arrives as an update of a VPN client and calls home over HTTPS.',
    tradecraft: 'Its library is loaded by rundll32 and asks for orders every 73 seconds.',
    firstActive: '2026-06-02T00:00:00Z',
    mentions: [C2_HOST, fileDetailsOf(IMPLANT)['sha256'], fileDetailsOf(LOADER)['sha256']].map(String),
  },
] as const;

function profiles(): Row[] {
  return PROFILES.map(({ id, kind, title, aliases, targets, summary, tradecraft, firstActive, mentions }) => ({
    id,
    kind,
    title,
    aliases,
    targets,
    summary: text(summary),
    description: text(`## Snapshot\r\n${summary}`, 'markdown'),
    tradecraft: text(tradecraft, 'markdown'),
    firstActiveDateTime: firstActive,
    countriesOrRegionsOfOrigin: [],
    mentions,
  }));
}

/** What an article or a profile names: hosts, and things that are none, such as hashes. */
function indicatorsIn(sources: readonly { readonly id: string; readonly mentions: readonly string[] }[]): Row[] {
  return sources.flatMap(({ id: parentId, mentions }) =>
    mentions.map((value) => ({
      id: Buffer.from(`${parentId}/${value}`).toString('base64url'),
      source: isHash(value) ? 'osint' : 'microsoft',
      artifact: isHash(value)
        ? { '@odata.type': '#microsoft.graph.security.unclassifiedArtifact', id: digest('sha1', value), kind: 'sha256', value } // prettier-ignore
        : artifactOf(value),
      parentId,
    })),
  );
}

function isHash(value: string): boolean {
  return /^[0-9a-f]{64}$/.test(value);
}

function vulnerability({ cveId, cvss, severity, isExploited, published, description, update }: Flaw): Row {
  const word = severity.toLowerCase();
  return {
    id: cveId,
    activeExploitsObserved: isExploited,
    commonWeaknessEnumerationIds: [`CWE-${String(20 + (hashOf(cveId) % 700))}`],
    createdDateTime: published,
    cvss2Summary: { score: Math.round(cvss * 9) / 10, severity: word, vectorString: null },
    cvss3Summary: { score: cvss, severity: word, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H' },
    description: text(description, 'markdown'),
    exploits: isExploited ? [{ name: 'Proof of concept', url: `https://exploits.example/${cveId}` }] : [],
    exploitsAvailable: isExploited,
    hasChatter: isExploited,
    lastModifiedDateTime: published,
    priorityScore: Math.min(100, Math.round(cvss * 8) + (isExploited ? 20 : 0)),
    publishedDateTime: published,
    references: [{ name: cveId, url: `https://nvd.example/vuln/detail/${cveId}` }],
    remediation: update === '' ? null : text(`Install ${update}.`, 'markdown'),
    severity: word,
  };
}
