import type { Membership } from './groups.js';
import { digest, guidOf } from './random.js';
import { roleAssignmentRow, roleDefinitionRow } from './rows/access.js';
import type { Row } from './World.js';

/** A role that the tenant has made for itself, held over a part of the directory. */
export interface CustomRole {
  readonly key: string;
  readonly displayName: string;
  readonly description: string;
  readonly actions: readonly string[];
  /** `/administrativeUnits/…` */
  readonly scope: string;
  readonly holderIds: readonly string[];
}

const ALL_ACTIONS = [{ allowedResourceActions: ['microsoft.directory/allEntities/basic/read'], condition: null, excludedResourceActions: [] }]; // prettier-ignore

/** Built-in roles keep their template's id in every tenant; a role of the tenant's own has one of its own. */
export function roleDefinitionsOf(tenantId: string, roles: readonly Membership[], own: readonly CustomRole[]): Row[] {
  return [
    ...roles.map(({ row }) =>
      roleDefinitionRow({
        id: String(row['roleTemplateId']),
        templateId: row['roleTemplateId'],
        displayName: row['displayName'],
        description: row['description'],
        rolePermissions: ALL_ACTIONS,
      }),
    ),
    ...own.map((role) =>
      roleDefinitionRow({
        id: customRoleId(tenantId, role),
        templateId: customRoleId(tenantId, role),
        displayName: role.displayName,
        description: role.description,
        isBuiltIn: false,
        rolePermissions: [{ allowedResourceActions: role.actions, condition: null, excludedResourceActions: [] }],
        version: null,
      }),
    ),
  ];
}

export function roleAssignmentsOf(tenantId: string, roles: readonly Membership[], own: readonly CustomRole[]): Row[] {
  return [
    ...roles.flatMap(({ row, memberIds }) =>
      memberIds.map((holder) => assignment(tenantId, holder, String(row['roleTemplateId']), '/')),
    ),
    ...own.flatMap((role) =>
      role.holderIds.map((holder) => assignment(tenantId, holder, customRoleId(tenantId, role), role.scope)),
    ),
  ];
}

function assignment(tenantId: string, principalId: string, roleDefinitionId: string, directoryScopeId: string): Row {
  return roleAssignmentRow({
    id: assignmentId(`${tenantId}/${principalId}/${roleDefinitionId}/${directoryScopeId}`),
    principalId,
    principalOrganizationId: tenantId,
    roleDefinitionId,
    directoryScopeId,
  });
}

/** Graph's ids of assignments are base64url texts that end in `-1`. */
function assignmentId(name: string): string {
  return `${Buffer.from(digest('sha256', name).slice(0, 64), 'hex').toString('base64url')}-1`;
}

function customRoleId(tenantId: string, { key }: CustomRole): string {
  return guidOf(`${tenantId}/custom-role/${key}`);
}
