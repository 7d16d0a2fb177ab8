import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Workload } from '../util/workload.js';
import { questionOf, requestsOf, sharesOf, type Share, type Stance } from './price.js';
import { readSelection, type Question } from './selection.js';

/** A call may be sent three times: see src/graph/retry.ts. */
const SENDINGS = 3;

/** What one tenant has left of one limit, as the wire counts it. */
export interface Remaining {
  readonly workload: Workload;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
}

/** A tenant that the question would read, and what it has left. */
export interface ExplainedTenant {
  readonly tenantId: string;
  readonly displayName: string;
  readonly budgets: readonly Remaining[];
}

interface Amount {
  /** HTTP requests. */
  readonly requests: number;
  /** Billed calls; for `atMost`, null where only the hard limit of requests bounds them. */
  readonly parts: number | null;
}

/** The plan of a question and its price for each tenant, told without touching Microsoft Graph. */
export interface Explanation {
  readonly expected: Amount;
  /** Never less than what then happens: retries and the hard limit are counted in. */
  readonly atMost: Amount;
  readonly depth: number;
  readonly paths: readonly {
    readonly path: string;
    readonly workload: Workload;
    /** The round trip in which it is fetched, the first is 1. */
    readonly level: number;
    readonly expectedParts: number;
    readonly atMostParts: number | null;
  }[];
  readonly tenants: readonly (ExplainedTenant & { readonly shortOf: readonly Workload[] })[];
}

export interface ExplainOptions {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The tenants behind these names; null: all that the caller may see. */
  readonly tenants: (names: readonly string[] | null) => readonly ExplainedTenant[];
  /** HTTP requests per tenant beyond which nothing is sent. */
  readonly maxRequests: number;
}

/** @returns null when there is no such operation */
export function explain(options: ExplainOptions): Explanation | null {
  const { schema, document, operationName, variables, tenants, maxRequests } = options;
  const question = questionOf(schema, document, operationName, variables);
  if (!question) return null;
  const [expected, atMost] = (['expected', 'atMost'] as const).map((stance: Stance) => sharesOf(question, stance));
  const bound = requestsOf(atMost!) * SENDINGS;
  return {
    expected: { requests: requestsOf(expected!), parts: partsOf(expected!) },
    atMost: { requests: Math.min(bound, maxRequests), parts: finite(partsOf(atMost!) * SENDINGS) },
    depth: Math.max(0, ...expected!.map(({ level, isAlone, parts }) => (isAlone ? level + parts - 1 : level))),
    paths: expected!.map(({ path, workload, level, parts }) => ({
      path,
      workload,
      level,
      expectedParts: parts,
      atMostParts: finite(partsOf(atMost!.filter((share) => share.path === path))),
    })),
    tenants: tenants(namedTenants(question)).map((tenant) => ({ ...tenant, shortOf: shortOf(tenant, expected!) })),
  };
}

/** Tenants that the root fields name; null when one of them names none, for it reads all. */
function namedTenants(question: Question): string[] | null {
  const names = [...readSelection(question, 'everything').values()]
    .flatMap(({ uses }) => [...uses.values()])
    .map(({ args }) => (args['tenants'] ?? (args['tenant'] ? [args['tenant']] : null)) as string[] | null);
  return names.includes(null) ? null : [...new Set(names.flatMap((some) => some ?? []))];
}

function partsOf(shares: readonly Share[]): number {
  return shares.reduce((sum, { parts }) => sum + parts, 0);
}

function finite(parts: number): number | null {
  return Number.isFinite(parts) ? parts : null;
}

/** Workloads whose budget is smaller than what the question is expected to take of it. */
function shortOf({ budgets }: ExplainedTenant, shares: readonly Share[]): Workload[] {
  return budgets
    .filter(({ workload, remaining }) => partsOf(shares.filter((share) => share.workload === workload)) > remaining)
    .map(({ workload }) => workload);
}
