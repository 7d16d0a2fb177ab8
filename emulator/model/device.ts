import { GRAPH, allBut, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';
import { toMany } from './navigation.js';

const properties = declare(
  `
  id deletedDateTime:DateTimeOffset accountEnabled:Boolean alternativeSecurityIds:[alternativeSecurityId]
  approximateLastSignInDateTime:DateTimeOffset complianceExpirationDateTime:DateTimeOffset deviceCategory
  deviceId deviceMetadata deviceOwnership deviceVersion:Int32 displayName enrollmentProfileName enrollmentType
  isCompliant:Boolean isManaged:Boolean isManagementRestricted:Boolean isRooted:Boolean managementType
  manufacturer mdmAppId model onPremisesLastSyncDateTime:DateTimeOffset onPremisesSecurityIdentifier
  onPremisesSyncEnabled:Boolean operatingSystem operatingSystemVersion physicalIds:[String] profileType
  registrationDateTime:DateTimeOffset systemLabels:[String] trustType`,
  GRAPH,
);

/** Devices registered in Entra. `deviceId` is not filterable with `in`: the documentation lists eq, ne, not and startsWith. */
export const DEVICE: EntityModel = {
  type: '#microsoft.graph.device',
  contextName: 'devices',
  engine: 'directory',
  properties,
  navigations: {
    registeredOwners: toMany('user'),
    registeredUsers: toMany('user'),
    memberOf: toMany('group'),
    transitiveMemberOf: toMany('group'),
  },
  defaultSelect: allBut(properties, 'isManagementRestricted onPremisesSecurityIdentifier'),
  filters: byOperators({
    'A-AAA---': 'alternativeSecurityIds/type alternativeSecurityIds/identityProvider',
    'D------A': 'onPremisesSecurityIdentifier',
    'D-ADD-D-': 'physicalIds',
    'DAA-----': 'isCompliant isManaged',
    'DAA---A-': 'deviceId mdmAppId',
    'DAA--D--': 'id accountEnabled onPremisesSyncEnabled trustType',
    'DAADD--A': 'approximateLastSignInDateTime',
    'DAADD-DA': 'operatingSystem operatingSystemVersion',
    'DAADDA--': 'deletedDateTime',
    'DAADDD--': 'onPremisesLastSyncDateTime',
    DAADDDDA: 'displayName',
  }),
  orderby: [],
  pageSize: 100,
  maxTop: 999,
  beyondMaxTop: 'refuse',
  supportsSkip: false,
  nextLinkBy: '$skiptoken',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};
