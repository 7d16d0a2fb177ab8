import type { GraphQLResolveInfo } from 'graphql';
import type { Alert } from '../schema/Alert.js';
import type { OfTenant } from '../schema/Node.js';
import type { Caller } from './auth/Caller.js';
import type { TenantRegistry } from './auth/TenantRegistry.js';
import type { Cache } from './cache/Cache.js';
import type { Settings } from './config/settings.js';
import { SecgraphError } from './errors/SecgraphError.js';
import type { GraphClient } from './graph/GraphClient.js';
import type { GraphTenant } from './graph/GraphTenant.js';
import { examine, type Examination } from './loaders/examination.js';
import { Operation, type Stores } from './loaders/Operation.js';
import type { Journal } from './journal/Journal.js';
import type { Logger } from './observability/Logger.js';
import { Receipt } from './observability/Receipt.js';
import { pivotOf } from './pivots/index.js';
import type { Args } from './pivots/Pivot.js';
import { idsWhere } from './plan/idsWhere.js';
import { explain, type ExplainOptions, type Explanation } from './plan/explain.js';
import { Fetch } from './plan/Fetch.js';
import { Gathered } from './plan/Gathered.js';
import { readSelection, useName, wantOfField, type Question } from './plan/selection.js';
import { Unplanned } from './plan/Unplanned.js';
import { Sources } from './sources/Sources.js';
import type { Customer } from './sources/TenantSource.js';
import type { Clock } from './util/clock.js';
import { sealKey } from './util/sealed.js';
import type { Asking, Mutation, WriteArgs } from './writes/Mutation.js';
import { Follower } from './writes/actions/Follower.js';
import { mutations, VERBS, type MutationName } from './writes/mutations.js';
import { perform } from './writes/perform.js';
import { Runner } from './writes/Runner.js';

/** What one operation may cost. */
export interface Allowance {
  /** From its beginning to its last call upstream. */
  readonly operationMs: number;
  /** HTTP requests to Graph per tenant. */
  readonly maxRequests: number;
  readonly isPlanned: boolean;
}

/** How one operation is to be answered. */
export interface Manner {
  /** How old what is answered from memory may be; null: as the settings say. Default null. */
  readonly maxAgeMs?: number | null;
  /** Whose turn it is where Graph's limits make calls wait. Default `interactive`. */
  readonly lane?: 'interactive' | 'reports';
}

/** One operation, as resolvers see it. */
export class Context {
  readonly receipt = new Receipt();
  readonly #operation: Operation;
  readonly #gathered = new Gathered();
  readonly #unplanned: Unplanned;
  readonly #root: OfTenant = { __typename: 'Query', tenantId: '*' };
  readonly #told = new Set<Error | string>();
  readonly #isPlanned: boolean;
  readonly #runner: Runner;
  #plan: Promise<void> | undefined;

  constructor(
    { stores, runner }: Workshop,
    readonly caller: Caller,
    readonly signal: AbortSignal,
    { operationMs, maxRequests, isPlanned }: Allowance,
    { maxAgeMs = null, lane = 'interactive' }: Manner = {},
  ) {
    this.#isPlanned = isPlanned;
    this.#runner = runner;
    this.#operation = new Operation(stores, caller, {
      signal,
      deadlineMs: stores.clock.monotonicMs() + operationMs,
      receipt: this.receipt,
      lane,
      caller: caller.name,
      maxRequests,
      ...(maxAgeMs === null ? {} : { freshSince: stores.clock.now() - maxAgeMs }),
    });
    this.#unplanned = new Unplanned(this.#operation);
  }

  /** A root field. The first one that is asked for fetches what the whole question needs. */
  async root(info: GraphQLResolveInfo, args: Args = {}): Promise<unknown> {
    if (this.#isPlanned) {
      this.#plan ??= this.#fetch(info);
      await this.#plan;
    }
    return this.#value(this.#root, info.fieldName, args);
  }

  /**
   * What a noun's arrow leads to: at hand when the plan has foreseen it, else loaded together with everything else that
   * is asked for in this turn.
   */
  pivot(parent: Pick<OfTenant, '__typename'>, field: string, args: Args = {}): unknown {
    return this.#value(parent, field, args);
  }

  /** A change. It goes on when the caller leaves; what is asked of its outcomes is read afterwards. */
  change(info: GraphQLResolveInfo, args: Args & WriteArgs): Promise<unknown> {
    const question = questionOf(info);
    const operation = this.#operation;
    this.#unplanned.goOnFrom(new Fetch(operation, this.#gathered), question);
    const asking: Asking = {
      operation,
      want: wantOfField(question, info.fieldName),
      idsWhere: (noun, where) => idsWhere(operation, noun, where),
    };
    const mutation = mutations[info.fieldName as MutationName] as unknown as Mutation<WriteArgs, unknown>;
    return perform(mutation, args, asking, this.#runner);
  }

  /** Graph's own record of an alert, for callers with the role. */
  raw(alert: Alert): unknown {
    if (this.caller.roles.includes('alerts:raw')) return alert.raw;
    throw new SecgraphError('FORBIDDEN', 'The field raw needs the role alerts:raw. Ask who runs this service for it.');
  }

  /** What goes into the extensions of the answer. */
  extensions(): Record<string, unknown> {
    const gaps = this.#operation.coverage.gaps();
    const { warnings } = this.receipt;
    return {
      upstream: this.receipt.toJSON(),
      ...(gaps.length > 0 ? { coverage: gaps.map(shownGap) } : {}),
      ...(warnings.length > 0 ? { warnings } : {}),
    };
  }

  /** What is wrong with the answer beside the errors of single fields: properties that had a wrong type and are null. */
  notices(): SecgraphError[] {
    return [...this.receipt.misfits.values()].map(({ tenantId, tenantName, workload, property, requestId }) => {
      const family = workload ? ` (${workload})` : '';
      return new SecgraphError(
        'UPSTREAM_INVALID_RESPONSE',
        `Microsoft Graph${family} sent a value of a wrong type as ${property} in tenant ${tenantName}; it is null here. Report it with the request id.`,
        { tenantId, property, ...(workload ? { workload } : {}), ...(requestId ? { requestId } : {}) },
      );
    });
  }

  async #fetch(info: GraphQLResolveInfo): Promise<void> {
    const question = questionOf(info);
    const fetch = new Fetch(this.#operation, this.#gathered);
    this.#unplanned.goOnFrom(fetch, question);
    await fetch.run(readSelection(question), this.#root);
  }

  #value(parent: Pick<OfTenant, '__typename'>, field: string, args: Args): unknown {
    const planned = this.#gathered.get(parent, useName(field, args));
    if (planned !== undefined) return this.#shown(planned);
    const pivot = pivotOf(parent.__typename, field);
    if (!pivot) throw new Error(`No pivot ${parent.__typename}.${field} is declared in src/pivots.`);
    return this.#unplanned.load(pivot, parent, args).then((value) => this.#shown(value));
  }

  /** One failure upstream is one error in the answer, however many fields are null for it. */
  #shown(value: unknown): unknown {
    if (!(value instanceof Error)) return value;
    const failure = failureOf(value);
    if (this.#told.has(failure)) return null;
    this.#told.add(failure);
    throw value;
  }
}

function questionOf({ schema, operation, fragments, variableValues }: GraphQLResolveInfo): Question {
  return { schema, operation, fragments, variables: variableValues };
}

/** Parts of one batch that failed alike are one failure upstream: same words, same request id. Other errors are themselves. */
function failureOf(error: Error): Error | string {
  const isUpstream = error instanceof SecgraphError && error.facts.workload !== undefined;
  return isUpstream ? `${error.message} ${error.facts.requestId ?? ''}` : error;
}

function shownGap({
  tenantId,
  source,
  state,
  message,
  remedy,
  requestId,
}: ReturnType<Operation['coverage']['gaps']>[number]): object {
  return { tenantId, source, state, message, remedy, requestId };
}

/** Some of Graph's limits make whoever tries everything wait. */
const EXAMINATION_MS = 60_000;

/** What contexts are made from. */
export interface ContextParts {
  readonly graph: GraphClient;
  readonly tenants: TenantRegistry<GraphTenant>;
  readonly cache: Cache;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'limits' | 'freshnessSeconds' | 'cursorSecret'>;
  readonly journal: Journal;
  readonly log: Logger;
}

/** What lives longer than one operation: what it reads from, and what does its changes. */
interface Workshop {
  readonly stores: Stores;
  readonly runner: Runner;
}

/** Makes the context of each operation. */
export class ContextFactory {
  /** Does changes, also those that nobody waits for. */
  readonly runner: Runner;
  /** Asks after what goes on when a change is done. */
  readonly follower: Follower;
  readonly #stores: Stores;
  readonly #allowance: Allowance;

  /** @param isPlanned false: pivots load when execution meets them; the answers are the same, and tests compare them */
  constructor({ graph, tenants, cache, clock, settings, journal, log }: ContextParts, isPlanned = true) {
    const { limits, freshnessSeconds, cursorSecret } = settings;
    this.#stores = {
      ...{ clock, cache, tenants, journal },
      sources: new Sources(graph, clock),
      lifetimes: freshnessSeconds,
      cursorKey: sealKey(cursorSecret),
    };
    const { operationMs, requests: maxRequests } = limits;
    this.runner = new Runner({ stores: this.#stores, verbs: VERBS, operationMs, maxRequests, log });
    this.follower = new Follower({ stores: this.#stores, maxRequests, log });
    this.#allowance = { operationMs, maxRequests, isPlanned };
  }

  open(caller: Caller, signal: AbortSignal, manner: Manner = {}): Context {
    return new Context({ stores: this.#stores, runner: this.runner }, caller, signal, this.#allowance, manner);
  }

  /** What the tenants behind these names allow us to do, found by trying; null: all that the caller may see. */
  examine(names: readonly string[] | null, caller: Caller, signal: AbortSignal): Promise<Examination[]> {
    const operation = this.#terminalOperation(caller, signal);
    return Promise.all(operation.select(names).map(({ tenantId }) => examine(operation, operation.place(tenantId))));
  }

  /**
   * The tenants that a partner looks after.
   *
   * @param name the partner, by id or label; null where there is one tenant only
   */
  async customers(name: string | null, caller: Caller, signal: AbortSignal): Promise<Customer[]> {
    const operation = this.#terminalOperation(caller, signal);
    return this.#stores.sources.tenants.customers(operation.place(operation.selectOne(name).tenantId));
  }

  #terminalOperation(caller: Caller, signal: AbortSignal): Operation {
    const { clock } = this.#stores;
    return new Operation(this.#stores, caller, {
      signal,
      deadlineMs: clock.monotonicMs() + EXAMINATION_MS,
      receipt: new Receipt(),
      lane: 'reports',
      caller: caller.name,
      maxRequests: this.#allowance.maxRequests,
      freshSince: clock.now(),
    });
  }

  /** The plan of a question and its price, told without touching Microsoft Graph. */
  explain(asked: Omit<ExplainOptions, 'tenants' | 'maxRequests'>, caller: Caller): Explanation | null {
    const { tenants, sources } = this.#stores;
    return explain({
      ...asked,
      maxRequests: this.#allowance.maxRequests,
      tenants: (names) =>
        tenants.select(names, caller.tenants).map((tenant) => {
          const { tenantId, displayName } = tenant;
          return { tenantId, displayName, budgets: sources.graph.budgetsOf(tenant) };
        }),
    });
  }
}
