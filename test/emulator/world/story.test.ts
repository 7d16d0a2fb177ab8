import { createHash } from 'node:crypto';
import { DEMO_TENANTS } from '../../../emulator/demoTenants.js';
import { CAST } from '../../../emulator/world/cast.js';
import { createWorld } from '../../../emulator/world/createWorld.js';
import { FUTURE_EVIDENCE_TYPE } from '../../../emulator/world/evidence/evidence.js';
import { EVIDENCE_KINDS } from '../../../emulator/world/evidence/members.js';
import { cloudSidOf } from '../../../emulator/world/people.js';
import type { Row, TenantWorld, World } from '../../../emulator/world/World.js';
import { matchesOf, objectsIn, referencesIn } from './references.js';

const START = new Date('2026-11-24T08:00:00Z');
const DAY_MS = 86_400_000;

function world(seed = 'story'): World {
  return createWorld({ seed, startAt: START, scale: 'story', live: false });
}

function tenantNamed(name: string, of = world()): TenantWorld {
  const tenant = [...of.tenants.values()].find((candidate) => candidate.displayName === name);
  if (!tenant) throw new Error(`The world has no tenant ${name}.`);
  return tenant;
}

function alertOf(tenant: TenantWorld, id: string | undefined): Row {
  const alert = tenant.alerts.get(id ?? '');
  if (!alert) throw new Error(`Contoso has no alert ${String(id)}.`);
  return alert;
}

const contoso = tenantNamed('Contoso');
const times = (rows: Iterable<Row>): string[] => [...rows].map((row) => String(row['createdDateTime']).slice(0, -1));

describe('Contoso', () => {
  test('has 250 alerts in 30 incidents over the last seven days, newest first', () => {
    const created = times(contoso.alerts);

    expect(contoso.alerts.size).toBe(250);
    expect(contoso.incidents.size).toBe(30);
    expect(created).toEqual([...created].sort().reverse());
    expect(Date.parse(`${created.at(-1) ?? ''}Z`)).toBeGreaterThanOrEqual(START.getTime() - 7 * DAY_MS);
    expect(Date.parse(`${created[0] ?? ''}Z`)).toBeLessThanOrEqual(START.getTime());
  });

  test('has about 60 people, 80 devices in Entra and 70 in Intune', () => {
    expect(contoso.users.size).toBe(66);
    expect(contoso.devices.size).toBe(80);
    expect(contoso.managedDevices.size).toBe(72);
  });

  test('every alert belongs to an incident that exists, and every incident but the redirected one has alerts', () => {
    const incidentIds = new Set([...contoso.incidents].map((incident) => incident.id));
    const used = new Set([...contoso.alerts].map((alert) => String(alert['incidentId'])));

    expect([...used].filter((id) => !incidentIds.has(id))).toEqual([]);
    expect([...incidentIds].filter((id) => !used.has(id))).toEqual([CAST.incidents.redirected]);
  });

  test('nothing happens after the start, and nothing is updated before it was created', () => {
    const rows = [...contoso.alerts, ...contoso.incidents];
    const wrong = rows.filter((row) => {
      const [created, updated] = [
        Date.parse(String(row['createdDateTime'])),
        Date.parse(String(row['lastUpdateDateTime'])),
      ];
      return created > updated || updated > START.getTime();
    });

    expect(wrong.map((row) => row.id)).toEqual([]);
  });

  test('the newest fifty alerts name about 60 people and 60 machines, each by a key that leads to exactly one record', () => {
    const references = [...contoso.alerts].slice(0, 50).flatMap((alert) => referencesIn(alert));
    const distinct = new Map(
      references.map((reference) => [`${reference.of}/${reference.by}/${reference.key}`, reference]),
    );
    const count = (of: string): number => [...distinct.values()].filter((reference) => reference.of === of).length;

    expect([...distinct.values()].filter((reference) => matchesOf(contoso, reference) !== 1)).toEqual([]);
    expect(count('user')).toBeGreaterThanOrEqual(54);
    expect(count('user')).toBeLessThanOrEqual(60);
    expect(count('host')).toBeGreaterThanOrEqual(54);
    expect(count('host')).toBeLessThanOrEqual(62);
  });

  test.each(['story', 'a', 'b', 'c', 'demo'])(
    'with seed %s the people and machines of the newest fifty alerts are asked for in at most 11 requests of 15 keys',
    (seed) => {
      const alerts = [...tenantNamed('Contoso', world(seed)).alerts].slice(0, 50);
      const keys = new Map<string, Set<string>>();
      for (const { of, by, key } of alerts.flatMap((alert) => referencesIn(alert))) {
        keys.set(`${of}/${by}`, (keys.get(`${of}/${by}`) ?? new Set()).add(key));
      }

      const requests = [...keys.values()].reduce((sum, kind) => sum + Math.ceil(kind.size / 15), 0);

      expect([...keys.keys()].sort()).toEqual(['host/deviceId', 'host/name', 'user/id', 'user/sid', 'user/upn']);
      expect(requests).toBeLessThanOrEqual(11);
    },
  );

  test('all 48 kinds of evidence occur, the base type, and one that nobody knows yet', () => {
    const types = new Set(
      [...contoso.alerts].flatMap((alert) => objectsIn(alert['evidence']).map((part) => part['@odata.type'])),
    );

    expect(EVIDENCE_KINDS).toHaveLength(48);
    expect(
      [...EVIDENCE_KINDS, 'alertEvidence'].filter((kind) => !types.has(`#microsoft.graph.security.${kind}`)),
    ).toEqual([]);
    expect(types.has(FUTURE_EVIDENCE_TYPE)).toBe(true);
  });

  test('evidence names services of every kind that the story needs', () => {
    const sources = new Set([...contoso.alerts].map((alert) => alert['serviceSource']));

    expect([...sources].sort()).toEqual([
      'azureAdIdentityProtection',
      'dataLossPrevention',
      'microsoft365Defender',
      'microsoftAppGovernance',
      'microsoftDefenderForCloud',
      'microsoftDefenderForCloudApps',
      'microsoftDefenderForEndpoint',
      'microsoftDefenderForIdentity',
      'microsoftDefenderForOffice365',
      'microsoftInsiderRiskManagement',
      'microsoftSecurityForAI',
      'microsoftSentinel',
      'microsoftThreatIntelligence',
    ]);
  });

  test('rows of one table have the same properties, and none of them is undefined', () => {
    const { users, groups, devices, managedDevices, servicePrincipals, riskyUsers, alerts, incidents } = contoso;
    for (const rows of [users, groups, devices, managedDevices, servicePrincipals, riskyUsers, alerts, incidents]) {
      const shapes = new Set([...rows].map((row) => Object.keys(row).sort().join()));

      expect(shapes.size).toBe(1);
      expect([...rows].flatMap((row) => Object.values(row)).includes(undefined)).toBe(false);
    }
  });
});

describe('The cast', () => {
  test('the chain of managers leads from the clerk over her lead and the CFO to the CEO and ends there', () => {
    expect(contoso.managerOf(CAST.clerk.id)).toBe(CAST.clerksManager.id);
    expect(contoso.managerOf(CAST.clerksManager.id)).toBe(CAST.cfo.id);
    expect(contoso.managerOf(CAST.cfo.id)).toBe(CAST.ceo.id);
    expect(contoso.managerOf(CAST.ceo.id)).toBeUndefined();
    expect(contoso.directReportsOf(CAST.clerksManager.id)).toContain(CAST.clerk.id);
  });

  test('the clerk owns her laptop, in Entra and in Intune', () => {
    expect(contoso.registeredOwnersOf(CAST.clerkLaptop.objectId)).toEqual([CAST.clerk.id]);
    expect(contoso.ownedDevicesOf(CAST.clerk.id)).toContain(CAST.clerkLaptop.objectId);
    expect(contoso.managedDevicesOf(CAST.clerk.id)).toContain(CAST.clerkLaptop.intuneId);
    expect(contoso.devices.get(CAST.clerkLaptop.objectId)?.['deviceId']).toBe(CAST.clerkLaptop.deviceId);
  });

  test('groups are nested, and a role-assignable one exists', () => {
    expect(contoso.memberOf(CAST.clerk.id)).toContain(CAST.groups.finance);
    expect(contoso.memberOf(CAST.groups.finance)).toEqual([CAST.groups.allStaff, CAST.groups.financeShare]);
    expect(contoso.groups.get(CAST.groups.privilegedAdmins)?.['isAssignableToRole']).toBe(true);
    expect(contoso.membersOf(CAST.groups.globalAdministrators)).toContain(CAST.oddAccounts.restricted.id);
  });

  test('the attack is told in order, under one incident, with the same address from mail to token', () => {
    const alerts = Object.values(CAST.attack).map((id) => alertOf(contoso, id));
    const addresses = (name: string): unknown[] =>
      objectsIn(alertOf(contoso, CAST.attack[name])['evidence']).flatMap((part) => part['ipAddress'] ?? []);

    expect(times(alerts)).toEqual(times(alerts).sort());
    expect(new Set(alerts.map((alert) => alert['incidentId']))).toEqual(new Set([CAST.incidents.attack]));
    expect(addresses('phish')).toContain('203.0.113.77');
    expect(addresses('anomalous-token')).toContain('203.0.113.77');
  });

  test('the clerk and the administrator are risky, the clerk at risk and the administrator confirmed', () => {
    expect(contoso.riskyUsers.get(CAST.clerk.id)).toMatchObject({ riskLevel: 'high', riskState: 'atRisk' });
    expect(contoso.riskyUsers.get(CAST.admin.id)).toMatchObject({ riskState: 'confirmedCompromised' });
  });
});

describe('Persona alerts', () => {
  const keysOf = (name: keyof typeof CAST.personas) => referencesIn(alertOf(contoso, CAST.personas[name].alertId));

  test('are older than the newest fifty', () => {
    const fresh = new Set([...contoso.alerts].slice(0, 50).map((alert) => alert.id));

    expect(Object.values(CAST.personas).filter(({ alertId }) => fresh.has(alertId))).toEqual([]);
  });

  test.each([
    ['netBiosNameOnly', 'name', 1],
    ['defenderIdOnly', 'defenderId', 0],
    ['sidOnly', 'sid', 1],
    ['accountNameOnly', 'accountName', 1],
    ['guest', 'id', 1],
    ['disabled', 'id', 1],
    ['restricted', 'id', 1],
    ['deleted', 'id', 0],
    ['deletedThenRecreated', 'id', 0],
    ['twoDevicesOfOneName', 'name', 2],
    ['staleDevice', 'deviceId', 1],
    ['entraOnly', 'deviceId', 1],
    ['intuneOnly', 'deviceId', 0],
    ['unregistered', 'name', 0],
    ['unknownDevice', 'deviceId', 0],
  ] as const)('%s is named by %s and leads to %i records', (name, by, matches) => {
    const [reference] = keysOf(name);

    expect(reference?.by).toBe(by);
    expect(reference && matchesOf(contoso, reference)).toBe(matches);
  });

  test('the recreated account is found by its name under a new id', () => {
    const { recreated } = CAST.oddAccounts;
    const [account] = objectsIn(alertOf(contoso, CAST.personas.deletedThenRecreated.alertId)['evidence']).filter(
      (part) => part['azureAdUserId'] === recreated.formerId,
    );

    expect(account?.['userPrincipalName']).toBe(recreated.userPrincipalName);
    expect(contoso.users.get(recreated.id)?.['userPrincipalName']).toBe(recreated.userPrincipalName);
  });

  test('the cloud SID belongs to the person’s object id', () => {
    const { alertId, person } = CAST.personas.cloudSidOnly;
    const sids = objectsIn(alertOf(contoso, alertId)['evidence']).flatMap((part) => part['userSid'] ?? []);

    expect(sids).toEqual([cloudSidOf(person.id)]);
    expect(contoso.users.get(person.id)?.['securityIdentifier']).toBe(sids[0]);
  });

  test('a cloud SID is computed as in the published example', () => {
    expect(cloudSidOf('6f3c8a10-5b1e-4d2a-9c77-0123456789ab')).toBe(
      'S-1-12-1-1866238480-1294621470-587298716-2877908805',
    );
  });

  test('the guest has #EXT# in its name, the service account no mail, the emergency account is restricted', () => {
    const { guest, withoutMail, restricted, disabled, mailDiffers } = CAST.oddAccounts;

    expect(contoso.users.get(guest.id)).toMatchObject({ userType: 'Guest' });
    expect(guest.userPrincipalName).toContain('#EXT#');
    expect(contoso.users.get(withoutMail.id)).toMatchObject({ mail: null, onPremisesSamAccountName: 'svc-backup' });
    expect(contoso.users.get(restricted.id)).toMatchObject({ isManagementRestricted: true });
    expect(contoso.users.get(disabled.id)).toMatchObject({ accountEnabled: false });
    expect(mailDiffers.mail).not.toBe(mailDiffers.userPrincipalName);
  });

  test('Intune has a machine that Entra does not know and one that is not registered', () => {
    const { intuneOnly, unregistered, entraOnly } = CAST.oddMachines;

    expect(contoso.managedDevices.get(intuneOnly.intuneId)?.['azureADDeviceId']).toBe(intuneOnly.deviceId);
    expect(contoso.devices.get(intuneOnly.objectId)).toBeUndefined();
    expect(contoso.managedDevices.get(unregistered.intuneId)?.['azureADDeviceId']).toBe(
      '00000000-0000-0000-0000-000000000000',
    );
    expect(contoso.devices.get(entraOnly.objectId)).toBeDefined();
    expect(contoso.managedDevices.get(entraOnly.intuneId)).toBeUndefined();
  });
});

describe('The other tenants', () => {
  test('are four in all, under the ids of the demo tenants', () => {
    expect([...world().tenants.keys()]).toEqual(DEMO_TENANTS.map((tenant) => tenant.tenantId));
  });

  test('Fabrikam has neither Entra P2 nor Intune, so no risky users and no managed devices', () => {
    const fabrikam = tenantNamed('Fabrikam');

    expect(fabrikam.licences).toMatchObject({ entraP1: true, entraP2: false, intune: false, defender: true });
    expect([fabrikam.riskyUsers.size, fabrikam.managedDevices.size]).toEqual([0, 0]);
    expect(fabrikam.users.size).toBe(20);
    expect([...fabrikam.alerts].some((alert) => alert['serviceSource'] === 'azureAdIdentityProtection')).toBe(false);
  });

  test('Northwind has no Defender and did not consent to incidents and risky users', () => {
    const northwind = tenantNamed('Northwind');

    expect(northwind.licences.defender).toBe(false);
    expect(northwind.granted).toContain('SecurityAlert.Read.All');
    expect(northwind.granted.filter((role) => /^(SecurityIncident|IdentityRiskyUser)\./.test(role))).toEqual([]);
    expect(northwind.alerts.size).toBe(12);
  });

  test('Adatum Federal is in the US Government cloud', () => {
    expect(tenantNamed('Adatum Federal')).toMatchObject({ cloud: 'US_GOV_L4' });
    expect(tenantNamed('Adatum Federal').users.size).toBe(15);
  });
});

describe('The seed', () => {
  const fingerprint = (of: World): string => {
    const hash = createHash('sha256');
    for (const tenant of of.tenants.values()) {
      const { users, groups, devices, managedDevices, riskyUsers, alerts, incidents, servicePrincipals } = tenant;
      for (const rows of [users, groups, devices, managedDevices, riskyUsers, alerts, incidents, servicePrincipals]) {
        hash.update(JSON.stringify([...rows]));
      }
    }
    return hash.digest('hex');
  };

  test('makes the same world twice, byte for byte', () => {
    expect(fingerprint(world('one'))).toBe(fingerprint(world('one')));
  });

  test('makes another world when it is another seed, with the same cast', () => {
    expect(fingerprint(world('one'))).not.toBe(fingerprint(world('two')));
    expect(tenantNamed('Contoso', world('two')).alerts.get(CAST.attack['phish'] ?? '')).toBeDefined();
  });
});
