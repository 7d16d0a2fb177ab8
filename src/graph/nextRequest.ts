import { SecgraphError } from '../errors/SecgraphError.js';
import type { GraphRequest } from './GraphRequest.js';
import type { GraphTenant } from './GraphTenant.js';
import { atService } from './services.js';
import { isTrusted } from './trust.js';

/**
 * The request behind a `@odata.nextLink`: the same headers, workload and version, the link's own path and query, untouched.
 *
 * @throws SecgraphError UPSTREAM_INVALID_RESPONSE when the link leaves the tenant's own Graph root or version
 */
export function nextRequest(asked: GraphTenant, from: GraphRequest, nextLink: string): GraphRequest {
  const tenant = atService(asked, from.version) ?? asked;
  const version = from.version ?? 'v1.0';
  const root = `${tenant.graphRoot}/${version}`;
  if (!stays(tenant, root, nextLink)) {
    throw new SecgraphError(
      'UPSTREAM_INVALID_RESPONSE',
      `Microsoft Graph gave a nextLink that leaves its own address, for ${from.workload} in tenant ${tenant.displayName}; it was not followed.`,
      { tenantId: tenant.tenantId, workload: from.workload },
    );
  }
  const { headers, alone } = from;
  return {
    method: 'GET',
    path: nextLink.slice(root.length),
    workload: from.workload,
    version,
    ...(headers ? { headers } : {}),
    ...(alone === undefined ? {} : { alone }),
  };
}

/** The link is compared as text and again as a URL, so that neither spelling can hide another host or folder. */
function stays({ graphRoot }: GraphTenant, root: string, link: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(link) || /[\\#]/.test(link) || !link.startsWith(`${root}/`) || !URL.canParse(link))
    return false;
  const url = new URL(link);
  const home = new URL(root);
  return (
    isTrusted(graphRoot, url) &&
    url.username === '' &&
    url.password === '' &&
    url.pathname.startsWith(`${home.pathname}/`)
  );
}
