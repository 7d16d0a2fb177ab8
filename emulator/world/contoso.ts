import { DEMO_TENANTS } from '../demoTenants.js';
import { contosoOddMachines, contosoOwnMachines, contosoPhones, contosoServers } from './contosoMachines.js';
import { contosoForgotten, contosoOddAccounts, contosoStaff } from './contosoPeople.js';
import { machine } from './machines.js';
import type { Machine } from './machines.js';
import type { Home, Person } from './people.js';

/** The first tenant, where the story is told: everybody and everything in it, by name. */
export const CONTOSO = contoso();

function contoso() {
  const [home] = DEMO_TENANTS;
  if (!home) throw new Error('The emulated world has no tenant: emulator/demoTenants.ts is empty.');
  return cast(home);
}

function cast(home: Home) {
  const staff = contosoStaff(home);
  const ownMachines = contosoOwnMachines(home, staff);
  const servers = contosoServers(home);
  const oddAccounts = contosoOddAccounts(home);
  return {
    home,
    staff,
    oddAccounts,
    forgotten: contosoForgotten(home),
    ownMachines,
    servers,
    phones: contosoPhones(home, staff),
    oddMachines: contosoOddMachines(home, staff),
    laptopOfMailDiffers: machine(home, 'LAP-ABERGMAN', { owner: oddAccounts.mailDiffers }),
    personNamed: (key: string): Person => named(staff, key, 'person'),
    machineOf: (ownerKey: string): Machine =>
      named(
        ownMachines.map((host) => ({ key: host.owner?.key ?? host.key, host })),
        ownerKey,
        'owner of a machine',
      ).host,
    serverNamed: (name: string): Machine => named(servers, name, 'server'),
  };
}

function named<T extends { readonly key: string }>(things: readonly T[], key: string, what: string): T {
  const found = things.find((thing) => thing.key === key);
  if (!found) throw new Error(`Contoso has no ${what} called ${key}: correct the name in the story or in the cast.`);
  return found;
}
