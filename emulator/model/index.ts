import { ALERT } from './alert.js';
import { DEVICE } from './device.js';
import { DIRECTORY_OBJECT } from './directoryObject.js';
import { DIRECTORY_ROLE } from './directoryRole.js';
import type { EntityModel } from './EntityModel.js';
import { GROUP } from './group.js';
import { INCIDENT } from './incident.js';
import { MANAGED_DEVICE } from './managedDevice.js';
import { ORGANIZATION } from './organization.js';
import { RISKY_USER } from './riskyUser.js';
import { SERVICE_PRINCIPAL } from './servicePrincipal.js';
import { USER } from './user.js';

/** Every entity type the emulator serves. */
export const MODELS = {
  alert: ALERT,
  device: DEVICE,
  directoryObject: DIRECTORY_OBJECT,
  directoryRole: DIRECTORY_ROLE,
  group: GROUP,
  incident: INCIDENT,
  managedDevice: MANAGED_DEVICE,
  organization: ORGANIZATION,
  riskyUser: RISKY_USER,
  servicePrincipal: SERVICE_PRINCIPAL,
  user: USER,
} as const;

const byType: ReadonlyMap<unknown, EntityModel> = new Map(Object.values(MODELS).map((model) => [model.type, model]));

/** The model of an `@odata.type`: `#microsoft.graph.user`. */
export function modelOfType(odataType: unknown): EntityModel | undefined {
  return byType.get(odataType);
}
