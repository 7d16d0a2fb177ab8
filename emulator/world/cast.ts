import { CONTOSO } from './contoso.js';
import { ATTACKERS_APP, BACKUP_APP } from './apps.js';
import { TOLD_INCIDENTS } from './contosoTenant.js';
import { groupIdOf, roleIdOf } from './groups.js';
import type { Machine } from './machines.js';
import type { Person } from './people.js';
import { STORY } from './story.js';
import { EXHIBITS } from './story/exhibits.js';
import { PERSONAS } from './story/personas.js';
import { stepAlertId } from './story/Step.js';
import type { Step } from './story/Step.js';

/**
 * Names and ids that tests and examples may rely on: they are the same for every seed and every start.
 * Everything here belongs to the first tenant of the `story` world.
 */
interface CastPerson {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly department: string | null;
  readonly accountName: string;
  readonly onPremisesSid: string | null;
}

interface CastMachine {
  /** Entra object id. */
  readonly objectId: string;
  /** Entra device id. */
  readonly deviceId: string;
  readonly intuneId: string;
  readonly defenderId: string;
  readonly name: string;
}

const personNamed = (key: string): CastPerson => castPerson(CONTOSO.personNamed(key));
const { oddAccounts, oddMachines, forgotten, home } = CONTOSO;

export const CAST = {
  tenantId: home.tenantId,
  /** The managers' tree ends here. */
  ceo: personNamed('miriam.okafor'),
  clerk: personNamed('pia.lindqvist'),
  clerksManager: personNamed('isabel.romero'),
  cfo: personNamed('henrik.dahl'),
  admin: personNamed('ravi.menon'),
  adminsManager: personNamed('oskar.nilsson'),
  socLead: personNamed('nadia.novak'),
  socAnalyst: personNamed('tomas.reyes'),
  clerkLaptop: castMachine(CONTOSO.machineOf('pia.lindqvist')),
  adminLaptop: castMachine(CONTOSO.machineOf('ravi.menon')),
  fileServer: castMachine(CONTOSO.serverNamed('FS01')),
  domainController: castMachine(CONTOSO.serverNamed('DC01')),
  /** The file servers' operators and the groups inside groups. */
  groups: {
    finance: groupIdOf(home, 'dept-Finance'),
    allStaff: groupIdOf(home, 'all-staff'),
    financeShare: groupIdOf(home, 'finance-share'),
    privilegedAdmins: groupIdOf(home, 'privileged-admins'),
    globalAdministrators: roleIdOf(home, 'Global Administrator'),
  },
  apps: {
    attackers: { appId: ATTACKERS_APP.appId, objectId: ATTACKERS_APP.objectId },
    backup: { appId: BACKUP_APP.appId, objectId: BACKUP_APP.objectId },
  },
  oddAccounts: {
    guest: castPerson(oddAccounts.guest),
    disabled: castPerson(oddAccounts.disabled),
    /** Known to its alert by sAMAccountName only; has no mail. */
    withoutMail: castPerson(oddAccounts.withoutMail),
    restricted: castPerson(oddAccounts.restricted),
    mailDiffers: castPerson(oddAccounts.mailDiffers),
    recreated: { ...castPerson(oddAccounts.recreated), formerId: forgotten.formerIdOfRecreated },
    deleted: forgotten.deleted,
  },
  oddMachines: {
    twinLive: castMachine(oddMachines.twinLive),
    twinStale: castMachine(oddMachines.twinStale),
    entraOnly: castMachine(oddMachines.entraOnly),
    intuneOnly: castMachine(oddMachines.intuneOnly),
    unregistered: castMachine(oddMachines.unregistered),
    knownToDefenderOnly: castMachine(oddMachines.knownToDefenderOnly),
  },
  incidents: TOLD_INCIDENTS,
  /** Ids of the alerts of the attack, in the order in which they happened, by name: `phish`, `click`, … */
  attack: idsOf(STORY),
  /** Ids of alerts that show rare kinds of evidence, by name. */
  exhibits: idsOf(EXHIBITS),
  /** One alert per way of naming somebody that is hard to resolve. */
  personas: {
    netBiosNameOnly: {
      alertId: stepAlertId(PERSONAS.netBiosNameOnly),
      machine: castMachine(CONTOSO.machineOf('marco.rossi')),
    },
    defenderIdOnly: { alertId: stepAlertId(PERSONAS.defenderIdOnly) },
    sidOnly: { alertId: stepAlertId(PERSONAS.sidOnly), person: personNamed('jonas.weber') },
    cloudSidOnly: { alertId: stepAlertId(PERSONAS.cloudSidOnly), person: personNamed('daniel.park') },
    servicePrincipal: { alertId: stepAlertId(PERSONAS.servicePrincipal) },
    accountNameOnly: { alertId: stepAlertId(PERSONAS.accountNameOnly), person: castPerson(oddAccounts.withoutMail) },
    guest: { alertId: stepAlertId(PERSONAS.guest) },
    disabled: { alertId: stepAlertId(PERSONAS.disabled) },
    restricted: { alertId: stepAlertId(PERSONAS.restricted) },
    mailDiffers: { alertId: stepAlertId(PERSONAS.mailDiffers) },
    deletedThenRecreated: { alertId: stepAlertId(PERSONAS.deletedThenRecreated) },
    deleted: { alertId: stepAlertId(PERSONAS.deleted) },
    twoDevicesOfOneName: { alertId: stepAlertId(PERSONAS.twoDevicesOfOneName) },
    staleDevice: { alertId: stepAlertId(PERSONAS.staleDevice) },
    entraOnly: { alertId: stepAlertId(PERSONAS.entraOnly) },
    intuneOnly: { alertId: stepAlertId(PERSONAS.intuneOnly) },
    unregistered: { alertId: stepAlertId(PERSONAS.unregistered) },
    unknownDevice: { alertId: stepAlertId(PERSONAS.unknownDevice) },
    systemAccount: { alertId: stepAlertId(PERSONAS.systemAccount) },
    /** Two people known by sAMAccountName only, signed in to a machine. */
    loggedOnUsers: { alertId: stepAlertId(PERSONAS.loggedOnUsers) },
  },
} as const;

function castPerson(who: Person): CastPerson {
  const { id, displayName, userPrincipalName, mail, department, accountName, onPremisesSid } = who;
  return { id, displayName, userPrincipalName, mail, department, accountName, onPremisesSid };
}

function castMachine(host: Machine): CastMachine {
  const { objectId, deviceId, intuneId, defenderId, name } = host;
  return { objectId, deviceId, intuneId, defenderId, name };
}

function idsOf(steps: readonly Step[]): Readonly<Record<string, string>> {
  return Object.fromEntries(steps.map((step) => [step.name, stepAlertId(step)]));
}
