import type { Indicator } from '../../../schema/Indicator.js';
import type { IndicatorChanges } from '../../../schema/IndicatorWrites.js';
import { impossible, said, type IndicatorDraft, type Mapped } from './IndicatorDraft.js';
import { inDefender } from './inDefender.js';
import {
  ACTIONS,
  descriptionProblem,
  EDITABLE,
  GRAPH_SEVERITIES,
  killChainIn,
  PRODUCTS,
  productOf,
} from './inGraph.js';

type Names = Readonly<Partial<Record<keyof IndicatorChanges, string>>>;

/** What of a change Graph has a place for. */
const IN_GRAPH: Names = {
  action: 'action',
  severity: 'severity',
  description: 'description',
  tlp: 'tlpLevel',
  confidence: 'confidence',
  killChain: 'killChain',
  malwareFamilies: 'malwareFamilyNames',
  activityGroups: 'activityGroupNames',
  tags: 'tags',
  expiresAt: 'expirationDateTime',
  passiveOnly: 'passiveOnly',
};
const IN_DEFENDER: ReadonlySet<string> = new Set([
  ...['action', 'severity', 'title', 'description', 'expiresAt', 'generateAlert', 'deviceGroups', 'recommendedActions'],
]);

/** The fields that a change gives; null is nothing, too. */
function given(set: IndicatorChanges): (keyof IndicatorChanges)[] {
  return (Object.keys(set) as (keyof IndicatorChanges)[]).filter(
    (name) => set[name] !== undefined && set[name] !== null,
  );
}

/** A change of an indicator of Graph, with what each update has to repeat. */
export function changedInGraph(known: Indicator, set: IndicatorChanges): Mapped {
  const product = productOf(known.targetProduct);
  const lost = given(set).filter((name) => !EDITABLE[product].includes(IN_GRAPH[name] ?? ''));
  if (lost.length > 0) return impossible(`Microsoft Graph cannot change ${lost.join(', ')} for ${PRODUCTS[product]}.`);
  const action = set.action ? ACTIONS[set.action as IndicatorDraft['action']] : undefined;
  if (action === null) return impossible(`Microsoft Graph knows no ${set.action}.`);
  const chain = killChainIn(set.killChain ?? []);
  const problem = descriptionProblem(set.description ?? null) ?? (typeof chain === 'string' ? chain : null);
  if (problem !== null) return impossible(problem);
  const expirationDateTime = set.expiresAt ?? known.expiresAt;
  if (expirationDateTime === null) return impossible('Microsoft Graph needs expiresAt with every change.');
  const { severity, tlp, description, confidence, malwareFamilies, activityGroups, tags, passiveOnly } = set;
  const body = said({
    id: known.graphId,
    targetProduct: PRODUCTS[product],
    expirationDateTime,
    action: action ?? null,
    severity: severity ? GRAPH_SEVERITIES[severity as keyof typeof GRAPH_SEVERITIES] : null,
    tlpLevel: tlp?.toLowerCase() ?? null,
    description: description ?? null,
    confidence: confidence ?? null,
    killChain: chain,
    malwareFamilyNames: malwareFamilies ?? null,
    activityGroupNames: activityGroups ?? null,
    tags: tags ?? null,
    passiveOnly: passiveOnly ?? null,
  });
  return { kind: 'mapped', body, notes: [] };
}

/** A change of an indicator of Defender: the whole indicator as it is then, for Defender takes it by its value. */
export function changedInDefender(known: Indicator, set: IndicatorChanges): Mapped {
  const lost = given(set).filter((name) => !IN_DEFENDER.has(name));
  if (lost.length > 0) return impossible(`Defender for Endpoint has no place for ${lost.join(', ')}.`);
  const [first] = known.values;
  if (!first || first.kind === null || known.action === 'UNKNOWN') {
    return impossible('This version does not know what the indicator is about, or what it does.');
  }
  const changes = Object.fromEntries(given(set).map((name) => [name, set[name]])) as Partial<IndicatorDraft>;
  const mapped = inDefender({ ...draftOf(known), subject: { ...first, kind: first.kind }, ...changes });
  if (mapped.kind === 'impossible') return mapped;
  const { externalID: _made, ...body } = mapped.body;
  return { ...mapped, body: known.externalId === null ? body : mapped.body };
}

function draftOf(known: Indicator): Omit<IndicatorDraft, 'subject'> {
  const { title, description, externalId, expiresAt, deviceGroups, recommendedActions, generateAlert } = known;
  return {
    ...{ title, description, expiresAt, deviceGroups, recommendedActions, generateAlert },
    action: known.action as IndicatorDraft['action'],
    severity: known.severity === 'UNKNOWN' ? null : known.severity,
    externalId: externalId ?? '',
    ...{ tlp: null, threatType: null, confidence: null, passiveOnly: null, product: 'SENTINEL' },
    ...{ killChain: [], malwareFamilies: [], activityGroups: [], tags: [] },
  };
}
