import { timingSafeEqual } from 'node:crypto';
import type { DemoTenant } from '../demoTenants.js';
import type { HttpRequest } from '../http/listen.js';
import type { Reply } from '../http/Reply.js';
import { DEFENDER_AUDIENCE, isDefenderRole } from './defender.js';
import { isAzureAudience } from './sentinel.js';
import { TOKEN_SECONDS } from './TokenService.js';
import type { TokenService } from './TokenService.js';

/** What Entra needs to know of the emulated world. */
export interface EntraSettings {
  readonly tokens: TokenService;
  readonly applications: readonly DemoTenant[];
  /** What the tenant's administrator has consented to. */
  grantedIn(tenantId: string): readonly string[] | undefined;
  /** `http://127.0.0.1:4010` */
  readonly origin: () => string;
  readonly now: () => Date;
  readonly newId: () => string;
}

const ROUTES = /^\/([^/]+)\/(oauth2\/v2\.0\/token|v2\.0\/\.well-known\/openid-configuration|discovery\/v2\.0\/keys)$/;

/** The tenant and the service asked for, or null where the path is none of Entra's. */
export function entraRoute(path: string): { readonly tenant: string; readonly service: string } | null {
  const [, tenant, service] = ROUTES.exec(path) ?? [];
  return tenant === undefined || service === undefined ? null : { tenant, service };
}

/**
 * Entra's token service as far as client credentials go: token endpoint, OIDC discovery, signing keys.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export async function answerEntra(
  settings: EntraSettings,
  route: { readonly tenant: string; readonly service: string },
  request: HttpRequest,
): Promise<Reply> {
  const tenant = settings.applications.find(
    (one) => one.tenantId === route.tenant.toLowerCase() || one.domain === route.tenant.toLowerCase(),
  );
  if (tenant === undefined) {
    return refusal(
      settings,
      400,
      'invalid_request',
      90002,
      `Tenant '${plain(route.tenant)}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    );
  }
  if (route.service === 'discovery/v2.0/keys') return json(200, settings.tokens.keys());
  if (route.service !== 'oauth2/v2.0/token') return json(200, discovery(settings.origin(), tenant.tenantId));
  if (request.method !== 'POST') {
    return refusal(
      settings,
      400,
      'invalid_request',
      900561,
      `The endpoint only accepts POST requests. Received a ${plain(request.method)} request.`,
    );
  }
  return token(settings, tenant, request);
}

function discovery(origin: string, tenantId: string): object {
  return {
    token_endpoint: `${origin}/${tenantId}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    jwks_uri: `${origin}/${tenantId}/discovery/v2.0/keys`,
    response_types_supported: ['token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    issuer: issuerOf(origin, tenantId),
    tenant_region_scope: 'EU',
    cloud_instance_name: 'emulated',
    msgraph_host: new URL(origin).host,
  };
}

async function token(settings: EntraSettings, tenant: DemoTenant, request: HttpRequest): Promise<Reply> {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const grant = form.get('grant_type');
  if (grant === null) return missing(settings, 'grant_type');
  if (grant !== 'client_credentials') {
    return refusal(
      settings,
      400,
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${plain(grant)}'.`,
    );
  }
  const { clientId, secret } = credentials(form, request.headers['authorization']);
  if (clientId === null) return missing(settings, 'client_id');
  if (clientId.toLowerCase() !== tenant.clientId) {
    return refusal(
      settings,
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${plain(clientId)}' was not found in the directory '${tenant.displayName}'.`,
    );
  }
  if (secret === null) {
    return refusal(
      settings,
      401,
      'invalid_client',
      7000216,
      `'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.`,
    );
  }
  if (!isSame(secret, tenant.clientSecret)) {
    return refusal(
      settings,
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${tenant.clientId}'.`,
    );
  }
  return issue(settings, tenant, form.get('scope'));
}

async function issue(settings: EntraSettings, tenant: DemoTenant, scope: string | null): Promise<Reply> {
  if (scope === null) return missing(settings, 'scope');
  const root = /^(\S+)\/\.default$/.exec(scope.trim())?.[1];
  if (root === undefined) {
    return refusal(
      settings,
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${plain(scope)} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  if (!isLoopbackOrigin(root) && root !== DEFENDER_AUDIENCE && !isAzureAudience(root)) {
    return refusal(
      settings,
      400,
      'invalid_resource',
      500011,
      `The resource principal named ${plain(root)} was not found in the tenant named ${tenant.displayName}. Ask for ${settings.origin()}/.default.`,
    );
  }
  const accessToken = await settings.tokens.sign(
    {
      tenantId: tenant.tenantId,
      appId: tenant.clientId,
      roles: rolesFor(root, settings.grantedIn(tenant.tenantId) ?? []),
      audience: root,
      now: settings.now(),
    },
    issuerOf(settings.origin(), tenant.tenantId),
  );
  const body = {
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
    ext_expires_in: TOKEN_SECONDS,
    access_token: accessToken,
  };
  return json(200, body);
}

/** Each service gets the roles that it declares itself; Azure declares none, its rights stand at its resources. */
function rolesFor(audience: string, granted: readonly string[]): string[] {
  if (isAzureAudience(audience)) return [];
  return granted.filter((role) => isDefenderRole(role) === (audience === DEFENDER_AUDIENCE));
}

/** From the form, or from HTTP Basic (RFC 6749 2.3.1: both halves form-encoded). */
function credentials(form: URLSearchParams, authorization = ''): { clientId: string | null; secret: string | null } {
  const basic = /^Basic\s+(\S+)$/i.exec(authorization)?.[1];
  if (basic === undefined) return { clientId: form.get('client_id'), secret: form.get('client_secret') };
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const decode = (part: string): string => new URLSearchParams(`x=${part}`).get('x') ?? '';
  return { clientId: decode(text.slice(0, colon)), secret: decode(text.slice(colon + 1)) };
}

/** The emulator's own root, or that of a recorder or fault proxy in front of it. */
export function isLoopbackOrigin(text: string): boolean {
  return /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(text);
}

function issuerOf(origin: string, tenantId: string): string {
  return `${origin}/${tenantId}/v2.0`;
}

function isSame(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

function missing(settings: EntraSettings, parameter: string): Reply {
  return refusal(
    settings,
    400,
    'invalid_request',
    900144,
    `The request body must contain the following parameter: '${parameter}'.`,
  );
}

function refusal(settings: EntraSettings, status: number, error: string, number: number, text: string): Reply {
  const traceId = settings.newId();
  const correlationId = settings.newId();
  const timestamp = `${settings.now().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return json(status, {
    error,
    error_description: `AADSTS${number}: ${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
  });
}

function json(status: number, body: unknown): Reply {
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store, no-cache',
    Pragma: 'no-cache',
  };
  return { status, headers, body };
}

/** What a caller sent, short and on one line. */
function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 120);
}
