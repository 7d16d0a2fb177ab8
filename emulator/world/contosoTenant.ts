import type { DemoTenant } from '../demoTenants.js';
import { contosoApps } from './apps.js';
import { ALL_CONSENTS } from './consents.js';
import { CONTOSO } from './contoso.js';
import { everydayAlerts } from './everyday.js';
import { contosoGroups, departmentGroups, directoryRoles, groupIdOf } from './groups.js';
import { incidentOf } from './incidents.js';
import type { Machine } from './machines.js';
import type { Site } from './noise.js';
import type { Person } from './people.js';
import { seededRandom } from './random.js';
import { everydayRisks, riskOf } from './risk.js';
import { incidentRow } from './rows/security.js';
import { STORY } from './story.js';
import { toldAccess } from './story/access.js';
import { EXHIBITS } from './story/exhibits.js';
import { PERSONAS } from './story/personas.js';
import { alertOfStep } from './story/Step.js';
import type { Step } from './story/Step.js';
import { NewestFirstRows } from './tables.js';
import type { TenantPlan } from './tenant.js';
import { HOUR_MS, ticks } from './time.js';
import type { Row } from './World.js';

const ALERTS = 250;
const INCIDENTS = 30;
const DAYS = 7;

/** Numbers of the incidents that are told, not drawn. */
export const TOLD_INCIDENTS = { attack: '4210', redirected: '4211', exhibits: '4212', personas: '4213' } as const;
const FIRST_EVERYDAY_INCIDENT = 4214;

/** The first tenant: the attack, the odd cases, and the noise around them. */
export function contosoTenant(tenant: DemoTenant, seed: string, startMs: number): TenantPlan {
  const { staff, oddAccounts, ...contoso } = CONTOSO;
  const random = seededRandom(`${seed}/contoso`);
  const people = [...staff, ...Object.values(oddAccounts)];
  const machines = [
    ...contoso.ownMachines,
    ...contoso.servers,
    ...contoso.phones,
    contoso.laptopOfMailDiffers,
    ...Object.values(contoso.oddMachines),
  ];
  const site = siteOf(random.shuffled(contoso.ownMachines));
  const { alerts, incidents } = security(site, seed, startMs);
  return {
    tenant,
    granted: ALL_CONSENTS,
    licences: { entraP1: true, entraP2: true, intune: true, defender: true, threatIntelligence: true },
    countryLetterCode: 'DE',
    people,
    machines,
    groups: [
      ...departmentGroups(tenant, people, startMs),
      ...contosoGroups(tenant, contoso.personNamed, contoso.ownMachines, startMs),
    ],
    roles: rolesOf(tenant),
    apps: contosoApps(tenant, contoso.personNamed('samuel.osei'), startMs),
    riskyUsers: risks(people, startMs, seed),
    told: toldAccess(startMs),
    alerts: new NewestFirstRows(alerts),
    incidents: new NewestFirstRows(incidents),
    site,
  };
}

/** The machines that have their turn first are known by few enough Entra ids to be asked for in three requests of 15. */
const DEALT_FIRST_BY_ID = 36;

/** Servers that strangers knock at. */
const FACING_THE_INTERNET = ['WEB01', 'ADFS01'] as const;

function siteOf(shuffled: readonly Machine[]): Site {
  const byId = shuffled.filter((host) => host.namedBy === 'deviceId');
  const byName = shuffled.filter((host) => host.namedBy !== 'deviceId');
  const first = new Set([...byId.slice(0, DEALT_FIRST_BY_ID), ...byName]);
  return {
    home: CONTOSO.home,
    people: CONTOSO.staff,
    machines: [...shuffled.filter((host) => first.has(host)), ...shuffled.filter((host) => !first.has(host))],
    servers: FACING_THE_INTERNET.map((name) => CONTOSO.serverNamed(name)),
    analysts: ['nadia.novak', 'tomas.reyes', 'aiko.mori'].map((key) => CONTOSO.personNamed(key).userPrincipalName),
  };
}

function security(site: Site, seed: string, startMs: number): { alerts: Row[]; incidents: Row[] } {
  const { home } = CONTOSO;
  const told = (steps: readonly Step[], incidentId: string): Row[] =>
    steps.map((step) => alertOfStep(home, step, startMs, incidentId));
  const attack = told(STORY, TOLD_INCIDENTS.attack);
  const exhibits = told(EXHIBITS, TOLD_INCIDENTS.exhibits);
  const personas = told(Object.values(PERSONAS), TOLD_INCIDENTS.personas);
  const toldAlerts = [...attack, ...exhibits, ...personas];
  const everyday = everydayAlerts(site, {
    seed,
    startMs,
    days: DAYS,
    count: ALERTS - toldAlerts.length,
    firstIncident: FIRST_EVERYDAY_INCIDENT,
    incidents: INCIDENTS - Object.keys(TOLD_INCIDENTS).length,
  });
  return {
    alerts: [...toldAlerts, ...everyday.alerts],
    incidents: [
      attackIncident(attack, startMs),
      redirectedIncident(startMs),
      incidentOf(TOLD_INCIDENTS.exhibits, 'Rare findings across cloud workloads and devices', exhibits),
      incidentOf(TOLD_INCIDENTS.personas, 'Unusual activity of single accounts and devices', personas),
      ...everyday.incidents,
    ],
  };
}

function attackIncident(alerts: readonly Row[], startMs: number): Row {
  const lead = CONTOSO.personNamed('nadia.novak');
  return incidentOf(
    TOLD_INCIDENTS.attack,
    'Multi-stage incident involving Initial access & Exfiltration including one managed domain controller reported by multiple sources',
    alerts,
    {
      assignedTo: lead.userPrincipalName,
      lastModifiedBy: lead.userPrincipalName,
      description:
        'A phishing message to accounts payable led to a stolen session, a malicious application consent, a compromised administrator’s laptop, movement to a file server and an attempt to upload finance data, which was blocked.',
      summary:
        'Entry by adversary-in-the-middle phishing of Pia Lindqvist; spread through Ravi Menon’s session to FS01; exfiltration blocked; accounts and devices contained.',
      customTags: ['AiTM', 'Finance', 'Priority'],
      systemTags: ['Attack Disruption'],
      priorityScore: 96,
      lastUpdateDateTime: ticks(startMs - 2 * HOUR_MS),
      comments: [
        {
          comment: 'War room is open. Finance and IT leads are informed.',
          createdByDisplayName: lead.displayName,
          createdDateTime: ticks(startMs - 42 * HOUR_MS),
        },
        {
          comment: 'Contained. Keeping the incident open until FS01 is rebuilt.',
          createdByDisplayName: lead.displayName,
          createdDateTime: ticks(startMs - 2 * HOUR_MS),
        },
      ],
    },
  );
}

/** What correlation had first taken for an incident of its own. */
function redirectedIncident(startMs: number): Row {
  return incidentRow({
    id: TOLD_INCIDENTS.redirected,
    tenantId: CONTOSO.home.tenantId,
    displayName: 'Initial access incident involving one user',
    createdDateTime: ticks(startMs - 69 * HOUR_MS),
    lastUpdateDateTime: ticks(startMs - 51 * HOUR_MS),
    status: 'redirected',
    severity: 'high',
    redirectIncidentId: TOLD_INCIDENTS.attack,
  });
}

function risks(people: readonly Person[], startMs: number, seed: string): Row[] {
  const clerk = CONTOSO.personNamed('pia.lindqvist');
  const admin = CONTOSO.personNamed('ravi.menon');
  const others = people.filter((who) => who !== clerk && who !== admin && !who.isGuest && who.isEnabled);
  return [
    riskOf(clerk, { riskLevel: 'high', riskState: 'atRisk', riskDetail: 'none' }, startMs - 69 * HOUR_MS),
    riskOf(
      admin,
      { riskLevel: 'high', riskState: 'confirmedCompromised', riskDetail: 'adminConfirmedUserCompromised' },
      startMs - 37 * HOUR_MS,
    ),
    ...everydayRisks(others, 10, startMs, seededRandom(`${seed}/contoso/risk`)),
  ];
}

function rolesOf(tenant: DemoTenant) {
  const ids = (...keys: readonly string[]): string[] => keys.map((key) => CONTOSO.personNamed(key).id);
  return directoryRoles(tenant, {
    'Global Administrator': [...ids('oskar.nilsson'), CONTOSO.oddAccounts.restricted.id],
    'Security Administrator': ids('grace.adeyemi', 'nadia.novak'),
    'Security Operator': ids('tomas.reyes', 'aiko.mori'),
    'Security Reader': ids('leila.haddad'),
    'User Administrator': [...ids('hannah.fischer'), groupIdOf(tenant, 'privileged-admins')],
    'Helpdesk Administrator': ids('tom.byrne', 'chiara.conti'),
    'Cloud Device Administrator': ids('samuel.osei'),
  });
}
