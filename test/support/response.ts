import type { RequestRecord } from '../../emulator/startEmulator.js';
import { CAST } from '../../emulator/world/cast.js';
import { globalId } from '../../src/util/globalId.js';
import { isBatch, openHouse, type House, type Told } from './house.js';
import { SkippingClock } from './SkippingClock.js';

const INVOKE = `mutation Invoke($actions: [ActionInput!]!, $reason: String!, $dryRun: Boolean, $key: String) {
  invokeActions(actions: $actions, reason: $reason, dryRun: $dryRun, idempotencyKey: $key) {
    job { id isFinished finished total }
    outcomes {
      __typename
      ... on Outcome { id }
      ... on ActionAccepted { joined action { ...Shown } }
      ... on ActionRefused { code message candidates action { ...Shown } }
      ... on ActionPending { message action { ...Shown } }
      ... on ActionPreview {
        kind targetKind targetLabel runsAt reversedBy permission { name isGranted } warnings
        isDisabledAlready isServiceAccount isServer isDomainController isPrivileged openAlerts
        owners { displayName } devices { name } host { name } user { displayName }
      }
    }
  }
}
fragment Shown on SecurityAction { id kind state runsAt target targetLabel reason requestedBy remoteId message isOurs finishedAt }`;
export const CANCEL = `mutation Cancel($id: ID!, $reason: String!) {
  cancelAction(id: $id, reason: $reason) {
    outcomes { __typename ... on ActionAccepted { action { id state cancelledBy } } ... on ActionRefused { code message } }
  }
}`;
export const LIST = `query ($filter: ActionFilter, $tenants: [String!], $first: Int, $after: Cursor) {
  securityActions(filter: $filter, tenants: $tenants, first: $first, after: $after) {
    nodes { id kind kindRaw state isOurs reason requestedAt host { name } user { displayName } observable { value } }
    pageInfo { hasNextPage endCursor }
    coverage { source state }
  }
}`;

export const { tenantId } = CAST;
export const hostId = ({ deviceId }: { readonly deviceId: string }): string => globalId('Host', tenantId, deviceId);
export const userIdOf = ({ id }: { readonly id: string }): string => globalId('User', tenantId, id);
export const appId = (id: string): string => globalId('ServicePrincipal', tenantId, id);
export const reason = 'Token theft at LAP-PLINDQVIST.';

// Outcomes are as manifold as actions; stories say what they expect of them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function outcomes({ data }: Told): any[] {
  return (data.invokeActions ?? data.cancelAction).outcomes;
}

/** What was asked of Graph and Defender that changes something: method and path. */
export function written(requests: readonly RequestRecord[]): string[] {
  return requests
    .flatMap((request): readonly { method: string; url: string }[] => (isBatch(request) ? request.parts : [request]))
    .filter(({ method, url }) => method !== 'GET' && !/getByIds|runHuntingQuery/.test(url))
    .map(({ method, url }) => `${method} ${url}`);
}

/** A house whose response actions can be brought to their end. */
export class ResponseHouse {
  private constructor(
    readonly house: House,
    readonly clock: SkippingClock,
    /** Everything that Graph and Defender have received since the beginning. */
    readonly seen: RequestRecord[],
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<ResponseHouse> {
    const clock = new SkippingClock();
    const seen: RequestRecord[] = [];
    const emulator = { onRequest: (request: RequestRecord) => void seen.push(request) };
    return new ResponseHouse(await openHouse({ clock, env, emulator }), clock, seen);
  }

  invoke(actions: readonly object[], more: object = {}): Promise<Told> {
    return this.house.ask(INVOKE, { actions, reason, ...more });
  }

  /** Lets the emulated services come to an end, and the follower see it. */
  async settle(): Promise<void> {
    this.house.emulator.clock.advance(40_000);
    this.clock.skip(300_000);
    const giveUpAt = performance.now() + 4000;
    for (;;) {
      const { data } = await this.house.ask(LIST, { filter: { isOurs: true, state: ['PENDING', 'RUNNING'] } });
      if (data.securityActions.nodes.length === 0) return;
      if (performance.now() > giveUpAt) throw new Error('Something of ours goes on for ever.');
    }
  }

  async stateOf(id: string): Promise<unknown> {
    const query = 'query ($id: ID!) { node(id: $id) { ... on SecurityAction { state } } }';
    return (await this.house.ask(query, { id })).data.node.state;
  }
}
