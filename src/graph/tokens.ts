import type { AccessToken, TokenCredential } from '@azure/identity';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { Clock } from '../util/clock.js';
import { own } from './batch.js';
import type { GraphTenant } from './GraphTenant.js';
import type { WireLog } from './WireLog.js';

/** A credential that keeps tokens itself can be told to drop them. */
export interface ForgetfulCredential extends TokenCredential {
  /** Drops kept tokens: the next one is new. */
  forget(): void;
}

interface Held {
  token: string | null;
  /** On the monotonic clock. */
  expiresMs: number;
  renewal: Promise<string> | null;
  failure: { readonly error: SecgraphError; readonly untilMs: number } | null;
}

const RENEW_BEFORE_MS = 5 * 60_000;
const REMEMBER_FAILURE_MS = 5_000;
const RENEWAL_TIMEOUT_MS = 15_000;

/**
 * One token per tenant, application and audience, renewed when less than five minutes are left. However many ask, one renewal runs;
 * one that failed is not tried again for five seconds.
 */
export class TokenSource {
  readonly #held = new Map<string, Held>();

  constructor(
    readonly clock: Clock,
    readonly log?: WireLog,
  ) {}

  /**
   * @param refused a token that Graph did not accept: a new one is asked for, unless that has been done meanwhile
   * @throws SecgraphError UPSTREAM_UNAUTHENTICATED when Entra refuses the credential, UPSTREAM_UNAVAILABLE when it cannot be reached
   */
  async token(tenant: GraphTenant, refused?: string): Promise<string> {
    const held = this.#of(tenant);
    if (refused !== undefined && held.token === refused) this.#drop(tenant, held);
    const leftMs = held.expiresMs - this.clock.monotonicMs();
    if (held.token !== null && leftMs > RENEW_BEFORE_MS) return held.token;
    try {
      return await this.#renewed(tenant, held);
    } catch (error) {
      // A token that still lives a while is better than none.
      if (held.token !== null && leftMs > 0) return held.token;
      throw error;
    }
  }

  #drop({ credential }: GraphTenant, held: Held): void {
    held.token = null;
    if ('forget' in credential) (credential as ForgetfulCredential).forget();
  }

  #renewed(tenant: GraphTenant, held: Held): Promise<string> {
    const { failure } = held;
    if (failure && failure.untilMs > this.clock.monotonicMs()) return Promise.reject(failure.error);
    held.renewal ??= this.#renew(tenant, held).finally(() => {
      held.renewal = null;
    });
    return held.renewal;
  }

  async #renew(tenant: GraphTenant, held: Held): Promise<string> {
    try {
      const { token, expiresOnTimestamp } = await this.#ask(tenant);
      held.token = token;
      held.expiresMs = this.clock.monotonicMs() + expiresOnTimestamp - this.clock.now();
      held.failure = null;
      return token;
    } catch (thrown) {
      const error = sortCredentialError(tenant, thrown);
      held.failure = { error, untilMs: this.clock.monotonicMs() + REMEMBER_FAILURE_MS };
      this.log?.warn({ tenantId: tenant.tenantId, code: error.code }, 'no token');
      throw error;
    }
  }

  async #ask({ credential, graphRoot, audience }: GraphTenant): Promise<AccessToken> {
    const timeout = new AbortController();
    const done = new AbortController();
    const late = this.clock.sleep(RENEWAL_TIMEOUT_MS, done.signal).then(
      () => timeout.abort(new Error('The token endpoint did not answer in time.')),
      () => undefined, // the token was there first
    );
    try {
      const scope = `${audience ?? new URL(graphRoot).origin}/.default`;
      const asked = credential.getToken(scope, { abortSignal: timeout.signal });
      const token = await Promise.race([asked, late.then(() => null)]);
      if (!token) throw new Error('The credential gave no token.');
      return token;
    } finally {
      done.abort(new Error('done'));
    }
  }

  #of({ tenantId, clientId, graphRoot, audience }: GraphTenant): Held {
    const key = JSON.stringify([tenantId, clientId, graphRoot, audience]);
    let held = this.#held.get(key);
    if (!held) {
      held = { token: null, expiresMs: 0, renewal: null, failure: null };
      this.#held.set(key, held);
    }
    return held;
  }
}

/** Entra's own text names secrets' ids and more: it stays in `cause`, which is never shown. */
function sortCredentialError({ tenantId, displayName }: GraphTenant, cause: unknown): SecgraphError {
  if (isRefusal(cause)) {
    const message = `Entra did not accept our credential for tenant ${displayName}. Check it: secret expired, certificate rotated, application removed.`;
    return new SecgraphError('UPSTREAM_UNAUTHENTICATED', message, { tenantId }, { cause });
  }
  const message = `No token for tenant ${displayName}: Entra could not be reached or did not answer. Try again.`;
  return new SecgraphError('UPSTREAM_UNAVAILABLE', message, { tenantId }, { cause });
}

/** AuthenticationError of @azure/identity and CredentialRefused of ours carry the status; a missing set-up has a name. */
function isRefusal(cause: unknown): boolean {
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'CredentialUnavailableError' || name === 'AuthenticationRequiredError') return true;
  const status = own(cause, 'statusCode');
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 429 && status !== 408;
}

/** The claim `roles` of a token; null for a token that has none, or is no JWT. */
export function rolesIn(token: string): ReadonlySet<string> | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const roles = own(claims, 'roles');
    return Array.isArray(roles) ? new Set(roles.filter((role) => typeof role === 'string')) : null;
  } catch {
    // Tokens are opaque by promise: one that cannot be read says nothing.
    return null;
  }
}
