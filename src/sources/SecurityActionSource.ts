import type { ActionState, ObservableKind } from '../../schema/enums.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { pages } from '../graph/pages.js';
import { normalObservable, observableIn } from '../identity/observable.js';
import { segment } from '../util/odata.js';
import { foundOrNull, invalid, sentList, sentOne, type Sent, type Updated } from './answers.js';
import { foundAction, marked, unmarked, type FoundAction } from './foundAction.js';
import type { ActionList } from './MachineActionSource.js';
import type { Place } from './Place.js';
import type { Gap } from './timedPages.js';
import { EPOCH } from './securityWords.js';
import { integer, moment, record, records, text } from './wire.js';

const PATH = '/security/securityActions';
const PAGE = 100;
const MAX_PAGES = 10;

/** The one provider that documents name. */
const VENDOR = { provider: 'Windows Defender ATP', vendor: 'Microsoft' } as const;

/** Names of parameters. Documents show that of an address only; the others follow it. */
const PARAMETERS: Partial<Record<ObservableKind, string>> = {
  IPV4: 'IP',
  IPV6: 'IP',
  DOMAIN: 'Domain',
  URL: 'URL',
  FILE_MD5: 'MD5',
  FILE_SHA1: 'SHA1',
  FILE_SHA256: 'SHA256',
};

const STATES: Readonly<Record<string, ActionState>> = {
  notstarted: 'PENDING',
  running: 'RUNNING',
  completed: 'SUCCEEDED',
  failed: 'FAILED',
};

/** What is to be blocked, and why. */
export interface BlockOrder {
  readonly actionId: string;
  /** Such as `BlockIp`. */
  readonly word: string;
  readonly kind: ObservableKind;
  readonly value: string;
  readonly reason: string;
}

/**
 * Actions of Microsoft Graph: `/beta/security/securityActions`, in the worldwide cloud. Needs SecurityActions.Read.All,
 * SecurityActions.ReadWrite.All for what changes something.
 *
 * @see https://learn.microsoft.com/graph/api/resources/securityaction?view=graph-rest-beta
 */
export class SecurityActionSource {
  constructor(readonly graph: GraphClient) {}

  async create({ tenant, call }: Place, order: BlockOrder): Promise<Updated<FoundAction>> {
    const { actionId, word: name, kind, value, reason } = order;
    const body = {
      name,
      actionReason: reason,
      clientContext: marked('', actionId),
      parameters: [{ name: PARAMETERS[kind] ?? kind, value }],
      vendorInformation: VENDOR,
    };
    const answer = await this.graph.send(tenant, { ...beta('POST', PATH), body }, call);
    const noun = readSecurityAction(tenant, sentOne(answer, tenant));
    if (!noun) throw invalid(answer, tenant, 'an action without an id');
    return { noun, requestId: answer.requestId };
  }

  /** @returns request-id */
  async cancel({ tenant, call }: Place, id: string): Promise<string | null> {
    const path = `${PATH}/${segment(id)}/cancelSecurityAction`;
    return (await this.graph.send(tenant, beta('POST', path), call)).requestId;
  }

  async byId({ tenant, call }: Place, id: string): Promise<FoundAction | null> {
    const answer = await foundOrNull(this.graph.send(tenant, beta('GET', `${PATH}/${segment(id)}`), call));
    return answer && readSecurityAction(tenant, sentOne(answer, tenant));
  }

  /** No document says which filters the list takes: it is read whole, as far as it is read. */
  async list({ tenant, call }: Place): Promise<ActionList> {
    const actions: FoundAction[] = [];
    let isComplete = false;
    const request = beta('GET', `${PATH}?$top=${PAGE}`);
    for await (const { answer, next } of pages(this.graph, tenant, request, call, { maxPages: MAX_PAGES })) {
      actions.push(...sentList(answer, tenant).flatMap((sent) => readSecurityAction(tenant, sent) ?? []));
      isComplete = next === null;
    }
    return { actions, isComplete };
  }
}

/** What the coverage says where Graph has no such endpoint any more: it is of beta. */
export const NO_SECURITY_ACTIONS: Gap = {
  state: 'RETIRED',
  message: 'Microsoft Graph has no /beta/security/securityActions here.',
  remedy: 'Block by indicators of Defender for Endpoint instead.',
};

function beta(method: GraphRequest['method'], path: string): GraphRequest {
  return { method, version: 'beta', workload: 'security', path };
}

/** An action as Graph sends it; null for one without an id. */
export function readSecurityAction({ tenantId }: GraphTenant, { record: row }: Sent): FoundAction | null {
  const remoteId = text(row, 'id');
  if (!remoteId) return null;
  const state = STATES[text(row, 'status')?.toLowerCase() ?? ''] ?? 'UNKNOWN';
  const [parameter] = records(row, 'parameters');
  const value = (parameter && text(parameter, 'value')) ?? '';
  const normal = normalObservable(value);
  const errorInfo = record(row, 'errorInfo');
  const code = errorInfo && integer(errorInfo, 'code');
  return {
    ...foundAction(tenantId, 'SECURITY_ACTIONS', remoteId, text(row, 'name')),
    state,
    targetKind: 'OBSERVABLE',
    target: normal?.value ?? value,
    targetLabel: normal?.value ?? value,
    observable: normal && observableIn(tenantId, normal),
    reason: text(row, 'actionReason'),
    reference: unmarked(text(row, 'clientContext')).reference,
    requestedBy: text(row, 'user') ?? text(row, 'appId'),
    requestedAt: moment(row, 'createdDateTime') ?? EPOCH,
    updatedAt: moment(row, 'lastActionDateTime'),
    finishedAt: state === 'PENDING' || state === 'RUNNING' ? null : moment(row, 'completedDateTime'),
    cancelledBy: null,
    message: state === 'FAILED' && code !== null ? `Its provider gave it up with code ${code}.` : null,
  };
}
