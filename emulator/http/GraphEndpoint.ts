import { DEFENDER_AUDIENCE } from '../auth/defender.js';
import { isAzureAudience } from '../auth/sentinel.js';
import { TokenRefused } from '../auth/TokenService.js';
import type { TokenService } from '../auth/TokenService.js';
import type { Chaos } from '../control/Chaos.js';
import { GraphFault } from '../odata/index.js';
import type { World } from '../world/World.js';
import { answerCall } from './answerCall.js';
import type { Answering } from './answerCall.js';
import { impossiblePart, readBatch, runBatch } from './batch.js';
import type { BatchPart, PartReply } from './batch.js';
import { errorReply } from './errors.js';
import type { ErrorStamp } from './errors.js';
import { inGatewayWords } from './gatewayErrors.js';
import type { HttpRequest } from './listen.js';
import type { Caller, GraphCall, Reply } from './Reply.js';
import type { RequestLog, RequestRecord } from './RequestLog.js';
import { GUID, seededRandom, shuffled } from './seeded.js';

export interface GraphEndpointSettings extends Answering {
  readonly tokens: TokenService;
  readonly chaos: Chaos;
  readonly log: RequestLog;
  readonly world: () => World;
  readonly newId: () => string;
  /** Answer the whole batch with 424 when a part was throttled, as Graph once did. */
  readonly outerBatch424: boolean;
}

/** The raw request, split where Graph splits it. */
interface Target {
  readonly version: string;
  readonly path: string;
  readonly rawQuery: string;
}

type Identified = { readonly caller: Caller } | { readonly refusal: string };

/** Microsoft Graph's front: who is it, may it be disturbed, one call or a batch, and the headers of every answer. */
export class GraphEndpoint {
  constructor(private readonly settings: GraphEndpointSettings) {}

  /** @param origin the root under which the caller knows us */
  async answer(request: HttpRequest, origin: string): Promise<Reply> {
    const { log, chaos } = this.settings;
    const record = log.begin(request.method, request.target, request.headers);
    const stamp = this.stamp(request);
    const identified = await this.identify(request);
    if ('caller' in identified) record.tenantId = identified.caller.tenant.tenantId;
    const target = { method: request.method, path: request.target, isPart: false, tenantId: record.tenantId, stamp };
    const answered = await chaos
      .around(target, () => this.undisturbed(request, origin, identified, stamp, record))
      .catch((cause: unknown) => this.mistake(cause, stamp));
    const reply = request.target.startsWith('/workspaces/') ? inGatewayWords(answered) : answered;
    log.end(record, reply.fault === 'reset' ? 0 : reply.status);
    return { ...reply, headers: { ...this.frameHeaders(stamp), ...reply.headers } };
  }

  private async undisturbed(
    request: HttpRequest,
    origin: string,
    identified: Identified,
    stamp: ErrorStamp,
    record: RequestRecord,
  ): Promise<Reply> {
    try {
      if (request.isTooLarge) {
        throw new GraphFault(413, 'RequestEntityTooLarge', 'The request body is larger than 4 MB.', {
          Connection: 'close',
        });
      }
      const target = targetOf(request.target);
      if ('refusal' in identified) return unauthenticated(stamp, identified.refusal, origin);
      if (!isFor(target, identified.caller)) return unauthenticated(stamp, WRONG_AUDIENCE, origin);
      const call = callOf(request, target, origin, identified.caller, stamp);
      return isBatch(target) ? await this.batch(call, record) : answerCall(this.settings, call);
    } catch (error) {
      if (!(error instanceof GraphFault)) throw error;
      return errorReply(stamp, error.status, error.code, error.message, error.headers);
    }
  }

  private async batch(call: GraphCall, record: RequestRecord): Promise<Reply> {
    if (call.method !== 'POST') {
      throw new GraphFault(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
    }
    const parts = readBatch(call.body);
    const replies = await runBatch(parts, (part) => this.part(call, part));
    for (const [index, { id, method, url }] of parts.entries()) {
      record.parts.push({ id, method, url, status: replies[index]?.reply.status ?? 0 });
    }
    const broken = replies.find(({ reply }) => reply.fault !== undefined)?.reply.fault;
    const order = seededRandom(`${this.settings.settings.seed} ${parts.map(({ id }) => id).join()}`);
    const isThrottled = this.settings.outerBatch424 && replies.some(({ reply }) => reply.status === 429);
    return {
      status: isThrottled ? 424 : 200,
      headers: { 'Content-Type': 'application/json', 'OData-Version': '4.0' },
      body: { responses: shuffled(replies, order).map(responseOf) },
      ...(broken === undefined ? {} : { fault: broken }),
    };
  }

  private async part(outer: GraphCall, part: BatchPart): Promise<Reply> {
    const stamp = { now: this.settings.now(), requestId: outer.requestId, clientRequestId: outer.clientRequestId };
    const impossible = impossiblePart(part);
    if (impossible !== null) return errorReply(stamp, impossible.status, impossible.code, impossible.message);
    const [path = '', ...query] = part.url.split('?');
    const call: GraphCall = {
      ...outer,
      method: part.method,
      path,
      rawQuery: query.join('?'),
      headers: part.headers,
      body: part.body,
    };
    const target = {
      method: part.method,
      path: `/${outer.version}${part.url}`,
      isPart: true,
      tenantId: outer.caller.tenant.tenantId,
      stamp,
    };
    return this.settings.chaos
      .around(target, () => Promise.resolve(answerCall(this.settings, call)))
      .catch((cause: unknown) => this.mistake(cause, stamp));
  }

  private async identify(request: HttpRequest): Promise<Identified> {
    const { tokens, world, now } = this.settings;
    try {
      const claims = await tokens.verify(request.headers['authorization'], now());
      const tenant = world().tenants.get(claims.tenantId);
      if (tenant === undefined) return { refusal: 'Access token validation failure.' };
      const { appId, roles, audience } = claims;
      return { caller: { tenant, appId, roles, audience } };
    } catch (error) {
      if (error instanceof TokenRefused) return { refusal: error.message };
      throw error;
    }
  }

  private stamp(request: HttpRequest): ErrorStamp {
    const requestId = this.settings.newId();
    const sent = request.headers['client-request-id'];
    const clientRequestId = sent !== undefined && GUID.test(sent) ? sent : requestId;
    return { now: this.settings.now(), requestId, clientRequestId };
  }

  /** A mistake of ours is Graph's 500, for that part or call alone. */
  private mistake(cause: unknown, stamp: ErrorStamp): Reply {
    const name = cause instanceof Error ? cause.name : typeof cause;
    return errorReply(
      stamp,
      500,
      'InternalServerError',
      `The emulator has made a mistake (${name}). Please report the request.`,
    );
  }

  private frameHeaders(stamp: ErrorStamp): Record<string, string> {
    return {
      'request-id': stamp.requestId,
      'client-request-id': stamp.clientRequestId,
      Date: stamp.now.toUTCString(),
      'x-ms-ags-diagnostic': DIAGNOSTIC,
      'Cache-Control': 'no-cache',
      'Strict-Transport-Security': 'max-age=31536000',
      Vary: 'Accept-Encoding',
    };
  }
}

const DIAGNOSTIC = JSON.stringify({
  ServerInfo: { DataCenter: 'Emulated', Slice: 'E', Ring: '5', ScaleUnit: '003', RoleInstance: 'EMULATOR0000001' },
});

const VERSIONS = ['v1.0', 'beta', 'api', 'workspaces'];

/** @throws GraphFault 400 for a path outside them */
function targetOf(raw: string): Target {
  const at = raw.indexOf('?');
  const path = at === -1 ? raw : raw.slice(0, at);
  const [, version = ''] = path.split('/', 2);
  if (!VERSIONS.includes(version)) {
    throw new GraphFault(400, 'BadRequest', `Invalid version: ${version.replace(/[^\w.%-]/g, '?').slice(0, 80)}`);
  }
  return { version, path: path.slice(version.length + 1), rawQuery: at === -1 ? '' : raw.slice(at + 1) };
}

const WRONG_AUDIENCE = 'Access token validation failure. Invalid audience.';

/** A token for Graph opens nothing of Defender's or Sentinel's, nor any other way round. */
function isFor({ version }: Target, { audience }: Caller): boolean {
  if (version === 'api') return audience === DEFENDER_AUDIENCE;
  if (version === 'workspaces') return isAzureAudience(audience);
  return audience !== DEFENDER_AUDIENCE && !isAzureAudience(audience);
}

function isBatch({ version, path }: Target): boolean {
  return (version === 'v1.0' || version === 'beta') && /^\/(\$|%24)batch\/?$/i.test(path);
}

function callOf(request: HttpRequest, target: Target, origin: string, caller: Caller, stamp: ErrorStamp): GraphCall {
  const version = target.version as GraphCall['version'];
  return {
    method: request.method,
    version,
    path: target.path,
    rawQuery: target.rawQuery,
    headers: request.headers,
    body: request.body.length === 0 || request.method === 'GET' ? undefined : parsed(request),
    contextRoot: `${origin}/${version}`,
    caller,
    requestId: stamp.requestId,
    clientRequestId: stamp.clientRequestId,
  };
}

function parsed(request: HttpRequest): unknown {
  const refusal = new GraphFault(
    400,
    'BadRequest',
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw refusal;
  try {
    return JSON.parse(request.body.toString('utf8')) as unknown;
  } catch {
    // What exactly is wrong with the text is of no use to the caller: Graph says no more either.
    throw refusal;
  }
}

function unauthenticated(stamp: ErrorStamp, message: string, origin: string): Reply {
  const challenge = `Bearer realm="", authorization_uri="${origin}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`;
  return errorReply(stamp, 401, 'InvalidAuthenticationToken', message, { 'WWW-Authenticate': challenge });
}

function responseOf({ id, reply }: PartReply): object {
  const head = { id, status: reply.status, headers: reply.headers };
  const body = reply.text ?? reply.body;
  return body === undefined ? head : { ...head, body };
}
