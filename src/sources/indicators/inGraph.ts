import type { GraphProduct, ObservableKind } from '../../../schema/enums.js';
import { impossible, said, unheard, type IndicatorDraft, type Mapped, type Subject } from './IndicatorDraft.js';

/** How Graph calls the products that it passes indicators on to. */
export const PRODUCTS: Readonly<Record<GraphProduct, string>> = {
  SENTINEL: 'Azure Sentinel',
  DEFENDER: 'Microsoft Defender ATP',
};

export const ACTIONS: Readonly<Record<IndicatorDraft['action'], string | null>> = {
  ALLOW: 'allow',
  AUDIT: 'alert',
  ALERT: 'alert',
  BLOCK: 'block',
  WARN: null,
  BLOCK_AND_REMEDIATE: null,
};
/** Graph counts from 0 to 5; reading turns them back. */
export const GRAPH_SEVERITIES = { INFORMATIONAL: 1, LOW: 2, MEDIUM: 3, HIGH: 4 } as const;
const THREAT_TYPES = [
  ...['Botnet', 'C2', 'CryptoMining', 'Darknet', 'DDoS', 'MaliciousUrl', 'Malware'],
  ...['Phishing', 'Proxy', 'PUA', 'WatchList'],
];
const KILL_CHAIN = ['Actions', 'C2', 'Delivery', 'Exploitation', 'Installation', 'Reconnaissance', 'Weaponization'];
const MOST_DESCRIPTION = 100;

/** Properties for Sentinel, for which the direction of an address is not known, and for Defender, which knows one. */
const PLACES: Readonly<Partial<Record<ObservableKind, Readonly<Record<GraphProduct, string | null>>>>> = {
  IPV4: { SENTINEL: 'networkIPv4', DEFENDER: 'networkDestinationIPv4' },
  IPV6: { SENTINEL: 'networkIPv6', DEFENDER: 'networkDestinationIPv6' },
  DOMAIN: { SENTINEL: 'domainName', DEFENDER: 'domainName' },
  URL: { SENTINEL: 'url', DEFENDER: 'url' },
  EMAIL_SENDER: { SENTINEL: 'emailSenderAddress', DEFENDER: null },
  EMAIL_SUBJECT: { SENTINEL: 'emailSubject', DEFENDER: null },
};
const HASHES: Readonly<Partial<Record<ObservableKind, string>>> = {
  FILE_MD5: 'md5',
  FILE_SHA1: 'sha1',
  FILE_SHA256: 'sha256',
};

/**
 * An indicator as `tiIndicators` takes it, with what each product requires.
 *
 * @see https://learn.microsoft.com/graph/api/resources/tiindicator?view=graph-rest-beta
 */
export function inGraph(draft: IndicatorDraft): Mapped {
  const { product, subject, title, deviceGroups, recommendedActions } = draft;
  const place = placeOf(subject, product);
  if (place === null) return impossible(`Microsoft Graph takes no ${nameOf(subject)} for ${PRODUCTS[product]}.`);
  const action = ACTIONS[draft.action];
  if (action === null) {
    return impossible(`Microsoft Graph knows no ${draft.action}: action is one of ALLOW, AUDIT, ALERT, BLOCK.`);
  }
  const description = draft.description ?? title;
  const problem = problemOf(draft, description);
  if (problem) return impossible(problem);
  const body = said({
    ...place,
    action,
    targetProduct: PRODUCTS[product],
    description,
    expirationDateTime: draft.expiresAt,
    externalId: draft.externalId,
    severity: draft.severity && GRAPH_SEVERITIES[draft.severity],
    tlpLevel: draft.tlp?.toLowerCase() ?? null,
    threatType: wordIn(THREAT_TYPES, draft.threatType ?? '') ?? null,
    confidence: draft.confidence,
    killChain: killChainIn(draft.killChain),
    malwareFamilyNames: draft.malwareFamilies,
    activityGroupNames: draft.activityGroups,
    tags: draft.tags,
    passiveOnly: draft.passiveOnly,
  });
  const lostTitle = draft.description !== null && title !== null ? title : null;
  return {
    kind: 'mapped',
    body,
    notes: [
      ...unheard('Microsoft Graph', { title: lostTitle, deviceGroups, recommendedActions }),
      ...(draft.tlp === 'RED' && draft.passiveOnly !== true
        ? ['Microsoft asks for passiveOnly with tlp RED, so that nobody notices it.']
        : []),
    ],
  };
}

function placeOf({ kind, value, isRange }: Subject, product: GraphProduct): Record<string, string> | null {
  if (isRange) return product === 'SENTINEL' ? { networkCidrBlock: value } : null;
  const hash = HASHES[kind];
  if (hash) return { fileHashType: hash, fileHashValue: value };
  const property = PLACES[kind]?.[product];
  return property ? { [property]: value } : null;
}

/** Why Graph would refuse it, or null. */
function problemOf(draft: IndicatorDraft, description: string | null): string | null {
  const { product, expiresAt, tlp, threatType, killChain } = draft;
  const required = product === 'SENTINEL' ? { description, expiresAt, tlp, threatType } : { expiresAt };
  const missing = Object.entries(required).find(([, value]) => value === null);
  if (missing) return `Microsoft Graph needs ${missing[0]} for ${PRODUCTS[product]}.`;
  if (threatType !== null && !wordIn(THREAT_TYPES, threatType)) {
    return `Microsoft Graph takes a threatType of ${THREAT_TYPES.join(', ')}.`;
  }
  const chain = killChainIn(killChain);
  return descriptionProblem(description) ?? (typeof chain === 'string' ? chain : null);
}

/** Why Graph would refuse a description, or null. */
export function descriptionProblem(description: string | null): string | null {
  const { length } = description ?? '';
  if (length <= MOST_DESCRIPTION) return null;
  return `Microsoft Graph takes ${MOST_DESCRIPTION} characters of description at most; this one has ${length}.`;
}

/** Steps of the kill chain as Graph writes them; a text says why it would refuse them. */
export function killChainIn(words: readonly string[]): string[] | string {
  const known = words.flatMap((word) => wordIn(KILL_CHAIN, word) ?? []);
  return known.length === words.length ? known : `Microsoft Graph takes a killChain of ${KILL_CHAIN.join(', ')}.`;
}

function wordIn(words: readonly string[], written: string): string | undefined {
  return words.find((word) => word.toLowerCase() === written.toLowerCase());
}

export function nameOf({ kind, isRange }: Subject): string {
  return isRange ? 'range of addresses' : kind;
}

/** What Graph lets be changed of an indicator, by product. */
export const EDITABLE: Readonly<Record<GraphProduct, readonly string[]>> = {
  SENTINEL: [
    ...['action', 'activityGroupNames', 'confidence', 'description', 'expirationDateTime', 'externalId', 'isActive'],
    ...['killChain', 'malwareFamilyNames', 'passiveOnly', 'severity', 'tags', 'tlpLevel'],
  ],
  DEFENDER: ['expirationDateTime', 'severity', 'description'],
};

export function productOf(targetProduct: string | null): GraphProduct {
  return targetProduct === PRODUCTS.DEFENDER ? 'DEFENDER' : 'SENTINEL';
}
