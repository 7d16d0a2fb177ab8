import type { Reply } from '../http/Reply.js';
import type { DefenderRoom } from '../indicators/DefenderRoom.js';
import { invalid, problemOfDefender, readDefenderIndicator } from '../indicators/defenderRules.js';
import { REASONS } from '../indicators/guesses.js';
import type { Draft } from '../indicators/values.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import { defenderIndicatorRow } from '../world/rows/indicators.js';
import type { Row } from '../world/World.js';
import { bodyObject, entity, notFound, page } from './answers.js';
import { roomOf } from './indicators.js';
import type { Route, RouteCall } from './Route.js';

const MOST = 500;
const APPLICATION_NAME = 'Secgraph demo application';
const read = { workload: 'defender', method: 'GET', permission: 'indicatorRead', licence: 'defender' } as const;
const write = { workload: 'defender', permission: 'indicatorWrite', licence: 'defender' } as const;

/**
 * Of Defender for Endpoint: `Ti.ReadWrite.All` sees and changes every indicator, `Ti.ReadWrite` those of the application.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/ti-indicator
 */
export const defenderIndicatorRoutes: readonly Route[] = [
  { ...read, path: '/indicators', answer: (call) => page(call, MODELS.defenderIndicator, visibleOf(call)) },
  { ...write, method: 'POST', path: '/indicators', answer: submit },
  { ...write, method: 'DELETE', path: '/indicators/{id}', answer: remove },
  { ...write, workload: 'defenderImport', method: 'POST', path: '/indicators/import', answer: importAll },
  { ...write, workload: 'defenderBatchDelete', method: 'POST', path: '/indicators/BatchDelete', answer: batchDelete },
];

function submit(call: RouteCall): Reply {
  const draft = readDefenderIndicator(bodyObject(call));
  const result = new Shelf(call).submit(draft);
  if (typeof result === 'string') throw result === REASONS.foreign ? forbidden(result) : invalid(result);
  return entity(call, MODELS.defenderIndicator, result);
}

/** 200 whatever happens to the single ones. */
function importAll(call: RouteCall): Reply {
  const drafts = listOf(call, 'Indicators').map(readDefenderIndicator);
  const shelf = new Shelf(call);
  const value = drafts.map((draft) => {
    const result = shelf.submit(draft);
    const isFailed = typeof result === 'string';
    return {
      id: isFailed ? null : result.id,
      indicator: draft['indicatorValue'] ?? null,
      isFailed,
      failureReason: isFailed ? result : null,
    };
  });
  const context = `${call.contextRoot}/$metadata#Collection(microsoft.windowsDefenderATP.api.ImportIndicatorResult)`;
  return { status: 200, headers: {}, body: { '@odata.context': context, value } };
}

function remove(call: RouteCall): Reply {
  const id = call.params['id'] ?? '';
  if (!isVisible(call, id)) throw notFound('Indicator', id);
  call.tenant.defenderIndicators.delete(id);
  return { status: 204, headers: {} };
}

function batchDelete(call: RouteCall): Reply {
  const ids = listOf(call, 'IndicatorIds').map((id) => {
    if (typeof id !== 'string' || !/^\d{1,18}$/.test(id))
      throw invalid(`'${String(id)}' is not the id of an indicator.`);
    return id;
  });
  const missing = ids.find((id) => !isVisible(call, id));
  if (missing !== undefined) throw notFound('Indicator', missing);
  for (const id of ids) call.tenant.defenderIndicators.delete(id);
  return { status: 204, headers: {} };
}

/** The indicators of a tenant as one call finds and leaves them. An indicator is known by its type and value. */
class Shelf {
  private readonly byValue: Map<string, Row>;
  private readonly room: DefenderRoom;

  constructor(private readonly call: RouteCall) {
    this.byValue = new Map([...call.tenant.defenderIndicators].map((row) => [keyOf(row), row]));
    this.room = roomOf(call);
  }

  /** Creates or updates; the text says why not. */
  submit(draft: Draft): Row | string {
    const known = this.byValue.get(keyOf(draft));
    const isForeign = known !== undefined && !isVisible(this.call, known.id);
    const problem =
      problemOfDefender(draft, this.call.now) ??
      (isForeign ? REASONS.foreign : null) ??
      (known === undefined ? this.room.problem() : null);
    if (problem !== null) return problem;
    const row = known === undefined ? this.created(draft) : this.updated(known, draft);
    this.call.tenant.defenderIndicators.put(row);
    this.byValue.set(keyOf(row), row);
    return row;
  }

  private created(draft: Draft): Row {
    const { caller, tenant, now } = this.call;
    this.room.take();
    return defenderIndicatorRow({
      ...settable(draft),
      id: String(1000 + tenant.nextSerial()),
      sourceType: 'AadApp',
      source: caller.appId,
      createdBySource: 'AadApp',
      createdBy: caller.appId,
      createdByDisplayName: APPLICATION_NAME,
      creationTimeDateTimeUtc: now.toISOString(),
      lastUpdateTime: now.toISOString(),
      lastUpdatedBy: caller.appId,
    });
  }

  /** `application` is written once. */
  private updated(known: Row, draft: Draft): Row {
    const { application: _application, ...changes } = settable(draft);
    const { caller, now } = this.call;
    return { ...known, ...changes, lastUpdateTime: now.toISOString(), lastUpdatedBy: caller.appId };
  }
}

const SETTABLE = [
  ...[
    'indicatorValue',
    'indicatorType',
    'action',
    'title',
    'description',
    'application',
    'externalID',
    'expirationTime',
  ],
  ...['severity', 'recommendedActions', 'rbacGroupNames', 'rbacGroupIds', 'educateUrl', 'generateAlert'],
];

function settable(draft: Draft): Record<string, unknown> {
  return Object.fromEntries(SETTABLE.flatMap((name) => (draft[name] === undefined ? [] : [[name, draft[name]]])));
}

function keyOf(indicator: Readonly<Record<string, unknown>>): string {
  return `${String(indicator['indicatorType'])} ${String(indicator['indicatorValue']).toLowerCase()}`;
}

function listOf(call: RouteCall, name: string): readonly unknown[] {
  const list = bodyObject(call)[name];
  if (!Array.isArray(list) || list.length === 0) throw invalid(`${name} must be a list that is not empty.`);
  if (list.length > MOST) throw invalid(`${name} has ${list.length} items; it may have ${MOST}.`);
  return list as unknown[];
}

function visibleOf(call: RouteCall): readonly Row[] {
  return [...call.tenant.defenderIndicators].filter((row) => sees(call, row));
}

function isVisible(call: RouteCall, id: string): boolean {
  const row = call.tenant.defenderIndicators.get(id);
  return row !== undefined && sees(call, row);
}

function sees({ caller }: RouteCall, row: Row): boolean {
  return caller.roles.includes('Ti.ReadWrite.All') || row['createdBy'] === caller.appId;
}

function forbidden(message: string): GraphFault {
  return new GraphFault(403, 'Forbidden', message);
}
