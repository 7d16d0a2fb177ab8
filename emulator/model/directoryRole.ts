import { GRAPH, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';
import { toMany } from './navigation.js';

const properties = declare(
  `
  id deletedDateTime:DateTimeOffset description displayName roleTemplateId`,
  GRAPH,
);

/** Activated directory roles; the list is never paged. */
export const DIRECTORY_ROLE: EntityModel = {
  type: '#microsoft.graph.directoryRole',
  contextName: 'directoryRoles',
  engine: 'directory',
  properties,
  navigations: { members: toMany('user') },
  defaultSelect: null,
  filters: byOperators({
    'DAA--D--': 'id',
    'AAAAA-A-': 'description',
    'DAA---A-': 'roleTemplateId',
    'DAADDA--': 'deletedDateTime',
    DAADDDDA: 'displayName',
  }),
  orderby: [],
  pageSize: Number.POSITIVE_INFINITY,
  maxTop: 999,
  beyondMaxTop: 'refuse',
  supportsSkip: false,
  nextLinkBy: '$skiptoken',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};
