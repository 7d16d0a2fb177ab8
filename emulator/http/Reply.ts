import type { TenantWorld } from '../world/World.js';

/** What goes back: a JSON `body`, or `text` exactly as it shall stand on the wire (a count, something malformed). */
export interface Reply {
  readonly status: number;
  /** Names as Graph writes them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
  /** Cuts the connection: before the first byte, or in the middle of the body. */
  readonly fault?: 'reset' | 'truncate';
}

/** Who a valid token speaks for. */
export interface Caller {
  readonly tenant: TenantWorld;
  readonly appId: string;
  readonly roles: readonly string[];
  /** Whom the token is for. */
  readonly audience: string;
}

/** One call to Graph below its version root. A plain request and a part of a `$batch` look the same. */
export interface GraphCall {
  readonly method: string;
  /** `api` is Defender for Endpoint, `workspaces` Microsoft Sentinel. */
  readonly version: 'v1.0' | 'beta' | 'api' | 'workspaces';
  /** As received, percent-encoded: `/users/a%40b`. */
  readonly path: string;
  /** As received, without the question mark. */
  readonly rawQuery: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined where nothing was sent. */
  readonly body: unknown;
  /** `http://127.0.0.1:4010/v1.0` */
  readonly contextRoot: string;
  readonly caller: Caller;
  readonly requestId: string;
  readonly clientRequestId: string;
}
