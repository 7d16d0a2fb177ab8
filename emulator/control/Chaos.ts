import { errorReply, throttledReply, usualCode } from '../http/errors.js';
import type { ErrorStamp } from '../http/errors.js';
import type { Reply } from '../http/Reply.js';

/** What shall go wrong, where and how often. Everything left out matches or does nothing. */
export interface ChaosRule {
  readonly match?: {
    readonly method?: string;
    /** Regular expression (ignoring case) over version, path and query, as received or percent-decoded. */
    readonly path?: string;
    /** true: parts of batches only; false: whole HTTP requests only. */
    readonly part?: boolean;
    readonly tenantId?: string;
  };
  /** The request is executed first, whatever the rule then does to the answer: what was written is written. */
  readonly after?: boolean;
  /** Real milliseconds of waiting before the answer. */
  readonly latencyMs?: number;
  /** From 400 on: an error in Graph's shape instead of the answer; below: the answer under that status. */
  readonly status?: number;
  /** `error.code`; default: Graph's usual one for the status. */
  readonly code?: string;
  /** The header's value; null leaves it out. Default with 429: 1. */
  readonly retryAfter?: string | number | null;
  /** Cuts the connection without an answer. */
  readonly reset?: boolean;
  /** Cuts the connection in the middle of the body. */
  readonly truncate?: boolean;
  /** A body that is no JSON: this text, or half an object. */
  readonly malformed?: boolean | string;
  /** Replaces the JSON body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** 0 to 1, drawn from the seed; default 1. */
  readonly probability?: number;
  /** How many times the rule strikes; default: always. */
  readonly count?: number;
}

/** What a rule is held against. */
export interface ChaosTarget {
  readonly method: string;
  /** Version, path and query: `/v1.0/users?$top=1`. */
  readonly path: string;
  readonly isPart: boolean;
  readonly tenantId: string | null;
  readonly stamp: ErrorStamp;
}

interface Armed {
  readonly rule: ChaosRule;
  readonly path: RegExp | null;
  left: number;
}

const HALF_AN_OBJECT = '{"value":[{"id":';

/** The rules in force. The first that matches strikes. */
export class Chaos {
  private armed: Armed[] = [];

  constructor(
    private readonly random: () => number,
    private readonly sleep: (ms: number) => Promise<void> = realSleep,
  ) {}

  /** @throws RangeError when the rule says something impossible */
  add(rule: ChaosRule): void {
    checkRule(rule);
    const pattern = rule.match?.path;
    this.armed.push({
      rule,
      path: pattern === undefined ? null : new RegExp(pattern, 'i'),
      left: rule.count ?? Infinity,
    });
  }

  clear(): void {
    this.armed = [];
  }

  /** Lets a rule strike, or simply answers. */
  async around(target: ChaosTarget, answer: () => Promise<Reply>): Promise<Reply> {
    const rule = this.draw(target);
    if (rule === null) return answer();
    const answered = rule.after === true ? await answer() : null;
    if (rule.latencyMs !== undefined) await this.sleep(rule.latencyMs);
    if (rule.reset === true) return { status: 0, headers: {}, fault: 'reset' };
    const reply = isInstead(rule) ? instead(rule, target.stamp) : (answered ?? (await answer()));
    return disturbed(rule, reply);
  }

  private draw(target: ChaosTarget): ChaosRule | null {
    for (const armed of this.armed) {
      if (armed.left <= 0 || !isMatch(armed, target)) continue;
      if (armed.rule.probability !== undefined && this.random() >= armed.rule.probability) continue;
      armed.left -= 1;
      return armed.rule;
    }
    return null;
  }
}

function isMatch({ rule, path }: Armed, target: ChaosTarget): boolean {
  const match = rule.match ?? {};
  if (match.method !== undefined && match.method.toUpperCase() !== target.method) return false;
  if (match.part !== undefined && match.part !== target.isPart) return false;
  if (match.tenantId !== undefined && match.tenantId !== target.tenantId) return false;
  return path === null || path.test(target.path) || path.test(decoded(target.path));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Malformed percent-encoding: the pattern can only be held against the text as received.
    return path;
  }
}

function isInstead(rule: ChaosRule): boolean {
  return rule.body !== undefined || (rule.status !== undefined && rule.status >= 400);
}

function instead(rule: ChaosRule, stamp: ErrorStamp): Reply {
  const status = rule.status ?? 200;
  if (rule.body !== undefined) return { status, headers: { 'Content-Type': 'application/json' }, body: rule.body };
  const retryAfter = rule.retryAfter === undefined && status === 429 ? 1 : rule.retryAfter;
  const headers = retryAfter === undefined || retryAfter === null ? {} : { 'Retry-After': String(retryAfter) };
  if (status === 429 && rule.code === undefined) return throttledReply(stamp, null, headers);
  const code = rule.code ?? usualCode(status);
  return errorReply(stamp, status, code, `A rule of the emulator answers ${status}.`, headers);
}

function disturbed(rule: ChaosRule, reply: Reply): Reply {
  const headers = { ...reply.headers, ...rule.headers };
  const status = rule.status ?? reply.status;
  if (rule.truncate === true) return { ...reply, status, headers, fault: 'truncate' };
  if (rule.malformed === undefined || rule.malformed === false) return { ...reply, status, headers };
  return { status, headers, text: typeof rule.malformed === 'string' ? rule.malformed : HALF_AN_OBJECT };
}

function checkRule(rule: ChaosRule): void {
  const { status, probability, latencyMs, count } = rule;
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599)) {
    throw new RangeError("A chaos rule's status must be a whole number between 200 and 599.");
  }
  if (probability !== undefined && !(probability >= 0 && probability <= 1)) {
    throw new RangeError("A chaos rule's probability must be between 0 and 1.");
  }
  if (latencyMs !== undefined && !(latencyMs >= 0 && latencyMs <= 600_000)) {
    throw new RangeError("A chaos rule's latencyMs must be between 0 and 600000.");
  }
  if (count !== undefined && !(Number.isInteger(count) && count >= 1)) {
    throw new RangeError("A chaos rule's count must be a whole number of at least 1.");
  }
}

function realSleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
