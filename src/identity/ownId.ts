import { readGlobalId, type GlobalId } from '../util/globalId.js';

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const DIRECTORY = new RegExp(`^${GUID}$`, 'i');
/** One segment of a path, whoever decodes it once more on the way; before it, what marks a legacy alert. */
const SEGMENT = /^(?!(?:legacy~)?\.{0,2}$)[^\p{Cc}\p{Cf}\p{Cs}\s/\\?#%'"]{1,200}$/u;

/** What the key inside a global id looks like, by noun. Anybody can write a global id: nothing seals it. */
const FORMS: ReadonlyMap<string, RegExp> = new Map([
  ['Alert', SEGMENT],
  ['Incident', SEGMENT],
  ['User', DIRECTORY],
  ['Group', DIRECTORY],
  ['ServicePrincipal', DIRECTORY],
  ['Host', new RegExp(`^((intune:|object:)?${GUID}|defender:[0-9a-f]{40})$`, 'i')],
  ['SecureScore', /^\d{4}-\d{2}-\d{2}$/],
  // Looked up in lists that are read whole: no request is made of them.
  ['ControlProfile', /^/],
  ['Indicator', /^(graph|defender):./],
]);

/** T9: the parts of a global id whose key has the form that such keys have; null for every other text. */
export function readOwnId(text: string): GlobalId | null {
  const id = readGlobalId(text);
  if (!id) return null;
  const isOurs = id.type === 'Tenant' ? id.key === id.tenantId : (FORMS.get(id.type)?.test(id.key) ?? false);
  return isOurs ? id : null;
}
