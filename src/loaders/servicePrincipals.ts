import type { ServicePrincipalRef } from '../../schema/references.js';
import type { OAuthGrant } from '../../schema/OAuthGrant.js';
import type { ApplicationPermission, ServicePrincipal } from '../../schema/ServicePrincipal.js';
import { servicePrincipalKeys, type ServicePrincipalKey as LookUpKey } from '../identity/keys.js';
import { keyText, type Key, type PermissionKey, type ServicePrincipalKey } from '../pivots/Key.js';
import { EVERYTHING } from '../pivots/Want.js';
import type { Declared } from '../sources/ServicePrincipalSource.js';
import type { FoundUser } from '../sources/UserSource.js';
import { eachKey } from './eachKey.js';
import { readTogether, type Together } from './readTogether.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { resolve, type Chain } from './resolve.js';
import { inEachTenant } from './tenantwise.js';

const chain: Chain<ServicePrincipalRef, ServicePrincipal, LookUpKey> = {
  source: 'SERVICE_PRINCIPALS',
  remembered: new Remembered('servicePrincipal', 'ServicePrincipal', 'users'),
  keysOf: servicePrincipalKeys,
  propertyOf: (by) => by,
  find: ({ stores }, place, by, values, want) => stores.sources.servicePrincipals.find(place, by, values, want),
  choose: (_, { by }, [found]) => ({
    entity: found ?? null,
    match: found ? { by, confidence: 'EXACT', candidates: [], conflict: null } : null,
  }),
};

/** Applications as alerts, consents and callers name them. */
export const servicePrincipal: Relation<ServicePrincipalKey> = {
  load: (keys, want, _args, operation) => resolve(chain, keys, want, operation),
};

/** Consents may be given at any moment: kept as long as users are. */
export const appRolesOf = eachKey<Key, ApplicationPermission[]>({
  source: 'SERVICE_PRINCIPALS',
  remembered: new Remembered('appRolesOf', 'ApplicationPermission', 'users'),
  readsWhole: true,
  read: ({ stores }, place, { id }) => stores.sources.servicePrincipals.appRoles(place, id),
});

export const grantsOfApp = eachKey<Key, OAuthGrant[]>({
  source: 'OAUTH_GRANTS',
  remembered: new Remembered('grantsOfApp', 'OAuthGrant', 'users'),
  readsWhole: true,
  read: ({ stores }, place, { id }) => stores.sources.servicePrincipals.grants(place, id),
});

export const ownersOfApp = eachKey<Key, FoundUser[]>({
  source: 'SERVICE_PRINCIPALS',
  remembered: new Remembered('ownersOfApp', 'User', 'users'),
  read: ({ stores }, place, { id }, want) => stores.sources.servicePrincipals.owners(place, id, want),
});

const declared: Together<Declared | null> = {
  source: 'SERVICE_PRINCIPALS',
  remembered: new Remembered('declaredPermissions', 'ApiPermission', 'groups'),
  read: ({ stores }, place, ids) => stores.sources.servicePrincipals.declared(place, ids),
};

/** Permissions by what declares them: one call for a thousand applications, and it is Microsoft Graph most of the time. */
export const permissionsIn: Relation<PermissionKey> = {
  load: (keys, _want, _args, operation) =>
    inEachTenant(keys, operation, 'SERVICE_PRINCIPALS', async (place, own) => {
      const ids = [...new Set(own.map(({ resourceId }) => resourceId))];
      const found = await readTogether(declared, operation, place, ids, EVERYTHING);
      return new Map<string, unknown>(own.map((key) => [keyText(key), permissions(key, found.get(key.resourceId))]));
    }),
};

/** A role is known by its id, and null where nobody declares it; a scope says its own name. */
function permissions({ role, scopes }: PermissionKey, found: Declared | Error | null | undefined): unknown {
  if (found === undefined) return null;
  if (found instanceof Error) return found;
  if (role !== null) return found?.roles[role] ?? null;
  return scopes.map((name) => found?.scopes[name] ?? { name, displayName: null, description: null, needsAdmin: null });
}
