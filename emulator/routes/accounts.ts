import type { EntityModel } from '../model/EntityModel.js';
import { GraphFault } from '../odata/index.js';
import { bodyObject } from './answers.js';
import { byProperty, transitiveMemberOf } from './lookUp.js';
import type { RouteCall } from './Route.js';

/** Roles that reach everybody. */
const HIGH_ROLES = ['Global Administrator', 'Privileged Authentication Administrator'];

/**
 * What a PATCH wants of an account: the only property of it that this application may write.
 *
 * @throws GraphFault 400 for what the type does not have, 403 for what is not the application's business
 */
export function accountEnabledOf(call: RouteCall, model: EntityModel): { readonly accountEnabled?: boolean } {
  const changes = Object.entries(bodyObject(call)).filter(([name]) => !name.startsWith('@odata.'));
  for (const [name, value] of changes) {
    if (model.properties[name] === undefined) {
      throw bad(`Property '${name}' does not exist as a declared property or extension property.`);
    }
    if (name !== 'accountEnabled') throw denied();
    if (typeof value !== 'boolean') {
      const type = model.type.replace('#microsoft.graph.', '');
      const resource = type.charAt(0).toUpperCase() + type.slice(1);
      throw bad(`Invalid value specified for property 'accountEnabled' of resource '${resource}'.`);
    }
  }
  return Object.fromEntries(changes);
}

/** Holds a role of the directory, also through a group. */
export function isPrivileged({ tenant }: RouteCall, userId: string): boolean {
  return transitiveMemberOf(tenant, userId).some((id) => tenant.directoryRoles.get(id) !== undefined);
}

/** Whether the application that calls holds one of the roles that reach everybody. */
export function isHighlyPrivileged({ tenant, caller }: RouteCall): boolean {
  const self = byProperty(tenant.servicePrincipals, 'appId', caller.appId);
  return [...tenant.roleAssignments].some((row) => {
    const role = tenant.roleDefinitions.get(String(row['roleDefinitionId']));
    return row['principalId'] === self?.id && HIGH_ROLES.includes(String(role?.['displayName']));
  });
}

export function denied(): GraphFault {
  return new GraphFault(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'Request_BadRequest', message);
}
