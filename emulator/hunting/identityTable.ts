import { lazily } from '../kql/run.js';
import type { Moment, Table } from '../kql/values.js';
import type { TenantWorld } from '../world/World.js';
import { at, cell, columnsOf, filled } from './columns.js';

const IDENTITY_INFO = columnsOf(`
  Timestamp:date AccountObjectId AccountUpn OnPremSid CloudSid AccountDisplayName AccountName AccountDomain GivenName
  Surname Department JobTitle EmailAddress City Country IsAccountEnabled:bool Manager CreatedDateTime:date CompanyName
  EmployeeId RiskLevel AssignedRoles:dynamic SourceProvider TenantId`);

export function identityInfo(tenant: TenantWorld, now: Moment): Table {
  return {
    columns: IDENTITY_INFO,
    rows: lazily(function* () {
      for (const user of tenant.users) {
        const manager = tenant.users.get(tenant.managerOf(user.id) ?? '');
        const roles = tenant.memberOf(user.id).flatMap((id) => tenant.directoryRoles.get(id)?.['displayName'] ?? []);
        yield filled(IDENTITY_INFO, {
          Timestamp: now,
          AccountObjectId: user.id,
          AccountUpn: cell(user['userPrincipalName']),
          OnPremSid: cell(user['onPremisesSecurityIdentifier']),
          CloudSid: cell(user['securityIdentifier']),
          AccountDisplayName: cell(user['displayName']),
          AccountName: cell(user['onPremisesSamAccountName']) || cell(user['mailNickname']),
          AccountDomain: cell(user['onPremisesDomainName']) || tenant.domain,
          GivenName: cell(user['givenName']),
          Surname: cell(user['surname']),
          Department: cell(user['department']),
          JobTitle: cell(user['jobTitle']),
          EmailAddress: cell(user['mail']),
          City: cell(user['city']),
          Country: cell(user['country']),
          IsAccountEnabled: user['accountEnabled'] === true,
          Manager: cell(manager?.['displayName']),
          CreatedDateTime: at(user['createdDateTime']),
          CompanyName: cell(user['companyName']),
          EmployeeId: cell(user['employeeId']),
          RiskLevel: cell(tenant.riskyUsers.get(user.id)?.['riskLevel']),
          AssignedRoles: roles.map(String),
          SourceProvider: user['onPremisesSyncEnabled'] === true ? 'Hybrid' : 'AzureActiveDirectory',
          TenantId: tenant.tenantId,
        });
      }
    }),
  };
}
