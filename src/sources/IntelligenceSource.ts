import { FlawSeverity, IntelProfileKind, IntelSource, ReputationClass } from '../../schema/enums.js';
import type {
  Article,
  IntelIndicator,
  IntelLink,
  IntelProfile,
  PassiveDnsRecord,
  Reputation,
  Vulnerability,
  Whois,
  WhoisContact,
} from '../../schema/Intelligence.js';
import type { Observable } from '../../schema/Observable.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import { normalObservable, observableIn } from '../identity/observable.js';
import type { Want } from '../pivots/Want.js';
import { segment, textSearch, withQuery } from '../util/odata.js';
import { plainText } from '../util/plainText.js';
import { foundOrNull, sentList, sentOne } from './answers.js';
import { selectOf, type Columns } from './columns.js';
import type { Place } from './Place.js';
import { link } from './securityWords.js';
import {
  bool,
  decimal,
  integer,
  moment,
  record,
  records,
  text,
  texts,
  word,
  wordMap,
  type WireRecord,
} from './wire.js';

const ROOT = '/security/threatIntelligence';
/** Records that are read of one host, and of one search: a page, and no more. */
export const MOST_RECORDS = 100;
export const MOST_FOUND = 25;

const ARTICLE_COLUMNS: Columns = {
  title: ['title'],
  summary: ['summary'],
  body: ['body'],
  tags: ['tags'],
  isFeatured: ['isFeatured'],
  createdAt: ['createdDateTime'],
  updatedAt: ['lastUpdatedDateTime'],
};
const PROFILE_COLUMNS: Columns = {
  kind: ['kind'],
  kindRaw: ['kind'],
  title: ['title'],
  aliases: ['aliases'],
  targets: ['targets'],
  origins: ['countriesOrRegionsOfOrigin'],
  firstActiveAt: ['firstActiveDateTime'],
  summary: ['summary'],
  description: ['description'],
  tradecraft: ['tradecraft'],
};

const CLASSES = wordMap(ReputationClass);
/** Documents and metadata call them differently. */
const SOURCES = wordMap(IntelSource, {
  microsoftDefenderThreatIntelligence: 'MICROSOFT',
  openSourceIntelligence: 'OSINT',
});
const KINDS = wordMap(IntelProfileKind);
const SEVERITIES = wordMap(FlawSeverity);

/**
 * Microsoft Defender Threat Intelligence: `/security/threatIntelligence`. Needs ThreatIntelligence.Read.All, a licence of its
 * own, and one for its API. Hosts and vulnerabilities are asked for one by one, for they cannot be filtered.
 */
export class IntelligenceSource {
  constructor(readonly graph: GraphClient) {}

  /** @param host name or address; null where Microsoft does not know it */
  async reputation(place: Place, host: string): Promise<Reputation | null> {
    const row = await this.#one(place, `/hosts/${segment(host)}/reputation`);
    return row && readReputation(row);
  }

  async whois(place: Place, host: string): Promise<Whois | null> {
    const row = await this.#one(place, `/hosts/${segment(host)}/whois`);
    return row && readWhois(row);
  }

  /** What the host led to, or what led to it; null where Microsoft does not know it. */
  async passiveDns(
    place: Place,
    host: string,
    direction: 'passiveDns' | 'passiveDnsReverse',
  ): Promise<PassiveDnsRecord[] | null> {
    const rows = await this.#list(place, withQuery(`/hosts/${segment(host)}/${direction}`, { $top: MOST_RECORDS }));
    return rows?.flatMap((row) => readPassiveDns(row, place.tenant.tenantId) ?? []) ?? null;
  }

  /** Articles that Microsoft's search finds for these words. */
  async articles(place: Place, words: string, want: Want): Promise<Article[]> {
    const $select = selectOf(ARTICLE_COLUMNS, want.fieldsOf('Article'), ['id']);
    const path = withQuery('/articles', { $search: textSearch(words), $top: MOST_FOUND, $select });
    return ((await this.#list(place, path)) ?? []).flatMap((row) => readArticle(row, place.tenant.tenantId) ?? []);
  }

  /** Profiles of actors and tools that Microsoft's search finds for these words. */
  async profiles(place: Place, words: string, want: Want): Promise<IntelProfile[]> {
    const $select = selectOf(PROFILE_COLUMNS, want.fieldsOf('IntelProfile'), ['id']);
    const path = withQuery('/intelProfiles', { $search: textSearch(words), $top: MOST_FOUND, $select });
    return ((await this.#list(place, path)) ?? []).flatMap((row) => readProfile(row, place.tenant.tenantId) ?? []);
  }

  /** What an article or a profile names. */
  async indicators(place: Place, of: 'articles' | 'intelProfiles', id: string): Promise<IntelIndicator[] | null> {
    const rows = await this.#list(place, withQuery(`/${of}/${segment(id)}/indicators`, { $top: MOST_RECORDS }));
    return rows?.flatMap((row) => readIndicator(row, place.tenant.tenantId) ?? []) ?? null;
  }

  /** @param cveId such as CVE-2024-49138; null where Microsoft does not know it */
  async vulnerability(place: Place, cveId: string): Promise<Vulnerability | null> {
    const row = await this.#one(place, `/vulnerabilities/${segment(cveId)}`);
    return row && readVulnerability(row, place.tenant.tenantId, cveId);
  }

  async #one({ tenant, call }: Place, path: string): Promise<WireRecord | null> {
    const answer = await foundOrNull(this.graph.send(tenant, get(path), call));
    return answer && sentOne(answer, tenant).record;
  }

  async #list({ tenant, call }: Place, path: string): Promise<WireRecord[] | null> {
    const answer = await foundOrNull(this.graph.send(tenant, get(path), call));
    return answer && sentList(answer, tenant).map((sent) => sent.record);
  }
}

function get(path: string): GraphRequest {
  return { method: 'GET', workload: 'threatIntelligence', path: `${ROOT}${path}` };
}

function readReputation(row: WireRecord): Reputation {
  const classificationRaw = text(row, 'classification');
  return {
    classification: word(CLASSES, classificationRaw, 'UNKNOWN'),
    classificationRaw,
    score: integer(row, 'score'),
    rules: records(row, 'rules').map((rule) => ({
      name: text(rule, 'name') ?? '',
      description: text(rule, 'description'),
      severity: text(rule, 'severity'),
      url: link(text(rule, 'relatedDetailsUrl')),
    })),
  };
}

function readWhois(row: WireRecord): Whois {
  return {
    registrar: readContact(row, 'registrar'),
    registrant: readContact(row, 'registrant'),
    abuse: readContact(row, 'abuse'),
    admin: readContact(row, 'admin'),
    technical: readContact(row, 'technical'),
    status: text(row, 'domainStatus'),
    server: text(row, 'whoisServer'),
    nameservers: records(row, 'nameservers').flatMap((server) => {
      const host = record(server, 'host');
      return (host && text(host, 'id')) ?? [];
    }),
    registeredAt: moment(row, 'registrationDateTime'),
    updatedAt: moment(row, 'lastUpdateDateTime'),
    expiresAt: moment(row, 'expirationDateTime'),
    firstSeenAt: moment(row, 'firstSeenDateTime'),
    lastSeenAt: moment(row, 'lastSeenDateTime'),
    text: text(row, 'rawWhoisText'),
  };
}

function readContact(row: WireRecord, name: string): WhoisContact | null {
  const contact = record(row, name);
  if (!contact) return null;
  const address = record(contact, 'address');
  return {
    name: text(contact, 'name'),
    organization: text(contact, 'organization'),
    email: text(contact, 'email'),
    telephone: text(contact, 'telephone'),
    country: address && text(address, 'countryOrRegion'),
  };
}

function readPassiveDns(row: WireRecord, tenantId: string): PassiveDnsRecord | null {
  const artifact = readArtifact(row, tenantId);
  return (
    artifact && {
      ...artifact,
      recordType: text(row, 'recordType'),
      firstSeenAt: moment(row, 'firstSeenDateTime'),
      lastSeenAt: moment(row, 'lastSeenDateTime'),
    }
  );
}

function readIndicator(row: WireRecord, tenantId: string): IntelIndicator | null {
  const artifact = readArtifact(row, tenantId);
  const sourceRaw = text(row, 'source');
  return (
    artifact && {
      ...artifact,
      source: word(SOURCES, sourceRaw, 'UNKNOWN'),
      sourceRaw,
      firstSeenAt: moment(row, 'firstSeenDateTime'),
      lastSeenAt: moment(row, 'lastSeenDateTime'),
    }
  );
}

/** The other end of a record. Hosts have their name as their id; of other things the id says nothing. */
function readArtifact(row: WireRecord, tenantId: string): { value: string; observable: Observable | null } | null {
  const artifact = record(row, 'artifact');
  const value = artifact && (text(artifact, 'value') ?? text(artifact, 'id'));
  if (!value) return null;
  const normal = normalObservable(value);
  return { value, observable: normal && observableIn(tenantId, normal) };
}

function readArticle(row: WireRecord, tenantId: string): Article | null {
  const graphId = text(row, 'id');
  if (!graphId) return null;
  return {
    __typename: 'Article',
    tenantId,
    graphId,
    title: text(row, 'title'),
    summary: content(row, 'summary'),
    body: content(row, 'body'),
    tags: texts(row, 'tags'),
    isFeatured: bool(row, 'isFeatured'),
    createdAt: moment(row, 'createdDateTime'),
    updatedAt: moment(row, 'lastUpdatedDateTime'),
  };
}

function readProfile(row: WireRecord, tenantId: string): IntelProfile | null {
  const graphId = text(row, 'id');
  if (!graphId) return null;
  const kindRaw = text(row, 'kind');
  return {
    __typename: 'IntelProfile',
    tenantId,
    graphId,
    kind: word(KINDS, kindRaw, 'UNKNOWN'),
    kindRaw,
    title: text(row, 'title'),
    aliases: texts(row, 'aliases'),
    targets: texts(row, 'targets'),
    origins: records(row, 'countriesOrRegionsOfOrigin').flatMap((origin) => text(origin, 'label') ?? []),
    firstActiveAt: moment(row, 'firstActiveDateTime'),
    summary: content(row, 'summary'),
    description: content(row, 'description'),
    tradecraft: content(row, 'tradecraft'),
  };
}

function readVulnerability(row: WireRecord, tenantId: string, cveId: string): Vulnerability {
  const severityRaw = text(row, 'severity');
  const [cvss2, cvss3] = [record(row, 'cvss2Summary'), record(row, 'cvss3Summary')];
  return {
    __typename: 'Vulnerability',
    tenantId,
    cveId,
    severity: word(SEVERITIES, severityRaw, 'UNKNOWN'),
    severityRaw,
    priorityScore: integer(row, 'priorityScore'),
    cvss3: cvss3 && decimal(cvss3, 'score'),
    cvss3Vector: cvss3 && text(cvss3, 'vectorString'),
    cvss2: cvss2 && decimal(cvss2, 'score'),
    isExploited: bool(row, 'activeExploitsObserved'),
    isExploitAvailable: bool(row, 'exploitsAvailable'),
    hasChatter: bool(row, 'hasChatter'),
    weaknesses: texts(row, 'commonWeaknessEnumerationIds'),
    description: content(row, 'description'),
    remediation: content(row, 'remediation'),
    exploits: records(row, 'exploits').map(readLink),
    references: records(row, 'references').map(readLink),
    publishedAt: moment(row, 'publishedDateTime'),
    updatedAt: moment(row, 'lastModifiedDateTime'),
  };
}

function readLink(row: WireRecord): IntelLink {
  return { name: text(row, 'name'), url: link(text(row, 'url')) };
}

/** Text as it came, but of HTML the words. */
function content(row: WireRecord, name: string): string | null {
  const formatted = record(row, name);
  const written = formatted && text(formatted, 'content');
  if (!written) return null;
  return text(formatted, 'format')?.toLowerCase() === 'html' ? plainText(written) || null : written;
}
