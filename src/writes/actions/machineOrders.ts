import type { Action } from '../../journal/Action.js';
import { catalogued } from '../../actions/catalogue.js';
import { marked, type FoundAction } from '../../sources/foundAction.js';
import type { MachineAction, MachineActionSource } from '../../sources/MachineActionSource.js';
import type { Desk } from '../Verb.js';
import type { Order, Performer, Placed, Progress } from './Order.js';
import { eachPlaced, notPlaced } from './placing.js';

/** Defender's clock and ours may differ. */
const SLACK_MS = 600_000;
const HOW_TO_LOOK =
  "Look at the machine's actions, in Defender or by securityActions, before ordering it again: what is ordered twice is done twice.";

/** Actions on machines: each a request of its own, for Defender for Endpoint has no batches. */
export function machineOrders(source: MachineActionSource): Performer {
  const look = (orders: readonly Order[], desk: Desk) => lookFor(orders, desk, source);
  return {
    place: eachPlaced((order, desk) => sendOne(order, desk, source), look, HOW_TO_LOOK),
    look,
    follow: async (actions, place) => {
      const since = Math.min(...actions.map(({ requestedAt }) => requestedAt)) - SLACK_MS;
      const ids = [...new Set(actions.flatMap(({ remoteId }) => remoteId ?? []))];
      const found = await source.byIds(place, ids, new Date(since).toISOString());
      const byId = new Map(found.map((one) => [one.remoteId.toLowerCase(), one]));
      return new Map(actions.map((action) => [action.id, progressOf(byId, action)]));
    },
    cancel: (remoteId, reason, place) => source.cancel(place, remoteId, reason),
  };
}

function progressOf(byId: ReadonlyMap<string, FoundAction>, { remoteId }: Action): Progress {
  const found = byId.get(remoteId?.toLowerCase() ?? '');
  return found && { state: found.state, message: found.message };
}

async function sendOne(order: Order, { place }: Desk, source: MachineActionSource): Promise<Placed> {
  const { kind, reason, actionId } = order;
  const body = { Comment: marked(reason, actionId), ...bodyOf(order) };
  try {
    const { noun, requestId } = await source.order(place, machineIdOf(order), catalogued(kind).word, body);
    return { ...placedAs(noun), requestId };
  } catch (thrown) {
    const placed = notPlaced(thrown);
    const isBadRequest = placed.kind === 'refused' && placed.error.facts.status === 400;
    return isBadRequest ? ((await underWay(order, source, place)) ?? placed) : placed;
  }
}

/** Defender refuses a second order of a kind while one is under way: ours joins that one, if it is the same. */
async function underWay(order: Order, source: MachineActionSource, place: Desk['place']): Promise<Placed | undefined> {
  const listed = await source.ofMachines(place, [machineIdOf(order)]).catch(() => []);
  const found = listed.find((one) => (one.state === 'PENDING' || one.state === 'RUNNING') && isSame(one, order));
  if (!found) return undefined;
  const message = 'Somebody else has ordered the same; it is this one.';
  return { ...placedAs(found), requestId: null, joined: true, message };
}

/** Another scan, or another file, is another action. */
function isSame({ kind, scope, file }: MachineAction, order: Order): boolean {
  const { IsolationType, ScanType, Sha1 } = bodyOf(order);
  const [wantedScope, wantedFile] = [IsolationType ?? ScanType, Sha1].map((word) => word?.toLowerCase());
  return (
    kind === order.kind &&
    (wantedScope === undefined || scope?.toLowerCase() === wantedScope) &&
    (wantedFile === undefined || file?.toLowerCase() === wantedFile)
  );
}

/** What we have sent carries our id. */
async function lookFor(
  orders: readonly Order[],
  { place }: Desk,
  source: MachineActionSource,
): Promise<(Placed | undefined)[]> {
  const listed = await source.ofMachines(place, orders.map(machineIdOf));
  const byReference = new Map(listed.map((found) => [found.reference, found]));
  return orders.map(({ actionId }) => {
    const found = byReference.get(actionId);
    return found && { ...placedAs(found), requestId: null };
  });
}

function placedAs({ state, remoteId, message }: FoundAction): Omit<Placed & { kind: 'placed' }, 'requestId'> {
  return { kind: 'placed', state, remoteId, message };
}

function machineIdOf({ address }: Order): string {
  if (address.by === 'machine') return address.machineId;
  throw new Error('An action on a machine has no machine.');
}

interface Body {
  readonly IsolationType?: string;
  readonly ScanType?: string;
  readonly Sha1?: string;
}

function bodyOf({ kind, parameters: { isolation, scan, sha1 } }: Order): Body {
  if (kind === 'ISOLATE_HOST') return { IsolationType: isolation === 'SELECTIVE' ? 'Selective' : 'Full' };
  if (kind === 'SCAN_HOST') return { ScanType: scan === 'FULL' ? 'Full' : 'Quick' };
  return kind === 'STOP_AND_QUARANTINE_FILE' ? { Sha1: sha1 ?? '' } : {};
}
