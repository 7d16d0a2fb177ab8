import type { Home } from './people.js';
import { guidOf } from './random.js';
import { servicePrincipalRow } from './rows/directory.js';
import type { Row } from './World.js';

/** An application in a tenant. */
export interface App {
  readonly appId: string;
  readonly objectId: string;
  readonly displayName: string;
  readonly publisher: string;
  readonly ownerTenantId: string;
}

const MICROSOFT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

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

export function contosoApps(home: Home): Row[] {
  return [
    servicePrincipalRow({
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
    }),
    servicePrincipalRow({
      id: BACKUP_APP.objectId,
      appId: BACKUP_APP.appId,
      displayName: BACKUP_APP.displayName,
      appDisplayName: BACKUP_APP.displayName,
      appOwnerOrganizationId: home.tenantId,
      notes: 'Runs nightly. Owner: Cloud platform.',
      servicePrincipalNames: [BACKUP_APP.appId],
      signInAudience: 'AzureADMyOrg',
    }),
    ...microsoftApps(),
  ];
}

/** Applications that every tenant has. */
export function microsoftApps(): Row[] {
  const apps = [
    ['Microsoft Graph', '00000003-0000-0000-c000-000000000000'],
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
    }),
  );
}
