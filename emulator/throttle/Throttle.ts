import { directoryReadUnits, LIMITS } from './limits.js';
import type { Limit, Workload } from './limits.js';
import { TokenBucket } from './TokenBucket.js';

export interface ThrottleSettings {
  readonly isOn: boolean;
  /** Multiplies every limit; 1 = the real numbers. */
  readonly scale: number;
  /** Another application takes half of what all applications of a tenant share. */
  readonly hasOtherApp: boolean;
}

/** What a call takes, and for whom. */
export interface Draw {
  readonly workload: Workload;
  readonly appId: string;
  readonly tenantId: string;
  readonly tenantUsers: number;
  readonly resourceUnits: number;
  readonly isWrite: boolean;
  /** Selects or filters by the sign-in activity of users, which has a limit of its own. */
  readonly readsSignInActivity: boolean;
}

export interface Verdict {
  /** The limit that refuses, or null when the call may go on. */
  readonly refusedBy: Limit | null;
  /** Null where the service does not tell. */
  readonly retryAfterSeconds: number | null;
  /** Headers that Graph adds in either case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Percent of use from which on Graph tells its callers. */
const TELLS_FROM = 0.8;

/** All limits of all tenants, counted on the emulator's clock. */
export class Throttle {
  private buckets = new Map<string, TokenBucket>();

  constructor(private readonly settings: ThrottleSettings) {}

  reset(): void {
    this.buckets = new Map();
  }

  /** Takes from every limit that the call falls under; the first that is used up refuses. */
  take(draw: Draw, nowMs: number): Verdict {
    if (!this.settings.isOn) return { refusedBy: null, retryAfterSeconds: null, headers: {} };
    for (const limit of LIMITS) {
      const cost = costOf(limit, draw);
      if (cost === 0) continue;
      const waitSeconds = this.bucket(limit, draw, nowMs).take(cost, nowMs);
      if (waitSeconds > 0) return refusal(limit, draw, waitSeconds);
    }
    return { refusedBy: null, retryAfterSeconds: null, headers: this.usageHeaders(draw, nowMs) };
  }

  private usageHeaders(draw: Draw, nowMs: number): Record<string, string> {
    if (draw.workload !== 'directory') return {};
    const limit = LIMITS.find(({ name }) => name === 'directoryRead');
    const usage = limit === undefined ? 0 : this.bucket(limit, draw, nowMs).usage(nowMs);
    return usage < TELLS_FROM ? {} : { 'x-ms-throttle-limit-percentage': usage.toFixed(2) };
  }

  private bucket(limit: Limit, draw: Draw, nowMs: number): TokenBucket {
    const key = `${limit.name} ${ownerOf(limit, draw)}`;
    const known = this.buckets.get(key);
    if (known !== undefined) return known;
    const amount = limit.name === 'directoryRead' ? directoryReadUnits(draw.tenantUsers) : limit.amount;
    const isShared = this.settings.hasOtherApp && limit.scope === 'tenant';
    const bucket = new TokenBucket(
      { amount: amount * this.settings.scale, windowSeconds: limit.windowSeconds, isShared },
      nowMs,
    );
    this.buckets.set(key, bucket);
    return bucket;
  }
}

function costOf(limit: Limit, draw: Draw): number {
  if (limit.workload !== 'all' && limit.workload !== draw.workload) return 0;
  if (limit.unit === 'request') return 1;
  if (limit.unit === 'write') return draw.isWrite ? 1 : 0;
  if (limit.unit === 'signInActivity') return draw.readsSignInActivity ? 1 : 0;
  return draw.resourceUnits;
}

function ownerOf(limit: Limit, draw: Draw): string {
  if (limit.scope === 'application') return draw.appId;
  return limit.scope === 'tenant' ? draw.tenantId : `${draw.appId} ${draw.tenantId}`;
}

function refusal(limit: Limit, draw: Draw, waitSeconds: number): Verdict {
  const retryAfterSeconds = limit.sendsRetryAfter ? waitSeconds : null;
  if (draw.workload !== 'directory') return { refusedBy: limit, retryAfterSeconds, headers: {} };
  const who = { application: 'Application', tenant: 'Tenant', 'application+tenant': 'Tenant_Application' }[limit.scope];
  const headers = {
    'x-ms-throttle-limit-percentage': '1.00',
    'x-ms-throttle-scope': `${who}/${limit.unit === 'write' ? 'Write' : 'Read'}/${draw.appId}/${draw.tenantId}`,
    'x-ms-throttle-information': limit.unit === 'write' ? 'WriteLimitExceeded' : 'ResourceUnitLimitExceeded',
  };
  return { refusedBy: limit, retryAfterSeconds, headers };
}
