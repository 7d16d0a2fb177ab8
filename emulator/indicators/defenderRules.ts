import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import { SUPERSEDED } from './guesses.js';
import { instantOf, isAddressV4, isDomain, isHex, isUrl, isWholeAddressV6 } from './values.js';
import type { Draft } from './values.js';

const FILE_ACTIONS = ['Allowed', 'Audit', 'Warn', 'Block', 'BlockAndRemediate'];
const NETWORK_ACTIONS = ['Allowed', 'Audit', 'Warn', 'Block'];
const CERTIFICATE_ACTIONS = ['Allowed', 'BlockAndRemediate'];
const SEVERITIES = ['Informational', 'Low', 'Medium', 'High'];

interface Kind {
  readonly actions: readonly string[];
  /** Why the value is none of that kind, or null. */
  readonly problem: (value: string) => string | null;
}

const hash = (digits: number, actions = FILE_ACTIONS): Kind => ({
  actions,
  problem: (value) => (isHex(value, digits) ? null : `has to have ${digits} hexadecimal digits`),
});

/** What each kind of indicator may do. @see https://learn.microsoft.com/defender-endpoint/indicators-overview */
const KINDS: Readonly<Record<string, Kind>> = {
  FileSha1: hash(40),
  FileSha256: hash(64),
  FileMd5: hash(32),
  CertificateThumbprint: hash(40, CERTIFICATE_ACTIONS),
  IpAddress: { actions: NETWORK_ACTIONS, problem: problemOfAddress },
  DomainName: {
    actions: NETWORK_ACTIONS,
    problem: (value) => wildcard(value) ?? (isDomain(value) ? null : 'is not a domain name'),
  },
  Url: { actions: NETWORK_ACTIONS, problem: (value) => wildcard(value) ?? (isUrl(value) ? null : 'is not a URL') },
};

/**
 * An indicator of Defender as the body says it, its action in today's words.
 *
 * @throws GraphFault 400 where a value is not of its type
 */
export function readDefenderIndicator(written: unknown): Draft {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    throw invalid('An indicator must be a JSON object.');
  }
  const draft: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(written)) {
    const property = Object.hasOwn(MODELS.defenderIndicator.properties, name)
      ? MODELS.defenderIndicator.properties[name]
      : undefined;
    if (property === undefined || value === null) continue;
    if (!isOfType(property.list ? 'list' : property.kind, value)) {
      throw invalid(
        `The value of '${name}' is not of the type ${property.list ? 'list of strings' : property.typeName}.`,
      );
    }
    draft[name] = value as unknown;
  }
  return inTodaysWords(draft);
}

/** Why Defender refuses it, or null. */
export function problemOfDefender(draft: Draft, now: Date): string | null {
  const missing = ['indicatorValue', 'indicatorType', 'action', 'title', 'description'].find(
    (name) => !text(draft, name),
  );
  if (missing !== undefined) return `${missing} is required.`;
  const type = text(draft, 'indicatorType');
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind === undefined) return `indicatorType must be one of ${Object.keys(KINDS).join(', ')}.`;
  const wrong = kind.problem(text(draft, 'indicatorValue'));
  if (wrong !== null) return `indicatorValue of the type ${type} ${wrong}.`;
  return problemOfAction(draft, type, kind) ?? problemOfRest(draft, now);
}

function problemOfAction(draft: Draft, type: string, { actions }: Kind): string | null {
  const action = text(draft, 'action');
  if (!actions.includes(action)) return `action of the type ${type} must be one of ${actions.join(', ')}.`;
  if (action === 'Audit' && draft['generateAlert'] !== true) return 'generateAlert must be true with the action Audit.';
  const canTeach = type === 'Url' && (action === 'Block' || action === 'Warn');
  if (text(draft, 'educateUrl') && !canTeach) return 'educateUrl goes only with the actions Block and Warn on URLs.';
  return null;
}

function problemOfRest(draft: Draft, now: Date): string | null {
  const severity = text(draft, 'severity') || 'Informational';
  if (!SEVERITIES.includes(severity)) return `severity must be one of ${SEVERITIES.join(', ')}.`;
  const expiry = instantOf(draft['expirationTime']);
  return expiry !== null && expiry <= now.getTime() ? 'expirationTime must be in the future.' : null;
}

/** The old words are still taken. */
function inTodaysWords(draft: Draft): Draft {
  const action = String(draft['action']);
  const now = Object.hasOwn(SUPERSEDED, action) ? SUPERSEDED[action] : undefined;
  if (now === undefined) return draft;
  const isFile = text(draft, 'indicatorType').startsWith('File');
  return { ...draft, action: isFile ? now.file : now.other, generateAlert: true };
}

function problemOfAddress(value: string): string | null {
  if (value.includes('/')) return 'cannot be in CIDR notation';
  if (isAddressV4(value) || isWholeAddressV6(value)) return null;
  return 'has to be an IPv4 address, or an IPv6 address with all its eight groups';
}

function wildcard(value: string): string | null {
  return value.includes('*') ? 'cannot have a wildcard' : null;
}

function isOfType(kind: string, value: unknown): boolean {
  if (kind === 'list') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (kind === 'boolean') return typeof value === 'boolean';
  return kind === 'date' ? instantOf(value) !== null : typeof value === 'string';
}

function text(draft: Draft, name: string): string {
  const value = draft[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** A refusal in Defender's code. */
export function invalid(message: string): GraphFault {
  return new GraphFault(400, 'InvalidInput', message);
}
