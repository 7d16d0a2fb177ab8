import type { DefenderMachine } from '../../schema/DefenderMachine.js';
import type { Host } from '../../schema/Host.js';
import type { HostVulnerability } from '../../schema/HostVulnerability.js';
import type { InvolvedUser, Match } from '../../schema/Involved.js';
import { shortName } from '../identity/keys.js';
import { keyText, KNOWN_BY, type IdentityKey, type Key } from '../pivots/Key.js';
import { EVERYTHING, type Want } from '../pivots/Want.js';
import {
  lastReports,
  readLoggedOn,
  readVulnerability,
  vulnerabilityQuery,
  type HuntedBy,
} from '../sources/huntedHosts.js';
import type { HuntingAnswer } from '../sources/HuntingSource.js';
import type { Place } from '../sources/Place.js';
import { text, type WireRecord } from '../sources/wire.js';
import { host, intuneOf } from './hosts.js';
import type { Operation } from './Operation.js';
import { readTogether, type Together } from './readTogether.js';
import type { Loaded, Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { inEachTenant } from './tenantwise.js';

const { defenderId: DEFENDER, intuneId: INTUNE } = KNOWN_BY;

/** The Defender record of a machine, the one that reported last where there are several. */
export const defenderOf: Relation = {
  load: async (keys, _want, _args, operation) => {
    const loaded = await machinesOf(keys, operation);
    return new Map([...loaded].map(([text, value]) => [text, Array.isArray(value) ? (value[0] ?? null) : value]));
  },
};

const machines: Together<readonly DefenderMachine[]> = {
  source: 'DEFENDER_MACHINES',
  remembered: new Remembered('defender', 'DefenderMachine', 'hosts'),
  read: findMachines,
};

/** All Defender records of each machine: by its Entra device id, or by Defender's own where that is all there is. */
export function machinesOf(keys: readonly Key[], operation: Operation): Promise<Loaded> {
  return inEachTenant(keys, operation, 'DEFENDER_MACHINES', async (place, own) => {
    const found = await readTogether(machines, operation, place, own.map(({ id }) => id), EVERYTHING); // prettier-ignore
    return new Map<string, unknown>(own.map((key) => [keyText(key), found.get(key.id) ?? null]));
  });
}

async function findMachines(
  { stores }: Operation,
  place: Place,
  ids: readonly string[],
): Promise<Map<string, DefenderMachine[] | Error>> {
  const { deviceIds, defenderIds } = divided(ids);
  const { defender } = stores.sources;
  const [byDevice, byMachine] = await Promise.all([
    defender.machines(place, 'aadDeviceId', deviceIds),
    defender.machines(place, 'id', defenderIds),
  ]);
  return new Map([...byDevice, ...[...byMachine].map(([id, value]) => [`${DEFENDER}${id}`, value] as const)]);
}

/** What is not patched on a machine, the worst first; null where Defender does not know the machine. */
export const vulnerabilitiesOf = hunted<HostVulnerability>({
  family: 'vulnerabilities',
  queryOf: vulnerabilityQuery,
  read: (rows, tenantId) => rows.flatMap((row) => readVulnerability(row, tenantId) ?? []),
});

/** Who was signed in when the machine last reported; null where Defender does not know the machine. */
export const loggedOnUsersOf = hunted<InvolvedUser>({
  family: 'loggedOnUsers',
  queryOf: (by) => lastReports(by, ['LoggedOnUsers']),
  read: (rows, tenantId) => rows.flatMap((row) => readLoggedOn(row, tenantId)),
});

interface Hunted<Value> {
  readonly family: string;
  readonly queryOf: (by: HuntedBy) => string;
  readonly read: (rows: readonly WireRecord[], tenantId: string) => Value[];
}

/** Something that one hunting query tells of all machines together. */
function hunted<Value>({ family, queryOf, read }: Hunted<Value>): Relation {
  const kept = new Remembered<readonly Value[] | null>(family, family, 'hosts');
  return {
    load: (keys, _want, { first }, operation) =>
      inEachTenant(keys, operation, 'HUNTING', async (place, own) => {
        const { tenantId } = place.tenant;
        const ids = own.map(({ id }) => id);
        const known = await kept.get(operation, place, ids, EVERYTHING);
        const open = ids.filter((id) => !known.has(id));
        const fresh = new Map<string, readonly Value[] | null>();
        if (open.length > 0) {
          const answer = await operation.stores.sources.hunting.run(place, queryOf(divided(open)));
          for (const id of open) {
            const rows = rowsOf(answer, id);
            fresh.set(id, rows.length > 0 ? read(rows, tenantId) : null);
          }
          await kept.put(operation, place, fresh, EVERYTHING);
        }
        operation.coverage.complete(tenantId, 'HUNTING');
        const shown = (id: string): readonly Value[] | null => known.get(id) ?? fresh.get(id) ?? null;
        const most = typeof first === 'number' ? first : undefined;
        return new Map(own.map((key) => [keyText(key), shown(key.id)?.slice(0, most) ?? null]));
      }),
  };
}

function rowsOf({ rows }: HuntingAnswer, id: string): readonly WireRecord[] {
  const [column, value] = id.startsWith(DEFENDER) ? ['DeviceId', id.slice(DEFENDER.length)] : ['AadDeviceId', id];
  return rows.filter((row) => text(row, column)?.toLowerCase() === value);
}

function divided(ids: readonly string[]): { deviceIds: string[]; defenderIds: string[] } {
  const isOwn = (id: string): boolean => id.startsWith(DEFENDER);
  return {
    deviceIds: ids.filter((id) => !isOwn(id)),
    defenderIds: ids.filter(isOwn).map((id) => id.slice(DEFENDER.length)),
  };
}

/**
 * How the records of a machine were joined: by which id, which other machines have its name, and what the records say
 * against each other. The three services are asked side by side.
 */
export const identityOf: Relation<IdentityKey> = {
  load: async (keys, want, _args, operation) => {
    const joins = keys.flatMap(({ join }) => join ?? []);
    const names = keys.flatMap(({ named }) => named);
    const [machines, enrolments, namesakes] = await Promise.all([
      machinesOf(joins.filter(({ id }) => !id.startsWith(INTUNE)), operation), // prettier-ignore
      intuneOf.load(joins.filter(({ id }) => !id.startsWith(DEFENDER)), NAME_ONLY, {}, operation), // prettier-ignore
      host.load(names, want, {}, operation),
    ]);
    return new Map(
      keys.map((key) => {
        const records = key.join ? [machines.get(keyText(key.join)), enrolments.get(keyText(key.join))] : [];
        const failed = [...records, namesakes.get(keyText(key.named))].find((one) => one instanceof Error);
        return [keyText(key), failed ?? identity(key, records, namesakes.get(keyText(key.named)))];
      }),
    );
  },
};

const NAME_ONLY: Want = { fieldsOf: () => new Set(['name']), shortcutsOf: () => new Set() };

function identity({ host: own, by }: IdentityKey, [machines, enrolment]: readonly unknown[], named: unknown): Match {
  const { entity, match } = (named ?? {}) as { entity?: Host | null; match?: Match | null };
  const all = [entity, ...((match?.candidates ?? []) as readonly Host[])];
  const candidates = all.filter((one): one is Host => !!one && one.id !== own.id);
  const conflict = conflicts(own.name, (machines ?? []) as readonly DefenderMachine[], enrolment).join(' ') || null;
  return { by, confidence: conflict === null ? 'EXACT' : 'STRONG', candidates, conflict };
}

function conflicts(name: string, machines: readonly DefenderMachine[], enrolment: unknown): string[] {
  const told: string[] = [];
  const isOther = (other: string | null | undefined): other is string =>
    !!other && shortName(other)?.toLowerCase() !== shortName(name)?.toLowerCase();
  const enrolled = (enrolment as { readonly name?: string | null } | null | undefined)?.name;
  if (isOther(enrolled)) told.push(`Intune calls it ${enrolled}.`);
  const [machine] = machines;
  if (isOther(machine?.dnsName)) told.push(`Defender calls it ${machine.dnsName}.`);
  if (machines.length > 1)
    told.push(`Defender has ${machines.length} records of it; the one that reported last is shown.`);
  return told;
}
