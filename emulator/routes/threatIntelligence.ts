import type { Reply } from '../http/Reply.js';
import type { EntityModel } from '../model/EntityModel.js';
import { MODELS } from '../model/index.js';
import type { Intelligence, Row, Rows } from '../world/World.js';
import { entity, notFound, page } from './answers.js';
import type { Route, RouteCall } from './Route.js';

const read = {
  workload: 'threatIntelligence',
  method: 'GET',
  permission: 'threatIntelligenceRead',
  licence: 'threatIntelligence',
} as const;
const ROOT = '/security/threatIntelligence';

type Table = keyof Intelligence;

/**
 * Microsoft Defender Threat Intelligence: what Microsoft knows, so every tenant that has bought it reads the same. Hosts and
 * vulnerabilities are asked for by name; there is no list of them.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-threatintelligence-overview
 */
export const threatIntelligenceRoutes: readonly Route[] = [
  { ...read, path: `${ROOT}/hosts/{id}`, answer: host },
  { ...read, path: `${ROOT}/hosts/{id}/reputation`, answer: ofHost('reputations', MODELS.intelReputation) },
  { ...read, path: `${ROOT}/hosts/{id}/whois`, answer: ofHost('whois', MODELS.intelWhois) },
  { ...read, path: `${ROOT}/hosts/{id}/passiveDns`, answer: below('hosts', 'passiveDns', MODELS.intelPassiveDns) },
  {
    ...read,
    path: `${ROOT}/hosts/{id}/passiveDnsReverse`,
    answer: below('hosts', 'passiveDnsReverse', MODELS.intelPassiveDns),
  },
  { ...read, path: `${ROOT}/hosts/{id}/subdomains`, answer: below('hosts', 'subdomains', MODELS.intelSubdomain) },
  {
    ...read,
    path: `${ROOT}/articles`,
    answer: (call) => page(call, MODELS.intelArticle, call.tenant.intelligence.articles),
  },
  { ...read, path: `${ROOT}/articles/{id}`, answer: one('articles', MODELS.intelArticle) },
  {
    ...read,
    path: `${ROOT}/articles/{id}/indicators`,
    answer: below('articles', 'articleIndicators', MODELS.intelArticleIndicator),
  },
  {
    ...read,
    path: `${ROOT}/intelProfiles`,
    answer: (call) => page(call, MODELS.intelProfile, call.tenant.intelligence.profiles),
  },
  { ...read, path: `${ROOT}/intelProfiles/{id}`, answer: one('profiles', MODELS.intelProfile) },
  {
    ...read,
    path: `${ROOT}/intelProfiles/{id}/indicators`,
    answer: below('profiles', 'profileIndicators', MODELS.intelProfileIndicator),
  },
  { ...read, path: `${ROOT}/vulnerabilities/{id}`, answer: one('vulnerabilities', MODELS.intelVulnerability) },
  {
    ...read,
    path: `${ROOT}/vulnerabilities/{id}/components`,
    answer: below('vulnerabilities', 'components', MODELS.intelVulnerabilityComponent),
  },
];

function host(call: RouteCall): Reply {
  const row = rowOf(call, 'hosts');
  const isName = row['@odata.type'] === MODELS.intelHostname.type;
  return entity(call, isName ? MODELS.intelHostname : MODELS.intelIpAddress, row);
}

function one(table: Table, model: EntityModel): Route['answer'] {
  return (call) => entity(call, model, rowOf(call, table));
}

/** The one record of a kind that a host has. */
function ofHost(table: Table, model: EntityModel): Route['answer'] {
  return (call) => {
    const { id } = rowOf(call, 'hosts');
    const row = call.tenant.intelligence[table].get(id);
    if (row === undefined) throw notFound('Record', id);
    return entity(call, model, row);
  };
}

/** The records that hang on one of `parents`. */
function below(parents: Table, table: Table, model: EntityModel): Route['answer'] {
  return (call) => {
    const { id } = rowOf(call, parents);
    return page(call, model, withParent(call.tenant.intelligence[table], id));
  };
}

function withParent(rows: Rows, id: string): readonly Row[] {
  return [...rows].filter((row) => row['parentId'] === id);
}

/** Names of hosts and numbers of vulnerabilities are the same in any case. */
function rowOf({ params, tenant }: RouteCall, table: Table): Row {
  const id = params['id'] ?? '';
  const rows = tenant.intelligence[table];
  const row = rows.get(id) ?? rows.get(id.toLowerCase()) ?? rows.get(id.toUpperCase());
  if (row === undefined) throw notFound('Entity', id);
  return row;
}
