import { ActionState } from '../../schema/enums.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { pages } from '../graph/pages.js';
import { hostReference } from '../pivots/Key.js';
import { chunks } from '../util/chunks.js';
import { equalsOneOf, segment, withQuery } from '../util/odata.js';
import { foundOrNull, invalid, sentList, sentOne, type Sent, type Updated } from './answers.js';
import { foundAction, unmarked, type FoundAction } from './foundAction.js';
import type { Place } from './Place.js';
import { EPOCH } from './securityWords.js';
import { moment, record, text, word, wordMap } from './wire.js';

/** Response actions that a service has, as far as they were read. */
export interface ActionList {
  readonly actions: readonly FoundAction[];
  readonly isComplete: boolean;
}

/** An action on a machine, with what it was told beside its kind. */
export type MachineAction = FoundAction & {
  /** Such as Full, Selective, Quick. */
  readonly scope: string | null;
  /** Hash of the file that it is about. */
  readonly file: string | null;
};

const VALUES_PER_FILTER = 15;
const PAGE = 1000;
const MAX_PAGES = 5;
const STATES = wordMap(ActionState, { inProgress: 'RUNNING', timeOut: 'FAILED' });

/**
 * Actions on machines of Defender for Endpoint: `/api/machines/{id}/…` and `/api/machineactions`. Each needs its own
 * permission (Machine.Isolate …), the list Machine.Read.All.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/machineaction
 */
export class MachineActionSource {
  constructor(readonly graph: GraphClient) {}

  /**
   * Orders an action.
   *
   * @param order the last segment of its path
   */
  async order(
    { tenant, call }: Place,
    machineId: string,
    order: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Updated<FoundAction>> {
    const path = `/machines/${segment(machineId)}/${segment(order)}`;
    const answer = await this.graph.send(tenant, { ...post(path), body }, call);
    const noun = readMachineAction(tenant, sentOne(answer, tenant));
    if (!noun) throw invalid(answer, tenant, 'an action without an id');
    return { noun, requestId: answer.requestId };
  }

  /** @returns request-id */
  async cancel({ tenant, call }: Place, actionId: string, comment: string): Promise<string | null> {
    const path = `/machineactions/${segment(actionId)}/cancel`;
    return (await this.graph.send(tenant, { ...post(path), body: { Comment: comment } }, call)).requestId;
  }

  async byId({ tenant, call }: Place, actionId: string): Promise<FoundAction | null> {
    const answer = await foundOrNull(this.graph.send(tenant, get(`/machineactions/${segment(actionId)}`), call));
    return answer && readMachineAction(tenant, sentOne(answer, tenant));
  }

  /** Actions by id: up to fifteen by their ids, more of them in one list. */
  async byIds(place: Place, ids: readonly string[], since: string): Promise<FoundAction[]> {
    const filter = ids.length <= VALUES_PER_FILTER ? equalsOneOf('id', ids) : `creationDateTimeUtc ge ${since}`;
    return [...(await this.#list(place, filter)).actions];
  }

  /** What was ever ordered for these machines, as far as Defender keeps it. */
  async ofMachines(place: Place, machineIds: readonly string[]): Promise<MachineAction[]> {
    const lists = await Promise.all(
      chunks([...new Set(machineIds)], VALUES_PER_FILTER).map((some) =>
        this.#list(place, equalsOneOf('machineId', some)),
      ),
    );
    return lists.flatMap(({ actions }) => [...actions]);
  }

  /** @param since ISO 8601 */
  since(place: Place, since: string): Promise<ActionList> {
    return this.#list(place, `creationDateTimeUtc ge ${since}`);
  }

  async #list(
    { tenant, call }: Place,
    $filter: string,
  ): Promise<ActionList & { readonly actions: readonly MachineAction[] }> {
    const request = get(withQuery('/machineactions', { $filter, $top: PAGE }));
    const actions: MachineAction[] = [];
    let isComplete = false;
    for await (const { answer, next } of pages(this.graph, tenant, request, call, { maxPages: MAX_PAGES })) {
      actions.push(...sentList(answer, tenant).flatMap((sent) => readMachineAction(tenant, sent) ?? []));
      isComplete = next === null;
    }
    return { actions, isComplete };
  }
}

function get(path: string): GraphRequest {
  return { method: 'GET', version: 'api', alone: true, workload: 'defender', path };
}

function post(path: string): GraphRequest {
  return { method: 'POST', version: 'api', alone: true, workload: 'defender', path };
}

/** An action as Defender sends it; null for one without an id. */
export function readMachineAction({ tenantId }: GraphTenant, { record: row }: Sent): MachineAction | null {
  const remoteId = text(row, 'id');
  if (!remoteId) return null;
  const status = text(row, 'status');
  const state = word(STATES, status, 'UNKNOWN');
  const machineId = text(row, 'machineId')?.toLowerCase() ?? null;
  const dnsName = text(row, 'computerDnsName');
  const { text: reason, reference } = unmarked(text(row, 'requestorComment'));
  const about = record(row, 'relatedFileInfo');
  const updatedAt = moment(row, 'lastUpdateDateTimeUtc') ?? moment(row, 'lastUpdateTimeUtc');
  return {
    ...foundAction(tenantId, 'DEFENDER_FOR_ENDPOINT', remoteId, text(row, 'type')),
    ...{ state, reason, reference, updatedAt },
    scope: text(row, 'scope'),
    file: about && text(about, 'fileIdentifier'),
    targetKind: 'HOST',
    target: machineId ?? '',
    targetLabel: dnsName ?? machineId ?? '',
    hostRef: machineId === null && dnsName === null ? null : hostReference({ defenderId: machineId, dnsName }),
    requestedBy: text(row, 'requestor'),
    requestedAt: moment(row, 'creationDateTimeUtc') ?? EPOCH,
    finishedAt: state === 'PENDING' || state === 'RUNNING' ? null : updatedAt,
    cancelledBy: text(row, 'cancellationRequestor'),
    message: status?.toLowerCase() === 'timeout' ? 'The machine did not answer in time: it may be switched off.' : null,
  };
}
