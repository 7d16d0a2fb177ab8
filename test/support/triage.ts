import type { RequestRecord } from '../../emulator/startEmulator.js';
import type { Row } from '../../emulator/world/World.js';
import { globalId } from '../../src/util/globalId.js';
import { isBatch, type House } from './house.js';

interface Call {
  readonly method: string;
  readonly url: string;
  readonly status: number;
}

/** Every call that was to change something, plain or as part of a batch: its method and its path without the version. */
export function changesIn(requests: readonly RequestRecord[]): string[] {
  return changes(requests).map(nameOf);
}

/** Those of them that Graph did. */
export function changesMade(requests: readonly RequestRecord[]): string[] {
  return changes(requests)
    .filter(({ status }) => status > 0 && status < 300)
    .map(nameOf);
}

function changes(requests: readonly RequestRecord[]): Call[] {
  return requests
    .flatMap((request): readonly Call[] => (isBatch(request) ? request.parts : [request]))
    .filter(({ method, url }) => method !== 'GET' && !url.includes('/getByIds'));
}

function nameOf({ method, url }: Call): string {
  return `${method} ${decodeURIComponent(url).replace(/^\/(v1\.0|beta)(?=\/)/, '')}`;
}

/** HTTP requests that change something. */
export function changing(requests: readonly RequestRecord[]): RequestRecord[] {
  return requests.filter((request) => changesIn([request]).length > 0);
}

type Rows = 'alerts' | 'legacyAlerts' | 'incidents';

/** Records of the emulated tenant as they are now. */
export function rowsOf({ emulator }: House, tenantId: string, rows: Rows): Row[] {
  return [...emulator.world.tenants.get(tenantId)![rows]];
}

export function rowOf({ emulator }: House, tenantId: string, rows: Rows, id: string): Row {
  return emulator.world.tenants.get(tenantId)![rows].get(id)!;
}

export function alertId(tenantId: string, { id }: { readonly id: string }): string {
  return globalId('Alert', tenantId, id);
}

export function legacyId(tenantId: string, { id }: { readonly id: string }): string {
  return globalId('Alert', tenantId, `legacy~${id}`);
}

export function incidentId(tenantId: string, { id }: { readonly id: string }): string {
  return globalId('Incident', tenantId, id);
}
