import { GRAPH, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';

const properties = declare(
  `
  id isAdmin:Boolean isMfaCapable:Boolean isMfaRegistered:Boolean isPasswordlessCapable:Boolean
  isSsprCapable:Boolean isSsprEnabled:Boolean isSsprRegistered:Boolean
  isSystemPreferredAuthenticationMethodEnabled:Boolean lastUpdatedDateTime:DateTimeOffset
  methodsRegistered:[String] systemPreferredAuthenticationMethods:[String] userDisplayName
  userPreferredMethodForSecondaryAuthentication:userDefaultAuthenticationMethod userPrincipalName
  userType:signInUserType`,
  GRAPH,
);

/** Who has registered which ways to prove who they are: a report, one row a user. */
export const USER_REGISTRATION_DETAILS: EntityModel = {
  type: '#microsoft.graph.userRegistrationDetails',
  contextName: 'reports/authenticationMethods/userRegistrationDetails',
  engine: 'identityProtection',
  properties,
  navigations: {},
  defaultSelect: null,
  filters: byOperators({
    eq: `
      isAdmin isMfaCapable isMfaRegistered isPasswordlessCapable isSsprCapable isSsprEnabled isSsprRegistered
      userType`,
    'eq startswith': 'userDisplayName userPrincipalName',
    any: 'methodsRegistered',
  }),
  orderby: ['userDisplayName', 'userPrincipalName'],
  pageSize: 100,
  maxTop: 999,
  beyondMaxTop: 'clamp',
  supportsSkip: false,
  nextLinkBy: '$skiptoken',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};
