import type { ProjectionPlan } from '../../schema/ScoreProjection.js';
import { badInput, SecgraphError } from '../errors/SecgraphError.js';
import { normalObservable } from '../identity/observable.js';
import { jobKey } from '../loaders/jobs.js';
import type { Operation } from '../loaders/Operation.js';
import {
  hostKey,
  hostReference,
  namedHost,
  NEWEST,
  observableKey,
  servicePrincipalKey,
  userKey,
  userReference,
  type HuntKey,
  type Key,
  type ObservableKey,
} from '../pivots/Key.js';
import { readOwnId } from '../pivots/nouns.js';
import type { Args } from '../pivots/Pivot.js';
import { isGuid } from '../util/odata.js';

/** Lists ask over many tenants; which ones, their relation reads from the arguments. */
const EVERYWHERE: Key = { tenantId: '*', id: '' };

/** Ids as Graph gives them: alerts `da637551227677560813_-961444813`, GUIDs of some providers, incidents `4210`. */
const CASE_ID = /^[A-Za-z0-9_-][A-Za-z0-9_.:-]{0,199}$/;
const ADDRESS = /^[^\s@/\\?#]+@[^\s@/\\?]+$/;
const SID = /^S-1-\d{1,14}(-\d{1,10}){1,15}$/i;
/** Control characters and halves of surrogate pairs: nothing is called so, and nothing of it can be sent. */
const UNSENDABLE = /[\p{Cc}\p{Cs}]/u;
const DEFENDER_ID = /^[0-9a-f]{40}$/i;
const MAX_CONTROLS = 500;
const MAX_CONTROL = 200;
const MAX_CATEGORIES = 50;
const MAX_QUERY = 10_000;
const MAX_VALUE = 2_000;
const CVE = /^CVE-\d{4}-\d{4,10}$/i;
const NAME = /^[^\s/\\?#%*"<>|:]{1,255}$/;

/**
 * The key that a root field asks by, from its arguments.
 *
 * @throws SecgraphError BAD_USER_INPUT that names the argument, FORBIDDEN for a tenant that is not open
 */
export function rootKey(field: string, args: Args, operation: Operation): Key {
  return KEYS.get(field)?.(args, operation) ?? EVERYWHERE;
}

/** Root fields that ask for one thing. */
const KEYS: ReadonlyMap<string, (args: Args, operation: Operation) => Key> = new Map([
  ['alert', (args, operation) => caseKey('Alert', args, operation)],
  ['incident', (args, operation) => caseKey('Incident', args, operation)],
  ['user', oneUser],
  ['host', oneHost],
  ['hunt', huntKey],
  ['job', oneJob],
  ['servicePrincipal', oneApp],
  ['secureScore', scoreKey],
  ['projectScore', projectionKey],
  ['observable', oneObservable],
  ['indicator', oneIndicator],
  ['vulnerability', oneVulnerability],
]);

function caseKey(type: 'Alert' | 'Incident', { id, tenant }: Args, operation: Operation): Key {
  const own = idOf(type, id, operation);
  if (own) return own;
  const what = type.toLowerCase();
  const graphId = checked('id', id, CASE_ID, `a global id of an ${what}, or the id that Microsoft Graph gave it`);
  return { tenantId: operation.selectOne(tenant as string | null).tenantId, id: graphId };
}

function oneUser(args: Args, operation: Operation): Key {
  const [name, value] = onlyOne(args, ['id', 'userPrincipalName', 'mail', 'sid']);
  const own = name === 'id' ? idOf('User', value, operation) : null;
  const tenantId = own?.tenantId ?? operation.selectOne(args['tenant'] as string | null).tenantId;
  const reference = userReference(
    {
      id: () => ({ objectId: own?.id ?? guidOf('id', value, 'a user') }),
      userPrincipalName: () => ({ userPrincipalName: checked(name, value, ADDRESS, 'a user principal name') }),
      mail: () => ({ mail: checked(name, value, ADDRESS, 'a mail address') }),
      sid: () => ({ sid: checked(name, value, SID, 'a security identifier such as S-1-5-21-…') }),
    }[name]!(),
  );
  return userKey(tenantId, reference)!;
}

function oneHost(args: Args, operation: Operation): Key {
  const [name, value] = onlyOne(args, ['id', 'deviceId', 'defenderId', 'name']);
  const own = name === 'id' ? idOf('Host', value, operation) : null;
  const tenantId = own?.tenantId ?? operation.selectOne(args['tenant'] as string | null).tenantId;
  const reference = hostReference(
    {
      id: () => (own ? namedHost(own.id) : { deviceId: guidOf('id', value, 'a host') }),
      deviceId: () => ({ deviceId: guidOf('deviceId', value, 'a host') }),
      defenderId: () => ({
        defenderId: checked(name, value, DEFENDER_ID, 'a machine id of Defender, 40 hexadecimal digits'),
      }),
      name: () => ({ hostName: checked(name, value, NAME, 'a host name or DNS name') }),
    }[name]!(),
  );
  return hostKey(tenantId, reference)!;
}

function oneJob(args: Args): Key {
  const [name, value] = onlyOne(args, ['id', 'idempotencyKey']);
  return jobKey(name === 'id' ? { id: value } : { idempotencyKey: value });
}

function huntKey({ query, timespan, tenant }: Args, operation: Operation): HuntKey {
  if (!operation.caller.roles.includes('hunt')) {
    throw new SecgraphError('FORBIDDEN', 'The field hunt needs the role hunt. Ask who runs this service for it.');
  }
  const text = String(query);
  if (text.trim() === '' || text.length > MAX_QUERY) {
    throw badInput('query', `give a query of 1 to ${MAX_QUERY} characters.`);
  }
  const { tenantId } = operation.selectOne(tenant as string | null);
  const within = (timespan as string | null | undefined) ?? null;
  return { tenantId, id: `${within ?? ''}|${text}`, query: text, timespan: within };
}

function oneObservable({ value, tenant }: Args, operation: Operation): ObservableKey {
  const text = String(value);
  const normal = text.length <= MAX_VALUE && !UNSENDABLE.test(text) ? normalObservable(text) : null;
  if (!normal) {
    throw badInput(
      'value',
      'give an IPv4 or IPv6 address, a domain name, a URL, a file hash (MD5, SHA-1, SHA-256), a mail address or a MAC address.',
    );
  }
  return observableKey(operation.selectOne(tenant as string | null).tenantId, normal.kind, normal.value);
}

function oneIndicator({ id }: Args, operation: Operation): Key {
  const own = idOf('Indicator', id, operation);
  if (own) return own;
  throw badInput('id', 'give a global id of an indicator, as the field id of any answer has it.');
}

function oneVulnerability({ id, tenant }: Args, operation: Operation): Key {
  const cveId = checked('id', id, CVE, 'the number of a vulnerability, such as CVE-2024-49138').toUpperCase();
  return { tenantId: operation.selectOne(tenant as string | null).tenantId, id: cveId };
}

function oneApp(args: Args, operation: Operation): Key {
  const [name, value] = onlyOne(args, ['id', 'appId']);
  const own = name === 'id' ? idOf('ServicePrincipal', value, operation) : null;
  const tenantId = own?.tenantId ?? operation.selectOne(args['tenant'] as string | null).tenantId;
  const guid = own?.id ?? guidOf(name, value, 'an application');
  const reference = name === 'id' ? { objectId: guid, appId: null } : { objectId: null, appId: guid };
  return servicePrincipalKey(tenantId, reference)!;
}

/** Graph has a score for each day, UTC. */
function scoreKey({ tenant, date }: Args, operation: Operation): Key {
  const { tenantId } = operation.selectOne(tenant as string | null);
  return { tenantId, id: date ? new Date(date as string).toISOString().slice(0, 10) : NEWEST };
}

function projectionKey(args: Args, operation: Operation): Key {
  const { controls, plan } = args;
  if (Boolean(controls) === Boolean(plan)) throw badInput(controls ? 'plan' : 'controls', 'give one of the two.');
  if (controls) checkNames(controls as readonly string[]);
  if (plan) checkPlan(plan);
  return { tenantId: operation.selectOne(args['tenant'] as string | null).tenantId, id: NEWEST };
}

function checkNames(names: readonly string[]): void {
  const isGood =
    names.length >= 1 && names.length <= MAX_CONTROLS && names.every(({ length }) => length <= MAX_CONTROL);
  if (!isGood) throw badInput('controls', `give 1 to ${MAX_CONTROLS} names of controls, as in ControlScore.name.`);
}

function checkPlan(plan: ProjectionPlan): void {
  for (const limit of ['maxCost', 'maxImpact', 'maxSteps'] as const) {
    if ((plan[limit] ?? 0) < 0) throw badInput(`plan.${limit}`, 'give a whole number from 0.');
  }
  for (const level of ['costAtMost', 'impactAtMost'] as const) {
    if (plan[level] === 'UNKNOWN') throw badInput(`plan.${level}`, 'give LOW, MODERATE or HIGH.');
  }
  if ((plan.excludeCategories ?? []).length > MAX_CATEGORIES) {
    throw badInput('plan.excludeCategories', `give ${MAX_CATEGORIES} categories at most.`);
  }
}

/** The key inside a global id of this noun; null when the text is no global id. */
function idOf(type: string, id: unknown, operation: Operation): Key | null {
  const parsed = readOwnId(String(id));
  if (!parsed) return null;
  if (parsed.type !== type) throw badInput('id', `it is the id of a ${parsed.type}; give the id of a ${type}.`);
  operation.place(parsed.tenantId);
  return { tenantId: parsed.tenantId, id: parsed.key };
}

function onlyOne(args: Args, names: readonly string[]): readonly [string, string] {
  const given = names.filter((name) => args[name] !== undefined && args[name] !== null);
  if (given.length === 1) return [given[0]!, String(args[given[0]!])];
  throw badInput(given[1] ?? names[0]!, `give exactly one of ${names.join(', ')}.`);
}

function guidOf(argument: string, value: unknown, what: string): string {
  const text = String(value);
  if (isGuid(text)) return text.toLowerCase();
  throw badInput(argument, `give a global id of ${what}, or a GUID.`);
}

function checked(argument: string, value: unknown, allowed: RegExp, words: string): string {
  const text = String(value);
  if (text.length <= 320 && allowed.test(text) && !UNSENDABLE.test(text)) return text;
  throw badInput(argument, `give ${words}.`);
}
