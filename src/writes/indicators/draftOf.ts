import type { ObservableKind } from '../../../schema/enums.js';
import type { IndicatorInput } from '../../../schema/IndicatorWrites.js';
import { badInput, SecgraphError } from '../../errors/SecgraphError.js';
import { normalObservable, normalRange, normalSubject } from '../../identity/observable.js';
import type { IndicatorDraft, Subject } from '../../sources/indicators/IndicatorDraft.js';
import { uuidV5 } from '../../util/uuidV5.js';
import { quoted } from '../asked.js';

const MOST = { value: 2048, title: 200, description: 2000, recommendedActions: 2000, threatType: 100, externalId: 200 };
const MOST_IN_LIST = 50;
const MOST_WORD = 200;
const LISTS = ['killChain', 'malwareFamilies', 'activityGroups', 'tags', 'deviceGroups'] as const;

/**
 * An indicator as it was given, whole and in its normal form.
 *
 * @returns SecgraphError BAD_USER_INPUT that says what is wrong with it, whatever the target
 */
export function draftOf(input: IndicatorInput, nowMs: number): IndicatorDraft | SecgraphError {
  const problem = problemOf(input, nowMs);
  if (problem) return problem;
  const subject = subjectOf(input.value, input.kind ?? null);
  if (subject instanceof SecgraphError) return subject;
  const { action, severity = null, tlp = null, product } = input;
  return {
    subject,
    action: action as IndicatorDraft['action'],
    severity: severity as IndicatorDraft['severity'],
    tlp: tlp as IndicatorDraft['tlp'],
    title: textOf(input.title),
    description: textOf(input.description),
    threatType: textOf(input.threatType),
    confidence: input.confidence ?? null,
    killChain: input.killChain ?? [],
    malwareFamilies: input.malwareFamilies ?? [],
    activityGroups: input.activityGroups ?? [],
    tags: input.tags ?? [],
    expiresAt: input.expiresAt ?? null,
    externalId: textOf(input.externalId) ?? uuidV5(`${subject.kind}|${subject.value}`),
    passiveOnly: input.passiveOnly ?? null,
    generateAlert: input.generateAlert ?? null,
    deviceGroups: input.deviceGroups ?? [],
    recommendedActions: textOf(input.recommendedActions),
    product: product ?? 'SENTINEL',
  };
}

/** Where no field of the input says it: this is no observable. */
function subjectOf(value: string, kind: ObservableKind | null): Subject | SecgraphError {
  if (kind === 'CERTIFICATE') return certificateIn(value);
  const subject = kind === 'EMAIL_SUBJECT' ? normalSubject(value) : null;
  const range = normalRange(value);
  const normal = subject ?? range ?? normalObservable(value);
  if (!normal) return badInput('value', reasonFor(value));
  if (kind !== null && kind !== normal.kind) {
    return badInput('value', `${quoted(value)} is of the kind ${normal.kind}, and not ${kind}.`);
  }
  return { ...normal, isRange: normal === range };
}

function certificateIn(value: string): Subject | SecgraphError {
  const digits = value.replace(/[\s:]/g, '').toLowerCase();
  if (/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(digits)) return { kind: 'CERTIFICATE', value: digits, isRange: false };
  return badInput('value', 'a thumbprint of a certificate has 40 (SHA-1) or 64 (SHA-256) hexadecimal digits.');
}

function reasonFor(value: string): string {
  const text = value.trim();
  if (/^\*\./.test(text))
    return `${quoted(text)} has a wildcard: give the domain without it, which covers all below it.`;
  if (/^[0-9a-f]{24,}$/i.test(text)) {
    return `a hash has 32 (MD5), 40 (SHA-1) or 64 (SHA-256) digits; ${quoted(text)} has ${text.length}.`;
  }
  return `${quoted(text)} is none of address, range of addresses, domain name, URL, file hash and mail address.`;
}

type Words = { readonly [Name in keyof IndicatorInput]?: IndicatorInput[Name] | null | undefined };

/** What is wrong with the words about it, of a new indicator or of a change. */
export function problemOf(input: Words, nowMs: number): SecgraphError | null {
  for (const [name, most] of Object.entries(MOST)) {
    const text = input[name as keyof typeof MOST];
    if (typeof text === 'string' && text.length > most) return badInput(name, `give at most ${most} characters.`);
  }
  for (const name of LISTS) {
    const list = input[name] ?? [];
    const isLong = list.length > MOST_IN_LIST || list.some((word) => word.trim() === '' || word.length > MOST_WORD);
    if (isLong) return badInput(name, `give at most ${MOST_IN_LIST} words of 1 to ${MOST_WORD} characters.`);
  }
  const { confidence, expiresAt } = input;
  for (const name of ['action', 'severity', 'tlp'] as const) {
    if (input[name] === 'UNKNOWN') return badInput(name, 'UNKNOWN is what is read, and cannot be submitted.');
  }
  if (typeof confidence === 'number' && (confidence < 0 || confidence > 100)) {
    return badInput('confidence', 'give a number from 0 to 100.');
  }
  if (typeof expiresAt === 'string' && Date.parse(expiresAt) <= nowMs) {
    return badInput('expiresAt', `${expiresAt} has passed: give a moment that is still to come.`);
  }
  return null;
}

function textOf(value: string | null | undefined): string | null {
  const text = value?.trim() ?? '';
  return text === '' ? null : text;
}
