import { GraphQLDeferDirective, GraphQLStreamDirective } from '@graphql-tools/utils';
import { buildSchema, GraphQLSchema, parse, type GraphQLFieldResolver } from 'graphql';
import { readSettings } from '../../src/config/settings.js';
import { SecgraphError } from '../../src/errors/SecgraphError.js';
import type { DoorParts, OperationContext } from '../../src/http/Door.js';
import { Gate } from '../../src/http/Gate.js';
import { openDoor, type HttpServer } from '../../src/http/httpServer.js';
import { Metrics } from '../../src/observability/Metrics.js';
import { Receipt } from '../../src/observability/Receipt.js';
import type { LogFields, Logger } from '../../src/observability/Logger.js';
import { systemClock } from '../../src/util/clock.js';

const WORDS = `
  type Query {
    hello: String
    echo(text: String = ""): String
    alerts(first: Int = 25): AlertConnection
    fails(how: String!): String
    manyFailures: [String]
    slow: String
    large: String
    caller: String
  }
  type Mutation { touch: String }
  type AlertConnection { edges: [Edge!] nodes: [Alert!] }
  type Edge { node: Alert }
  type Alert { title: String evidence: [Evidence!] users: [Involved!] alerts(first: Int = 25): AlertConnection late: String }
  interface Evidence { kind: String }
  type UserEvidence implements Evidence { kind: String user: User }
  type Involved { user: User }
  type User { displayName: String devices: [Host!] }
  type Host { name: String alerts(first: Int = 25): AlertConnection }
`;

const FAILURES: Record<string, () => unknown> = {
  ours: () => {
    throw new SecgraphError('UPSTREAM_THROTTLED', 'Microsoft Graph asks to wait.', {
      tenantId: 't-1',
      workload: 'security',
      retryAfterSeconds: 2.5,
      requestId: 'graph-1',
      status: 429,
    });
  },
  theirs: () => {
    throw new Error('secret /etc/passwd of anna@contoso.example');
  },
};

/** One log line as written. */
export interface Line {
  readonly level: string;
  readonly fields: LogFields;
  readonly message: string;
}

export interface OpenDoor extends HttpServer {
  readonly lines: readonly Line[];
  /** Signals of the operations that were opened, in order. */
  readonly signals: readonly AbortSignal[];
  readonly parts: DoorParts<OperationContext>;
  /** Lets the field `slow` answer. */
  letGo(): void;
  /** Resolves when a `slow` field has begun. */
  readonly begun: Promise<void>;
  ask(source: string, variables?: object): Promise<{ status: number; body: Answer }>;
}

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  readonly extensions?: Record<string, unknown>;
}

const NO_JOBS = { jobs: () => 0, unfinished: () => Promise.resolve(0), ended: () => new Map<string, number>() };

/** The door before a schema of a few words, on a free port. */
export async function openTestDoor(
  env: Record<string, string> = {},
  over: Partial<DoorParts<OperationContext>> = {},
): Promise<OpenDoor> {
  const settings = readSettings({ PORT: '0', ...env });
  const [lines, signals]: [Line[], AbortSignal[]] = [[], []];
  const [freed, letGo] = promise();
  const [begun, begin] = promise();
  const gate = new Gate(settings.limits.concurrent, settings.limits.queued);
  const parts: DoorParts<OperationContext> = {
    schema: schemaWith({ slow: () => begin() ?? freed.then(() => 'at last') }),
    settings,
    log: logInto(lines),
    metrics: new Metrics({ ...NO_JOBS, running: () => gate.running, waiting: () => gate.waiting }),
    clock: systemClock,
    gate,
    pressure: { isHigh: false },
    checkJournal: () => Promise.resolve(),
    examples: [{ name: 'triage', document: 'query Triage { alerts(first: 50) { nodes { title } } }' }],
    openContext: (caller, signal) => {
      signals.push(signal);
      const receipt = new Receipt();
      return { caller, signal, receipt, extensions: () => ({ upstream: receipt.toJSON() }), notices: () => [] };
    },
    estimate: () => ({ expected: 1, paths: [] }),
    explain: () => ({}),
    ...over,
  };
  const server = await openDoor(parts);
  const ask = async (query: string, variables?: object) => {
    const response = await post(server.url, { query, variables });
    return { status: response.status, body: (await response.json()) as Answer };
  };
  return { ...server, lines, signals, parts, letGo, begun, ask };
}

export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** The schema of these tests, without resolvers. */
export const schema = buildSchema(WORDS);

export function documentOf(source: string) {
  const document = parse(source);
  const operation = document.definitions.find((node) => node.kind === 'OperationDefinition')!;
  return { document, operation };
}

function schemaWith(resolvers: Record<string, () => unknown>): GraphQLSchema {
  const config = buildSchema(WORDS).toConfig();
  const built = new GraphQLSchema({
    ...config,
    directives: [...config.directives, GraphQLDeferDirective, GraphQLStreamDirective],
  });
  const fields = built.getQueryType()!.getFields();
  const resolve = (name: string, resolver: GraphQLFieldResolver<unknown, OperationContext>): void => {
    fields[name]!.resolve = resolver as never;
  };
  resolve('hello', () => 'world');
  resolve('echo', (_root, { text }) => text as string);
  resolve('fails', (_root, { how }) => FAILURES[how as string]!());
  resolve('manyFailures', () =>
    Array.from({ length: 50 }, (_, place) => new SecgraphError('UPSTREAM_TIMEOUT', `No ${place}`)),
  );
  resolve('large', () => 'alert '.repeat(2_000));
  resolve('caller', (_root, _args, { caller }) => caller.name);
  resolve('alerts', () => ({ nodes: [{ title: 'phish', late: () => Promise.resolve('later') }] }));
  for (const [name, resolver] of Object.entries(resolvers)) resolve(name, resolver);
  return built;
}

function logInto(lines: Line[]): Logger {
  const at = (level: string) => (fields: LogFields, message: string) => void lines.push({ level, fields, message });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function promise(): [Promise<void>, () => void] {
  let settle = (): void => undefined;
  const made = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return [made, () => settle()];
}
