import type { ObservableKind } from '../../../schema/enums.js';
import { uuidV5 } from '../../util/uuidV5.js';
import { impossible, said, unheard, type IndicatorDraft, type Mapped, type Subject } from './IndicatorDraft.js';

const PATHS: Readonly<Record<ObservableKind, string>> = {
  IPV4: 'ipv4-addr:value',
  IPV6: 'ipv6-addr:value',
  DOMAIN: 'domain-name:value',
  URL: 'url:value',
  FILE_SHA1: "file:hashes.'SHA-1'",
  FILE_SHA256: "file:hashes.'SHA-256'",
  FILE_MD5: 'file:hashes.MD5',
  EMAIL_SENDER: 'email-message:from_ref.value',
  EMAIL_SUBJECT: 'email-message:subject',
  MAC: 'mac-addr:value',
  CERTIFICATE: "x509-certificate:hashes.'SHA-1'",
};
const LONG_CERTIFICATE = "x509-certificate:hashes.'SHA-256'";

/**
 * The markings that STIX knows from birth.
 *
 * @see https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html#_yd3ar14ekwrs
 */
export const TLP_MARKINGS = {
  WHITE: 'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9',
  GREEN: 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da',
  AMBER: 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82',
  RED: 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed',
} as const;

/** Words of STIX's vocabulary for what Graph calls threat types; anything else is malicious activity. */
const TYPES: Readonly<Record<string, string>> = {
  darknet: 'anonymization',
  proxy: 'anonymization',
  watchlist: 'unknown',
};
const KILL_CHAIN_NAME = 'lockheed-martin-cyber-kill-chain';
/** What Graph calls the steps of that chain. */
const PHASES: Readonly<Record<string, string>> = { c2: 'command-and-control', actions: 'actions-on-objective' };

/**
 * The id of an indicator in Sentinel: the same tenant and external id have the same one, so that submitting again is a new
 * version and no second indicator.
 */
export function stixId(tenantId: string, externalId: string): string {
  return `indicator--${uuidV5(`${tenantId}|${externalId}`)}`;
}

/**
 * An indicator as an object of STIX 2.1, without its times. Sentinel matches; it neither lets through nor blocks.
 *
 * @see https://learn.microsoft.com/azure/sentinel/stix-objects-api
 */
export function inSentinel(draft: IndicatorDraft, tenantId: string): Mapped {
  const { subject, action, severity, externalId } = draft;
  if (action === 'ALLOW') {
    return impossible('Microsoft Sentinel lets nothing through: what it knows it matches, and raises alerts about.');
  }
  const { deviceGroups, recommendedActions, passiveOnly, generateAlert } = draft;
  return {
    kind: 'mapped',
    body: said({
      type: 'indicator',
      spec_version: '2.1',
      id: stixId(tenantId, externalId),
      name: draft.title ?? subject.value,
      description: draft.description,
      pattern: patternOf(subject),
      pattern_type: 'stix',
      pattern_version: '2.1',
      valid_until: draft.expiresAt,
      confidence: draft.confidence,
      indicator_types: [TYPES[draft.threatType?.toLowerCase() ?? ''] ?? 'malicious-activity'],
      kill_chain_phases: draft.killChain.map((word) => ({
        kill_chain_name: KILL_CHAIN_NAME,
        phase_name: phaseOf(word),
      })),
      labels: [
        ...draft.tags,
        ...(draft.threatType === null ? [] : [`threat-type:${draft.threatType}`]),
        ...draft.malwareFamilies.map((name) => `malware-family:${name}`),
        ...draft.activityGroups.map((name) => `activity-group:${name}`),
      ],
      object_marking_refs: draft.tlp === null ? [] : [TLP_MARKINGS[draft.tlp]],
      external_references: [{ source_name: 'secgraph', external_id: externalId }],
    }),
    notes: [
      ...(action === 'ALERT' || action === 'AUDIT' ? [] : [`Microsoft Sentinel only matches: it does not ${action}.`]),
      ...unheard('Microsoft Sentinel', { severity, deviceGroups, recommendedActions, passiveOnly, generateAlert }),
    ],
  };
}

/**
 * What takes an indicator back, without its times: a last version that is revoked. Its pattern fits nothing, for what the
 * indicator was about is not known here, and revoking needs one.
 */
export function revoked(id: string): Readonly<Record<string, string | boolean>> {
  return {
    ...{ type: 'indicator', spec_version: '2.1', id, name: 'Withdrawn' },
    ...{ pattern: `[file:name = '${id}']`, pattern_type: 'stix', pattern_version: '2.1' },
    revoked: true,
  };
}

function patternOf({ kind, value, isRange }: Subject): string {
  const path = kind === 'CERTIFICATE' && value.length === 64 ? LONG_CERTIFICATE : PATHS[kind];
  return `[${path} ${isRange ? 'ISSUBSET' : '='} '${value.replace(/[\\']/g, '\\$&')}']`;
}

function phaseOf(word: string): string {
  return PHASES[word.toLowerCase()] ?? word.trim().toLowerCase().replace(/\s+/g, '-');
}
