import { MODELS } from '../model/index.js';
import type { PropertyModel } from '../model/EntityModel.js';
import { words } from '../model/declare.js';
import { GraphFault } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { instantOf, isAddressV4, isAddressV6, isDomain, isHex, isNetwork, isUrl } from './values.js';
import type { Draft } from './values.js';

export const SENTINEL = 'Azure Sentinel';
export const DEFENDER = 'Microsoft Defender ATP';

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  [SENTINEL]: words('action description expirationDateTime threatType tlpLevel'),
  [DEFENDER]: words('action expirationDateTime'),
};
const EDITABLE: Readonly<Record<string, readonly string[]>> = {
  [SENTINEL]: words(`
    action activityGroupNames additionalInformation confidence description diamondModel expirationDateTime externalId isActive
    killChain knownFalsePositives lastReportedDateTime malwareFamilyNames passiveOnly severity tags tlpLevel`),
  [DEFENDER]: words('expirationDateTime severity description'),
};
const THREAT_TYPES = words('Botnet C2 CryptoMining Darknet DDoS MaliciousUrl Malware Phishing Proxy PUA WatchList');
const KILL_CHAIN = words('Actions C2 Delivery Exploitation Installation Reconnaissance Weaponization');
const STAMPED = words('id azureTenantId ingestedDateTime');
/** What Defender acts upon. */
const OF_DEFENDER = words('domainName url networkDestinationIPv4 networkDestinationIPv6 fileHashValue');
const HASH_DIGITS: Readonly<Record<string, number>> = { md5: 32, sha1: 40, sha256: 64, authenticodeHash256: 64 };
const MAX_DESCRIPTION = 100;

/**
 * An indicator as the body says it; the type is open, so members that it does not declare are let pass and forgotten.
 *
 * @throws GraphFault 400 where a value is not of its type: the body cannot be read
 */
export function readTiIndicator(written: unknown): Draft {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    throw unreadable('Each indicator must be a JSON object.');
  }
  const draft: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(written)) {
    const property = Object.hasOwn(MODELS.tiIndicator.properties, name)
      ? MODELS.tiIndicator.properties[name]
      : undefined;
    if (property === undefined) continue;
    if (value !== null && !isOfType(property, value)) {
      throw unreadable(
        `Cannot convert the value of the property '${name}' to the expected type '${typeNameOf(property)}'.`,
      );
    }
    draft[name] =
      property.kind === 'date' && value !== null ? new Date(String(value)).toISOString() : (value as unknown);
  }
  return draft;
}

/** Why a new indicator cannot be taken, or null. */
export function problemOfNew(draft: Draft, now: Date): string | null {
  const product = draft['targetProduct'];
  if (product !== SENTINEL && product !== DEFENDER) {
    return `The property 'targetProduct' is required and must be '${SENTINEL}' or '${DEFENDER}'.`;
  }
  const missing = (REQUIRED[product] ?? []).find((name) => isEmpty(draft[name]));
  if (missing !== undefined) return `The property '${missing}' is required for ${product}.`;
  return (
    problemOfValues(draft, now) ?? problemOfObservable(draft) ?? (product === DEFENDER ? beyondDefender(draft) : null)
  );
}

/** Why an indicator cannot be changed so, or null. */
export function problemOfChange(changes: Draft, row: Row, now: Date): string | null {
  const missing = ['expirationDateTime', 'targetProduct'].find((name) => isEmpty(changes[name]));
  if (missing !== undefined) return `The property '${missing}' is required on every update.`;
  const product = String(row['targetProduct']);
  if (changes['targetProduct'] !== product) return `The property 'targetProduct' of this indicator is '${product}'.`;
  const editable = EDITABLE[product] ?? [];
  const fixed = Object.keys(changes).find((name) => ![...editable, 'id', 'targetProduct'].includes(name));
  if (fixed !== undefined)
    return `The property '${fixed}' cannot be updated for ${product}. It takes: ${editable.join(', ')}.`;
  return problemOfValues(changes, now);
}

/** The change without what only says which indicator is meant. */
export function changesOf({ id: _id, targetProduct: _product, ...changes }: Draft): Draft {
  return changes;
}

/** What the service writes itself is not taken from the caller. */
export function withoutStamps(draft: Draft): Draft {
  return Object.fromEntries(Object.entries(draft).filter(([name, value]) => !STAMPED.includes(name) && value !== null));
}

export function isInForce(row: Row, nowMs: number): boolean {
  return row['isActive'] !== false && Date.parse(String(row['expirationDateTime'])) > nowMs;
}

function problemOfValues(draft: Draft, now: Date): string | null {
  const { description, threatType, killChain, confidence, severity, expirationDateTime: expiry } = draft;
  if (typeof description === 'string' && description.length > MAX_DESCRIPTION) {
    return `The property 'description' has ${description.length} characters; it may have ${MAX_DESCRIPTION}.`;
  }
  if (typeof expiry === 'string' && Date.parse(expiry) <= now.getTime()) {
    return "The property 'expirationDateTime' must be in the future.";
  }
  if (!isEmpty(threatType) && !THREAT_TYPES.includes(String(threatType))) {
    return `The property 'threatType' must be one of ${THREAT_TYPES.join(', ')}.`;
  }
  if (Array.isArray(killChain) && !killChain.every((word) => KILL_CHAIN.includes(String(word)))) {
    return `The property 'killChain' takes only ${KILL_CHAIN.join(', ')}.`;
  }
  if (isOutside(confidence, 100)) return "The property 'confidence' must be between 0 and 100.";
  return isOutside(severity, 5) ? "The property 'severity' must be between 0 and 5." : null;
}

function problemOfObservable(draft: Draft): string | null {
  const groups = [
    ...new Set(
      Object.keys(draft)
        .filter((name) => !isEmpty(draft[name]))
        .flatMap((name) => groupOf(name) ?? []),
    ),
  ];
  if (groups.length === 0) return 'The indicator has no observable: say an email, a file or a network property.';
  if (groups.length > 1) return `The indicator mixes observables: ${groups.join(', ')}. Only one group is allowed.`;
  return problemOfHash(draft) ?? problemOfPlace(draft);
}

/** Which group of observables a property belongs to; undefined for what is none. */
function groupOf(name: string): 'email' | 'file' | 'network' | undefined {
  if (name.startsWith('email')) return 'email';
  if (name.startsWith('file')) return 'file';
  return name.startsWith('network') || ['domainName', 'url', 'userAgent'].includes(name) ? 'network' : undefined;
}

function problemOfHash({ fileHashType: type, fileHashValue: value }: Draft): string | null {
  if (isEmpty(type) && isEmpty(value)) return null;
  if (isEmpty(type) || isEmpty(value)) return "The properties 'fileHashType' and 'fileHashValue' need each other.";
  const digits = HASH_DIGITS[String(type)];
  if (digits === undefined || isHex(String(value), digits)) return null;
  return `The property 'fileHashValue' is no ${String(type)}: that has ${digits} hexadecimal digits.`;
}

const PLACES: readonly (readonly [names: RegExp, isOne: (text: string) => boolean, what: string])[] = [
  [/^network.*IPv4$/, isAddressV4, 'an IPv4 address'],
  [/^network.*IPv6$/, isAddressV6, 'an IPv6 address'],
  [/^network.*CidrBlock$/, isNetwork, 'a network in CIDR notation'],
  [/^domainName$/, isDomain, 'a domain name'],
  [/^url$/, isUrl, 'a URL'],
];

function problemOfPlace(draft: Draft): string | null {
  for (const [name, value] of Object.entries(draft)) {
    const rule = isEmpty(value) ? undefined : PLACES.find(([names]) => names.test(name));
    if (rule !== undefined && !rule[1](String(value))) return `The property '${name}' must be ${rule[2]}.`;
  }
  return null;
}

/** Defender takes one domain, URL, destination address or file hash, and does something about it. */
function beyondDefender(draft: Draft): string | null {
  if (draft['action'] === 'unknown') return "The property 'action' must be allow, block or alert.";
  const said = Object.keys(draft).filter((name) => !isEmpty(draft[name]) && groupOf(name) !== undefined);
  const other = said.find((name) => groupOf(name) !== 'file' && !OF_DEFENDER.includes(name));
  if (other !== undefined)
    return `The property '${other}' is not supported by ${DEFENDER}. It takes: ${OF_DEFENDER.join(', ')}.`;
  if (said.filter((name) => OF_DEFENDER.includes(name)).length === 1) return null;
  return `${DEFENDER} takes exactly one of ${OF_DEFENDER.join(', ')}.`;
}

function isOfType(property: PropertyModel, value: unknown): boolean {
  if (property.list) return Array.isArray(value) && value.every((item) => typeof item === 'string');
  switch (property.kind) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && Number.isInteger(value);
    case 'date':
      return instantOf(value) !== null;
    case 'enum':
      return typeof value === 'string' && value !== 'unknownFutureValue' && property.members?.includes(value) === true;
    default:
      return typeof value === 'string';
  }
}

function typeNameOf({ list, typeName }: PropertyModel): string {
  return list ? `Collection(${typeName})` : typeName;
}

function isOutside(value: unknown, most: number): boolean {
  return typeof value === 'number' && (value < 0 || value > most);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function unreadable(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
