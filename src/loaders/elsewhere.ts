import type { HostRef } from '../../schema/references.js';
import { guid } from '../identity/guid.js';
import { shortName } from '../identity/keys.js';
import { hostReference } from '../pivots/Key.js';
import type { Want } from '../pivots/Want.js';
import { lastReports, readReportedHost } from '../sources/huntedHosts.js';
import type { FoundHost } from '../sources/HostSource.js';
import type { HuntingAnswer } from '../sources/HuntingSource.js';
import type { Place } from '../sources/Place.js';
import { text } from '../sources/wire.js';
import type { Operation } from './Operation.js';
import { failure } from './tenantwise.js';

/** More are not looked for one by one in one question: alerts rarely name that many machines that Entra does not know. */
const MAX_IN_INTUNE = 20;

/** What is left to ask by when Entra knows none of a machine's ids and names; null when nothing is. */
export function elsewhereKey({ deviceId, defenderId, intuneId = null, hostName, dnsName }: HostRef): string | null {
  const name = shortName(hostName) ?? shortName(dnsName);
  const keys = [guid(deviceId), defenderId?.toLowerCase() ?? null, intuneId?.toLowerCase() ?? null, name];
  return keys.some((key) => key !== null) ? JSON.stringify(keys) : null;
}

/**
 * Machines that Entra does not know by what was said of them: Intune may know their device id or their name, and Defender
 * knows the Entra id of those that are named by its own id alone. Intune's calls travel together; hunting is one query for
 * all of them. A tenant that lets us ask neither has none.
 *
 * @param values of {@link elsewhereKey}
 */
export async function elsewhere(
  operation: Operation,
  place: Place,
  values: readonly string[],
  want: Want,
): Promise<Map<string, FoundHost[] | Error>> {
  const sought = values.map((value) => ({ value, reference: referenceOf(value) }));
  const [reported, enrolled] = await Promise.all([
    byDefender(operation, place, sought.map(({ reference }) => reference.defenderId).filter(isText), want), // prettier-ignore
    byIntune(operation, place, sought.slice(0, MAX_IN_INTUNE)),
  ]);
  for (const [value, hosts] of await byReportedName(operation, place, sought, reported)) enrolled.set(value, hosts);
  return new Map(
    sought.map(({ value, reference: { defenderId } }) => {
      const own = reported instanceof Error ? reported : (reported.get(defenderId ?? '') ?? []);
      return [value, likeliest(own, enrolled.get(value) ?? [], defenderId)];
    }),
  );
}

/** A device of Entra before a record of Intune, and that before one of Defender: so every key leads to the same host. */
function likeliest(
  reported: FoundHost[] | Error,
  enrolled: FoundHost[] | Error,
  defenderId: string | null,
): FoundHost[] | Error {
  const isInEntra = !(reported instanceof Error) && reported.some(({ graphId }) => graphId !== null);
  if (isInEntra) return reported;
  if (enrolled instanceof Error) return enrolled;
  if (enrolled.length === 0) return reported;
  return enrolled.map((host) => (defenderId === null ? host : { ...host, defenderId }));
}

interface Sought {
  readonly value: string;
  readonly reference: HostRef;
}

function referenceOf(value: string): HostRef {
  const [deviceId, defenderId, intuneId, hostName] = JSON.parse(value) as (string | null)[];
  return hostReference({
    deviceId: deviceId ?? null,
    defenderId: defenderId ?? null,
    intuneId: intuneId ?? null,
    hostName: hostName ?? null,
  });
}

/** By Defender id: the Entra device that Defender knows it as, or what Defender alone can tell of it. */
async function byDefender(
  operation: Operation,
  place: Place,
  defenderIds: readonly string[],
  want: Want,
): Promise<Map<string, FoundHost[]> | Error> {
  const { tenantId } = place.tenant;
  if (defenderIds.length === 0) return new Map();
  try {
    const refused = operation.refusalOf(tenantId, 'HUNTING');
    if (refused) throw refused;
    const query = lastReports({ deviceIds: [], defenderIds }, ['OSPlatform', 'OSVersion']);
    const answer = await operation.stores.sources.hunting.run(place, query);
    operation.coverage.complete(tenantId, 'HUNTING');
    return await asEntraKnows(operation, place, answer, want);
  } catch (thrown) {
    return failure(operation, tenantId, 'HUNTING', thrown) ?? new Map<string, FoundHost[]>();
  }
}

/** What Defender reported, by its ids, each machine as Entra knows it where it does. */
async function asEntraKnows(
  { stores }: Operation,
  place: Place,
  answer: HuntingAnswer,
  want: Want,
): Promise<Map<string, FoundHost[]> | Error> {
  const entraIds = answer.rows.map((row) => guid(text(row, 'AadDeviceId'))).filter(isText);
  const devices = entraIds.length > 0 ? await stores.sources.hosts.find(place, 'DEVICE_ID', entraIds, want) : null;
  const found = new Map<string, FoundHost[]>();
  for (const row of answer.rows) {
    const host = readReportedHost(row, place.tenant.tenantId, answer);
    const entra = devices?.get(guid(text(row, 'AadDeviceId')) ?? '');
    if (!host?.defenderId) continue;
    const { defenderId } = host;
    if (entra instanceof Error) return entra;
    found.set(defenderId, entra && entra.length > 0 ? entra.map((one) => reportedAs(one, defenderId)) : [host]);
  }
  return found;
}

function reportedAs(host: FoundHost, defenderId: string): FoundHost {
  return { ...host, defenderId, foundBy: 'DEFENDER_ID' };
}

/** By Intune id, by the Entra device id that Intune keeps, or by name. */
async function byIntune(
  operation: Operation,
  place: Place,
  sought: readonly Sought[],
): Promise<Map<string, FoundHost[] | Error>> {
  const found = new Map<string, FoundHost[] | Error>();
  const { tenantId } = place.tenant;
  if (operation.refusalOf(tenantId, 'MANAGED_DEVICES')) return found;
  await Promise.all(
    sought.map(async ({ value, reference }) => {
      try {
        found.set(value, await enrolled(operation, place, reference));
      } catch (thrown) {
        const error = failure(operation, tenantId, 'MANAGED_DEVICES', thrown);
        if (error) found.set(value, error);
      }
    }),
  );
  return found;
}

/** Who was named by Defender's id alone may be known to Intune by the name that Defender has now told. */
async function byReportedName(
  operation: Operation,
  place: Place,
  sought: readonly Sought[],
  reported: ReadonlyMap<string, FoundHost[]> | Error,
): Promise<Map<string, FoundHost[] | Error>> {
  if (reported instanceof Error) return new Map();
  const named = sought.flatMap(({ value, reference }) => {
    const [host] = reported.get(reference.defenderId ?? '') ?? [];
    const isNew = host?.graphId === null && reference.hostName === null && reference.deviceId === null;
    return isNew ? [{ value, reference: hostReference({ hostName: shortName(host.name) }) }] : [];
  });
  return byIntune(operation, place, named.slice(0, MAX_IN_INTUNE));
}

async function enrolled(operation: Operation, place: Place, reference: HostRef): Promise<FoundHost[]> {
  const { intune } = operation.stores.sources;
  const { deviceId, intuneId, hostName } = reference;
  const answers = await Promise.all([
    intuneId ? intune.hostById(place, intuneId) : [],
    deviceId ? intune.hosts(place, 'azureADDeviceId', deviceId) : [],
    hostName ? intune.hosts(place, 'deviceName', hostName) : [],
  ]);
  return answers.find((hosts) => hosts.length > 0) ?? [];
}

function isText(value: string | null): value is string {
  return value !== null;
}
