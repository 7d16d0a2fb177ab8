import type { ErrorCode } from '../errors/codes.js';
import { SecgraphError, type ErrorFacts } from '../errors/SecgraphError.js';
import { own } from './batch.js';
import { familyOf, LICENCES, permissionFor } from './families.js';
import { isReadOnly, type GraphRequest } from './GraphRequest.js';
import type { GraphTenant } from './GraphTenant.js';
import { QueryRefused } from './QueryRefused.js';
import type { Breakage, BreakReason, Refusal } from './outcome.js';
import { parseRetryAfter } from './retryAfter.js';

/**
 * Graph's codes that we pass on. All others are dropped: they are free text, and free text may hold anything.
 *
 * @see https://learn.microsoft.com/graph/errors
 */
const KNOWN_CODES: ReadonlySet<string> = new Set([
  'Authentication_MSGraphPermissionMissing',
  'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
  'Authorization_RequestDenied',
  'BadRequest',
  'DirectoryResultSizeLimitExceeded',
  'ExpandNotSupported',
  'ExtensionError',
  'Forbidden',
  'InternalServerError',
  'InvalidAuthenticationToken',
  'InvalidRequest',
  'NotFound',
  'NotImplemented',
  'Request_BadRequest',
  'Request_ResourceNotFound',
  'Request_UnsupportedQuery',
  'ResourceNotFound',
  'ServiceUnavailable',
  'TooManyRequests',
  'Unauthorized',
  'UnknownError',
  'accessDenied',
  'activityLimitReached',
  'generalException',
  'invalidRequest',
  'itemNotFound',
  'notSupported',
  'resourceModified',
  'resyncRequired',
  'serviceNotAvailable',
  'syncStateNotFound',
  'unauthenticated',
]);

/** One thing that Graph did not answer with 2xx, as an error of ours. Graph's own text never gets out. */
export function sortRefusal(tenant: GraphTenant, request: GraphRequest, refusal: Refusal, now: number): SecgraphError {
  const facts = factsOf(tenant, request, refusal);
  const error = (code: ErrorCode, what: string, more: ErrorFacts = {}): SecgraphError =>
    new SecgraphError(code, `${subject(tenant, request)} ${what}`, { ...facts, ...more });

  const { status } = refusal;
  if (status === 429) return throttled(error, parseRetryAfter(refusal.headers['retry-after'], now));
  if (isUnlicensed(request, refusal)) return notLicensed(error, request, tenant);
  if (status === 401) {
    return error(
      'UPSTREAM_UNAUTHENTICATED',
      request.workload === 'sentinel'
        ? 'was refused: the application needs the role Microsoft Sentinel Contributor on the workspace.'
        : 'was refused: Microsoft Graph does not accept our token. Check the credential of the tenant.',
    );
  }
  if (status === 403) return forbidden(error, request, tenant);
  if (status === 404 || status === 410)
    return error('UPSTREAM_NOT_FOUND', 'was not found. Check the id and the tenant.');
  if (status === 408) return lost(error, request, 'UPSTREAM_TIMEOUT', 'was not answered in time. Try again.');
  if (status >= 500 && status !== 501) {
    const retryAfterSeconds = parseRetryAfter(refusal.headers['retry-after'], now);
    const more = retryAfterSeconds === null ? {} : { retryAfterSeconds };
    return lost(error, request, 'UPSTREAM_UNAVAILABLE', `was answered with status ${status}. Try again.`, more);
  }
  if (status < 400) {
    return error(
      'UPSTREAM_INVALID_RESPONSE',
      `was answered with status ${status}, which is none of Graph's. Is a proxy in between?`,
    );
  }
  if (status === 400 && request.workload === 'hunting') return queryRefused(tenant, request, refusal, facts);
  return error('UPSTREAM_REFUSED', `was refused with status ${status}. Report it with the request id.`);
}

/** One call that ended without a usable answer, as an error of ours. */
export function sortBreakage(tenant: GraphTenant, request: GraphRequest, breakage: Breakage): SecgraphError {
  const facts = { ...place(tenant, request), ...(breakage.requestId ? { requestId: breakage.requestId } : {}) };
  const error = (code: ErrorCode, what: string): SecgraphError =>
    new SecgraphError(code, `${subject(tenant, request)} ${what}`, facts, { cause: breakage.cause });
  const [code, what] = BREAKAGES[breakage.reason];
  return breakage.reason === 'unreachable' ? error(code, what) : lost(error, request, code, what);
}

const BREAKAGES: Readonly<Record<BreakReason, readonly [ErrorCode, string]>> = {
  unreachable: [
    'UPSTREAM_UNAVAILABLE',
    'could not be sent: Microsoft Graph cannot be reached. Check network and name resolution.',
  ],
  reset: ['UPSTREAM_UNAVAILABLE', 'was cut off: the connection was lost. Try again.'],
  timeout: ['UPSTREAM_TIMEOUT', 'was not answered in time. Try again, or ask for less at once.'],
  deadline: ['DEADLINE_EXCEEDED', 'was not answered before the deadline of the operation. Ask for less at once.'],
  malformed: ['UPSTREAM_INVALID_RESPONSE', 'was answered with something that is not JSON as Graph documents it.'],
  missing: ['UPSTREAM_INVALID_RESPONSE', 'was left out of the answer to its batch. Try again.'],
  tooLarge: ['UPSTREAM_INVALID_RESPONSE', 'was answered with more bytes than we read. Ask for smaller pages.'],
  aborted: ['DEADLINE_EXCEEDED', 'was given up: nobody waits for it any more.'],
};

/** Refusals of our own side about one request: budgets, limits, breakers. */
export function ownRefusal(
  code: ErrorCode,
  tenant: GraphTenant,
  request: GraphRequest,
  what: string,
  more: ErrorFacts = {},
): SecgraphError {
  return new SecgraphError(code, `${subject(tenant, request)} ${what}`, { ...place(tenant, request), ...more });
}

/** The engine's words go into the cause, where nobody sees them but who asked for the query. */
function queryRefused(tenant: GraphTenant, request: GraphRequest, { body }: Refusal, facts: ErrorFacts): SecgraphError {
  const message = `${subject(tenant, request)} was refused: the query cannot be run.`;
  return new SecgraphError('UPSTREAM_REFUSED', message, facts, { cause: new QueryRefused(errorOf(body).text) });
}

type MakeError = (code: ErrorCode, what: string, more?: ErrorFacts) => SecgraphError;

function throttled(error: MakeError, seconds: number | null): SecgraphError {
  const when = seconds === null ? 'a while' : `${Math.ceil(seconds)} s`;
  const more = seconds === null ? {} : { retryAfterSeconds: seconds };
  return error('UPSTREAM_THROTTLED', `was throttled by Microsoft Graph. Try again after ${when}.`, more);
}

function forbidden(error: MakeError, request: GraphRequest, { displayName }: GraphTenant): SecgraphError {
  const permission = permissionFor(request);
  const remedy = permission
    ? `Let an administrator of ${displayName} consent to ${permission}.`
    : `Let an administrator of ${displayName} check the permissions of the application.`;
  const what = permission ? `consent for ${permission} is missing` : 'a permission is missing';
  return error('UPSTREAM_FORBIDDEN', `was refused: ${what}. ${remedy}`, {
    remedy,
    ...(permission ? { permission } : {}),
  });
}

function notLicensed(error: MakeError, request: GraphRequest, { displayName }: GraphTenant): SecgraphError {
  const licence = LICENCES[request.workload] ?? 'the licence for it';
  const remedy = `${displayName} needs ${licence}; or leave the field out.`;
  return error('UPSTREAM_NOT_LICENSED', `was refused: the tenant has no licence for it. ${remedy}`, { remedy });
}

/** No answer to a change means that nobody knows whether it happened. */
function lost(
  error: MakeError,
  request: GraphRequest,
  code: ErrorCode,
  what: string,
  more?: ErrorFacts,
): SecgraphError {
  if (isReadOnly(request)) return error(code, what, more);
  return error(
    'OUTCOME_UNKNOWN',
    'may or may not have happened: no answer came. Read it again before repeating the change.',
  );
}

/** A missing licence and a missing consent share their statuses; only the body tells them apart. */
function isUnlicensed({ workload }: GraphRequest, { status, body }: Refusal): boolean {
  const { codes, text } = errorOf(body);
  // Defender says so with either status, whatever has been consented to.
  if ((status === 401 || status === 403) && /not provisioned/i.test(text)) return true;
  if (status === 403) {
    // Whole words: a refusal for want of consent lists the application's roles, LicenseAssignment.Read.All among them.
    return (
      codes.includes('Authentication_RequestFromNonPremiumTenantOrB2CTenant') || /\blicen[cs](e|es|ed)\b/i.test(text)
    );
  }
  return status === 400 && workload === 'intune' && /not applicable to target tenant/i.test(text);
}

function factsOf(tenant: GraphTenant, request: GraphRequest, refusal: Refusal): ErrorFacts {
  const graphCode = errorOf(refusal.body).codes.find((code) => KNOWN_CODES.has(code));
  return {
    ...place(tenant, request),
    status: refusal.status,
    ...(graphCode ? { graphCode } : {}),
    ...(refusal.requestId ? { requestId: refusal.requestId } : {}),
  };
}

/** Outer code first, then the inner ones, which may be known where the outer one is not. */
function errorOf(body: unknown): { codes: string[]; text: string } {
  const codes: string[] = [];
  let text = '';
  let error = own(body, 'error');
  for (let depth = 0; depth < 5 && typeof error === 'object' && error !== null; depth += 1) {
    const code = own(error, 'code');
    const message = own(error, 'message');
    if (typeof code === 'string') codes.push(code);
    if (typeof message === 'string') text += ` ${message.slice(0, 500)}`;
    error = own(error, 'innerError') ?? own(error, 'innererror');
  }
  return { codes, text };
}

function place({ tenantId }: GraphTenant, { workload }: GraphRequest): ErrorFacts {
  return { tenantId, workload };
}

function subject({ displayName }: GraphTenant, request: GraphRequest): string {
  return `${request.method} ${familyOf(request)} (${request.workload}) in tenant ${displayName}`;
}
