import type { ActionKind, CoverageState, SourceName } from '../../schema/enums.js';
import { CATALOGUE } from '../actions/catalogue.js';
import type { BudgetLeft } from '../graph/budgets.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import type { Place } from '../sources/Place.js';
import type { Operation } from './Operation.js';
import { coverageOf } from './tenants.js';
import { asError } from './tenantwise.js';

/** What one source of a tenant needs, and what it answers. */
export interface ExaminedSource {
  readonly source: SourceName;
  readonly state: CoverageState;
  /** The least application permission; null where none is documented. */
  readonly permission: string | null;
  /** Null where every tenant has it. */
  readonly licence: string | null;
  readonly message: string | null;
  readonly remedy: string | null;
  readonly requestId: string | null;
}

/** Whether our token for a tenant carries what a response action needs. */
export interface ExaminedAction {
  readonly kind: ActionKind;
  readonly permission: string;
  /** Null where the token does not say. */
  readonly isGranted: boolean | null;
}

/** What a tenant allows us to do, found by trying. */
export interface Examination {
  readonly tenantId: string;
  readonly displayName: string;
  readonly cloud: GraphTenant['cloud'];
  readonly clientId: string;
  /** Why there is no token; null when there is one. */
  readonly noToken: string | null;
  /** Empty without a token. */
  readonly sources: readonly ExaminedSource[];
  /** Read from our tokens: nothing is done to find out. Empty without a token. */
  readonly actions: readonly ExaminedAction[];
  /** Service plans that the tenant has bought; null where they may not be read. */
  readonly servicePlans: readonly string[] | null;
  /** How far Microsoft's clock is before ours; null when it did not say. */
  readonly clockSkewMs: number | null;
  readonly budgets: readonly BudgetLeft[];
}

/** Tries everything that a tenant is configured for. Costs one call for each source. */
export async function examine(operation: Operation, place: Place): Promise<Examination> {
  const { tenant } = place;
  const { sources } = operation.stores;
  const noToken = await sources.graph.authenticate(tenant).then(() => null, reasonOf);
  const found = noToken === null ? await tryAll(operation, place) : NOTHING;
  const { tenantId, displayName, cloud, clientId } = tenant;
  return { tenantId, displayName, cloud, clientId, noToken, ...found, budgets: sources.graph.budgetsOf(tenant) };
}

type Found = Pick<Examination, 'sources' | 'actions' | 'servicePlans' | 'clockSkewMs'>;

const NOTHING: Found = { sources: [], actions: [], servicePlans: null, clockSkewMs: null };

async function tryAll(operation: Operation, place: Place): Promise<Found> {
  const { tenants } = operation.stores.sources;
  const [coverage, actions, servicePlans, clockSkewMs] = await Promise.all([
    coverageOf(operation, place),
    actionsIn(operation, place),
    // What is not known here is told by the sources themselves.
    tenants.servicePlans(place).catch(() => null),
    tenants.clockSkewMs(place, operation.stores.clock).catch(() => null),
  ]);
  const sources = coverage.map(({ source, state, message, remedy, requestId }) => ({
    ...{ source, state, message, remedy, requestId },
    ...tenants.needsOf(source),
  }));
  return { sources, actions, servicePlans, clockSkewMs };
}

async function actionsIn({ stores }: Operation, { tenant }: Place): Promise<ExaminedAction[]> {
  const { graph } = stores.sources;
  const [ofGraph, ofDefender] = await Promise.all([graph.permissionsIn(tenant), graph.permissionsIn(tenant, 'api')]);
  return CATALOGUE.map(({ kind, permission, runsAt }) => {
    const granted = runsAt === 'DEFENDER_FOR_ENDPOINT' ? ofDefender : ofGraph;
    return { kind, permission, isGranted: granted?.has(permission) ?? null };
  });
}

function reasonOf(thrown: unknown): string {
  return asError(thrown).message;
}
