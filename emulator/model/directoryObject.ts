import { DEVICE } from './device.js';
import { DIRECTORY_ROLE } from './directoryRole.js';
import type { EntityModel } from './EntityModel.js';
import { GROUP } from './group.js';
import { ORGANIZATION } from './organization.js';
import { SERVICE_PRINCIPAL } from './servicePrincipal.js';
import { USER } from './user.js';

const KINDS: readonly EntityModel[] = [ORGANIZATION, DIRECTORY_ROLE, SERVICE_PRINCIPAL, DEVICE, GROUP, USER];

/** Rows of any directory type (members, owners, getByIds): each row's `@odata.type` tells which properties it has. */
export const DIRECTORY_OBJECT: EntityModel = {
  type: '#microsoft.graph.directoryObject',
  contextName: 'directoryObjects',
  engine: 'directory',
  properties: merged((kind) => kind.properties),
  navigations: {},
  defaultSelect: null,
  filters: merged((kind) => kind.filters),
  orderby: [],
  pageSize: 100,
  maxTop: 999,
  beyondMaxTop: 'refuse',
  supportsSkip: false,
  nextLinkBy: '$skiptoken',
  nullInLists: [],
  onlySingle: [],
  polymorphic: true,
};

function merged<T>(part: (kind: EntityModel) => Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const all: Record<string, T> = {};
  for (const kind of KINDS) Object.assign(all, part(kind));
  return all;
}
