import type { DemoTenant } from '../demoTenants.js';
import { appRoleIdOf, GRAPH_APP_ROLES, GRAPH_SCOPES } from './graphPermissions.js';
import type { Home, Person } from './people.js';
import { guidOf } from './random.js';
import { appRoleAssignmentRow, grantRow } from './rows/access.js';
import { riskyServicePrincipalRow, servicePrincipalRow } from './rows/directory.js';
import { DAY_MS, HOUR_MS, seconds, ticks } from './time.js';
import type { Row } from './World.js';

/** An application in a tenant. */
export interface App {
  readonly appId: string;
  readonly objectId: string;
  readonly displayName: string;
  readonly publisher: string;
  readonly ownerTenantId: string;
}

/** Applications of a tenant, and what they may do. */
export interface Apps {
  readonly rows: readonly Row[];
  readonly appRoleAssignments: readonly Row[];
  readonly grants: readonly Row[];
  readonly risky: readonly Row[];
  /** Object ids of owners by object id of the application. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
}

const MICROSOFT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
const GRAPH_NAME = 'Microsoft Graph';
/** Microsoft Graph, as every tenant of this world has it. */
const GRAPH_PRINCIPAL = guidOf(`service-principal/${GRAPH_APP_ID}`);

/** The application that the attacker of the story lets a clerk consent to. */
export const ATTACKERS_APP: App = {
  appId: guidOf('application/mail-archive-sync'),
  objectId: guidOf('service-principal/mail-archive-sync'),
  displayName: 'Mail Archive Sync',
  publisher: 'ledgertools.example',
  ownerTenantId: guidOf('tenant/ledgertools'),
};

/** The tenant's own application that one of the odd alerts is about. */
export const BACKUP_APP = {
  appId: guidOf('application/backup-orchestrator'),
  objectId: guidOf('service-principal/backup-orchestrator'),
  displayName: 'Backup Orchestrator',
} as const;

const PAYROLL_APP = {
  appId: guidOf('application/payroll-connector'),
  objectId: guidOf('service-principal/payroll-connector'),
  displayName: 'Payroll Connector',
} as const;

const BUILD_AGENT = {
  appId: guidOf('application/vm-build-agent'),
  objectId: guidOf('service-principal/vm-build-agent'),
  displayName: 'vm-build-agent',
} as const;

/** Contoso: the attacker's application, one of its own with old secrets, one of a verified publisher, a managed identity. */
export function contosoApps(tenant: DemoTenant, owner: Person, startMs: number): Apps {
  const common = tenantApps(tenant, startMs);
  return {
    rows: [attackersApp(), backupApp(tenant, startMs), payrollApp(startMs), buildAgent(tenant), ...common.rows],
    appRoleAssignments: [
      ...['Files.ReadWrite.All', 'Sites.Read.All'].map((role) => assigned(BACKUP_APP, role, startMs - 420 * DAY_MS)),
      assigned(PAYROLL_APP, 'User.Read.All', startMs - 200 * DAY_MS),
      assigned(BUILD_AGENT, 'Mail.Send', startMs - 30 * DAY_MS),
      ...common.appRoleAssignments,
    ],
    grants: [
      grantRow({
        id: guidOf('grant/payroll-connector').replaceAll('-', ''),
        clientId: PAYROLL_APP.objectId,
        consentType: 'AllPrincipals',
        resourceId: GRAPH_PRINCIPAL,
        scope: 'openid profile User.Read Calendars.Read',
      }),
    ],
    risky: [
      riskyServicePrincipalRow({
        id: ATTACKERS_APP.objectId,
        appId: ATTACKERS_APP.appId,
        displayName: ATTACKERS_APP.displayName,
        isEnabled: false,
        riskLevel: 'high',
        riskState: 'confirmedCompromised',
        riskDetail: 'adminConfirmedServicePrincipalCompromised',
        riskLastUpdatedDateTime: ticks(startMs - 60 * HOUR_MS),
      }),
      riskyServicePrincipalRow({
        id: BACKUP_APP.objectId,
        appId: BACKUP_APP.appId,
        displayName: BACKUP_APP.displayName,
        riskLevel: 'medium',
        riskState: 'atRisk',
        riskLastUpdatedDateTime: ticks(startMs - 20 * HOUR_MS),
      }),
    ],
    owners: new Map([
      [BACKUP_APP.objectId, [owner.id, BUILD_AGENT.objectId]],
      [PAYROLL_APP.objectId, [owner.id]],
    ]),
  };
}

/** What every tenant has: Microsoft's applications, and the one that reads this Graph. */
export function tenantApps(tenant: DemoTenant, startMs: number): Apps {
  const reader = {
    appId: tenant.clientId,
    objectId: guidOf(`${tenant.tenantId}/service-principal/${tenant.clientId}`),
    displayName: 'Secgraph demo application',
  };
  return {
    rows: [readersApp(tenant, reader, startMs), ...microsoftApps()],
    appRoleAssignments: ['SecurityAlert.Read.All', 'User.Read.All', 'Directory.Read.All'].map((role) =>
      assigned(reader, role, startMs - 90 * DAY_MS, tenant.tenantId),
    ),
    grants: [],
    risky: [],
    owners: new Map(),
  };
}

function attackersApp(): Row {
  return servicePrincipalRow({
    id: ATTACKERS_APP.objectId,
    appId: ATTACKERS_APP.appId,
    displayName: ATTACKERS_APP.displayName,
    appDisplayName: ATTACKERS_APP.displayName,
    appOwnerOrganizationId: ATTACKERS_APP.ownerTenantId,
    accountEnabled: false,
    homepage: `https://${ATTACKERS_APP.publisher}`,
    replyUrls: [`https://${ATTACKERS_APP.publisher}/callback`],
    servicePrincipalNames: [ATTACKERS_APP.appId],
    signInAudience: 'AzureADMultipleOrgs',
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
  });
}

function backupApp(home: Home, startMs: number): Row {
  return servicePrincipalRow({
    id: BACKUP_APP.objectId,
    appId: BACKUP_APP.appId,
    displayName: BACKUP_APP.displayName,
    appDisplayName: BACKUP_APP.displayName,
    appOwnerOrganizationId: home.tenantId,
    notes: 'Runs nightly. Owner: Cloud platform.',
    servicePrincipalNames: [BACKUP_APP.appId],
    signInAudience: 'AzureADMyOrg',
    passwordCredentials: [
      secret('backup/2024', 'nightly-2024', startMs - 540 * DAY_MS, startMs - 175 * DAY_MS),
      secret('backup/2026', 'nightly-2026', startMs - 170 * DAY_MS, startMs + 12 * DAY_MS),
      secret('backup/added', null, startMs - 21 * HOUR_MS, startMs + 730 * DAY_MS),
    ],
    keyCredentials: [certificate('backup/certificate', 'CN=backup', startMs - 300 * DAY_MS, startMs + 65 * DAY_MS)],
  });
}

function payrollApp(startMs: number): Row {
  return servicePrincipalRow({
    id: PAYROLL_APP.objectId,
    appId: PAYROLL_APP.appId,
    displayName: PAYROLL_APP.displayName,
    appDisplayName: PAYROLL_APP.displayName,
    appOwnerOrganizationId: guidOf('tenant/payroll-vendor'),
    homepage: 'https://payroll.example',
    replyUrls: ['https://payroll.example/signin'],
    servicePrincipalNames: [PAYROLL_APP.appId],
    signInAudience: 'AzureADMultipleOrgs',
    tags: ['WindowsAzureActiveDirectoryIntegratedApp', 'HideApp'],
    verifiedPublisher: {
      addedDateTime: seconds(startMs - 800 * DAY_MS),
      displayName: 'Payroll Vendor Ltd.',
      verifiedPublisherId: '4821907',
    },
  });
}

function buildAgent({ tenantId }: Home): Row {
  return servicePrincipalRow({
    id: BUILD_AGENT.objectId,
    appId: BUILD_AGENT.appId,
    displayName: BUILD_AGENT.displayName,
    appOwnerOrganizationId: tenantId,
    servicePrincipalNames: [BUILD_AGENT.appId],
    servicePrincipalType: 'ManagedIdentity',
    alternativeNames: ['isExplicit=False'],
  });
}

function readersApp(tenant: DemoTenant, { appId, objectId, displayName }: Named, startMs: number): Row {
  return servicePrincipalRow({
    id: objectId,
    appId,
    displayName,
    appDisplayName: displayName,
    appOwnerOrganizationId: guidOf('tenant/secgraph'),
    servicePrincipalNames: [appId],
    signInAudience: 'AzureADMultipleOrgs',
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
    keyCredentials: [
      certificate(`${tenant.tenantId}/reader`, 'CN=secgraph', startMs - 90 * DAY_MS, startMs + 275 * DAY_MS),
    ],
  });
}

type Named = Pick<App, 'appId' | 'objectId' | 'displayName'>;

/** Applications that every tenant has. */
function microsoftApps(): Row[] {
  const apps = [
    [GRAPH_NAME, GRAPH_APP_ID],
    ['Office 365 Exchange Online', '00000002-0000-0ff1-ce00-000000000000'],
    ['Office 365 SharePoint Online', '00000003-0000-0ff1-ce00-000000000000'],
  ] as const;
  return apps.map(([displayName, appId]) =>
    servicePrincipalRow({
      id: guidOf(`service-principal/${appId}`),
      appId,
      displayName,
      appDisplayName: displayName,
      appOwnerOrganizationId: MICROSOFT,
      servicePrincipalNames: [appId],
      signInAudience: 'AzureADMultipleOrgs',
      ...(appId === GRAPH_APP_ID ? { appRoles: GRAPH_APP_ROLES, oauth2PermissionScopes: GRAPH_SCOPES } : {}),
    }),
  );
}

function assigned({ objectId, displayName }: Named, permission: string, ms: number, home = ''): Row {
  return appRoleAssignmentRow({
    id: guidOf(`${home}/app-role-assignment/${objectId}/${permission}`).replaceAll('-', ''),
    appRoleId: appRoleIdOf(permission),
    createdDateTime: ticks(ms),
    principalDisplayName: displayName,
    principalId: objectId,
    resourceDisplayName: GRAPH_NAME,
    resourceId: GRAPH_PRINCIPAL,
  });
}

/** A secret as Graph lists it: everything but the secret. */
function secret(name: string, displayName: string | null, fromMs: number, toMs: number): object {
  return {
    customKeyIdentifier: null,
    displayName,
    endDateTime: seconds(toMs),
    hint: guidOf(`secret/${name}`).slice(0, 3),
    keyId: guidOf(`password-credential/${name}`),
    secretText: null,
    startDateTime: seconds(fromMs),
  };
}

function certificate(name: string, displayName: string, fromMs: number, toMs: number): object {
  return {
    customKeyIdentifier: Buffer.from(guidOf(`thumbprint/${name}`)).toString('base64'),
    displayName,
    endDateTime: seconds(toMs),
    key: null,
    keyId: guidOf(`key-credential/${name}`),
    startDateTime: seconds(fromMs),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  };
}
