import { readGlobalId, type GlobalId } from '../util/globalId.js';
import { hostKey, namedHost, servicePrincipalKey, userKey, userReference, type Key } from './Key.js';
import type { RelationName } from './Pivot.js';

/** What has a global id, and how it is found by it. */
export interface Noun {
  /** Whether the key inside a global id has the form of such keys. Anybody can write a global id: nothing seals it. */
  readonly hasForm: (id: GlobalId) => boolean;
  /** The relation that is asked by the noun's own key. */
  readonly relation: Exclude<RelationName, 'node' | 'namedNode'>;
  readonly keyOf: (id: GlobalId) => Key | null;
}

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const DIRECTORY = new RegExp(`^${GUID}$`, 'i');
const MACHINE = new RegExp(`^((intune:|object:)?${GUID}|defender:[0-9a-f]{40})$`, 'i');
/** One segment of a path, whoever decodes it once more on the way; before it, what marks a legacy alert. */
const SEGMENT = /^(?!(?:legacy~)?\.{0,2}$)[^\p{Cc}\p{Cf}\p{Cs}\s/\\?#%'"]{1,200}$/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Looked up in a list that is read whole: no request is made of it. */
const ANY = /^/;

/** Every noun: a new one is a row here, and its relation. */
export const NOUNS: ReadonlyMap<string, Noun> = new Map([
  ['Alert', noun('alertById', SEGMENT)],
  ['Incident', noun('incident', SEGMENT)],
  ['User', noun('user', DIRECTORY, ({ tenantId, key }) => userKey(tenantId, userReference({ objectId: key })))],
  ['Host', noun('host', MACHINE, ({ tenantId, key }) => hostKey(tenantId, namedHost(key)))],
  ['Group', noun('group', DIRECTORY)],
  [
    'ServicePrincipal',
    noun('servicePrincipal', DIRECTORY, ({ tenantId, key }) =>
      servicePrincipalKey(tenantId, { objectId: key, appId: null }),
    ),
  ],
  ['SecureScore', noun('secureScore', DAY)],
  ['ControlProfile', noun('controlProfile', ANY)],
  ['Indicator', noun('indicator', /^((graph|defender):.|sentinel:indicator--[0-9a-f-]{36}$)/)],
  ['SecurityAction', noun('securityAction', /^(?:machine:|graph:)?[\w-]{1,120}$/)],
  ['Tenant', { ...noun('tenant', ANY), hasForm: ({ tenantId, key }: GlobalId) => key === tenantId }],
]);

function noun(relation: Noun['relation'], form: RegExp, keyOf: Noun['keyOf'] = byKey): Noun {
  return { relation, keyOf, hasForm: ({ key }) => form.test(key) };
}

function byKey({ tenantId, key }: GlobalId): Key {
  return { tenantId, id: key };
}

/** T9: the parts of a global id whose key has the form that such keys have; null for every other text. */
export function readOwnId(text: string): GlobalId | null {
  const id = readGlobalId(text);
  return id && NOUNS.get(id.type)?.hasForm(id) ? id : null;
}

/** The key in the noun's own global id; null for a text that is none. */
export function ownKey({ tenantId, id }: { readonly tenantId: string; readonly id: string }): Key | null {
  const own = readOwnId(id);
  return own && { tenantId, id: own.key };
}
