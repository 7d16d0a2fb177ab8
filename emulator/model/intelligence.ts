import { byOperators, declare, SECURITY } from './declare.js';
import type { EntityModel } from './EntityModel.js';

/** Nothing filters or sorts unless its model says so, and no `$expand` works anywhere here. */
const OF_INTELLIGENCE = {
  engine: 'security',
  navigations: {},
  defaultSelect: null,
  filters: {},
  orderby: [],
  pageSize: 100,
  maxTop: 1000,
  beyondMaxTop: 'refuse',
  supportsSkip: true,
  nextLinkBy: '$skip',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
} as const satisfies Partial<EntityModel>;

const ROOT = 'security/threatIntelligence';

function model(name: string, contextName: string, members: string, more: Partial<EntityModel> = {}): EntityModel {
  const type = `#${SECURITY}${name}`;
  return {
    ...OF_INTELLIGENCE,
    type,
    contextName: `${ROOT}/${contextName}`,
    properties: declare(members, SECURITY),
    ...more,
  };
}

const SEEN = 'firstSeenDateTime:DateTimeOffset lastSeenDateTime:DateTimeOffset';

/** A host is a name or an address: rows say which. */
export const INTEL_HOSTNAME = model('hostname', 'hosts', `id ${SEEN} registrant registrar`);
export const INTEL_IP_ADDRESS = model(
  'ipAddress',
  'hosts',
  `id ${SEEN} autonomousSystem:autonomousSystem countryOrRegion hostingProvider netblock`,
);
export const INTEL_REPUTATION = model(
  'hostReputation',
  'hosts/reputation',
  'id classification:hostReputationClassification rules:[hostReputationRule] score:Int32',
);
export const INTEL_WHOIS = model(
  'whoisRecord',
  'whoisRecords',
  `
  id abuse:whoisContact admin:whoisContact billing:whoisContact domainStatus expirationDateTime:DateTimeOffset ${SEEN}
  host:host lastUpdateDateTime:DateTimeOffset nameservers:[whoisNameserver] noc:whoisContact rawWhoisText
  registrant:whoisContact registrar:whoisContact registrationDateTime:DateTimeOffset technical:whoisContact whoisServer
  zone:whoisContact`,
);
export const INTEL_PASSIVE_DNS = model(
  'passiveDnsRecord',
  'passiveDnsRecords',
  `id artifact:artifact collectedDateTime:DateTimeOffset ${SEEN} parentHost:host recordType`,
  { filters: byOperators({ 'eq ne in': 'id recordType' }), searches: ['recordType', 'artifact', 'parentHost'] },
);
export const INTEL_SUBDOMAIN = model('subdomain', 'subdomains', 'id firstSeenDateTime:DateTimeOffset host:host');
export const INTEL_ARTICLE = model(
  'article',
  'articles',
  `
  id body:formattedContent createdDateTime:DateTimeOffset imageUrl isFeatured:Boolean
  lastUpdatedDateTime:DateTimeOffset summary:formattedContent tags:[String] title`,
  { searches: ['title', 'summary', 'body', 'tags', 'mentions'] },
);
export const INTEL_ARTICLE_INDICATOR = model(
  'articleIndicator',
  'articleIndicators',
  'id artifact:artifact source:indicatorSource',
);
export const INTEL_PROFILE = model(
  'intelligenceProfile',
  'intelProfiles',
  `
  id aliases:[String] countriesOrRegionsOfOrigin:[intelligenceProfileCountryOrRegionOfOrigin]
  description:formattedContent firstActiveDateTime:DateTimeOffset kind:intelligenceProfileKind summary:formattedContent
  targets:[String] title tradecraft:formattedContent`,
  {
    filters: byOperators({ 'eq ne in': 'kind' }),
    orderby: ['title'],
    searches: ['title', 'aliases', 'summary', 'description', 'tradecraft', 'mentions'],
  },
);
export const INTEL_PROFILE_INDICATOR = model(
  'intelligenceProfileIndicator',
  'intelligenceProfileIndicators',
  `id artifact:artifact ${SEEN} source:indicatorSource`,
);
export const INTEL_VULNERABILITY = model(
  'vulnerability',
  'vulnerabilities',
  `
  id activeExploitsObserved:Boolean commonWeaknessEnumerationIds:[String] createdDateTime:DateTimeOffset
  cvss2Summary:cvssSummary cvss3Summary:cvssSummary description:formattedContent exploits:[hyperlink]
  exploitsAvailable:Boolean hasChatter:Boolean lastModifiedDateTime:DateTimeOffset priorityScore:Int32
  publishedDateTime:DateTimeOffset references:[hyperlink] remediation:formattedContent severity:vulnerabilitySeverity`,
);
export const INTEL_VULNERABILITY_COMPONENT = model('vulnerabilityComponent', 'vulnerabilities/components', 'id name');
