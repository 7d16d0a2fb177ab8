import type { RequestRecord } from '../../emulator/startEmulator.js';
import { isBatch, type House, type Told } from './house.js';

const OUTCOMES = `job { isFinished finished total verb }
    outcomes {
      __typename
      ... on Outcome { id }
      ... on IndicatorDone { target externalId deed indicatorId notes tenant { displayName } }
      ... on IndicatorRefused { target code message targetSays tenant { displayName } }
      ... on IndicatorPending { target message }
      ... on IndicatorPreview { target sends notes }
    }`;
export const SUBMIT = `mutation Submit($indicators: [IndicatorInput!]!, $targets: [IndicatorTarget!]!, $tenants: [String!], $dryRun: Boolean, $key: String) {
  submitIndicators(indicators: $indicators, targets: $targets, tenants: $tenants, dryRun: $dryRun, idempotencyKey: $key) { ${OUTCOMES} }
}`;
export const UPDATE = `mutation Update($changes: [IndicatorChange!]!) { updateIndicators(changes: $changes) { ${OUTCOMES} } }`;
export const DELETE = `mutation Delete($ids: [ID!], $externalIds: [String!], $target: IndicatorTarget, $tenants: [String!]) {
  deleteIndicators(ids: $ids, externalIds: $externalIds, target: $target, tenants: $tenants) { ${OUTCOMES} }
}`;
export const ALL = ['GRAPH_TI_INDICATORS', 'DEFENDER_FOR_ENDPOINT', 'SENTINEL'];
export const CONTOSO = 'c0a7050e-0001-4000-8000-000000000001';

/** Says all that every target needs. */
export const domain = (name: string, more: object = {}) => ({
  value: name,
  action: 'BLOCK',
  title: 'Phishing of November',
  description: 'Seen in mails',
  severity: 'HIGH',
  tlp: 'AMBER',
  threatType: 'Phishing',
  expiresAt: '2027-01-01T00:00:00Z',
  externalId: `feed-${name}`,
  ...more,
});
export const domains = (count: number) => Array.from({ length: count }, (_, index) => domain(`d${index}.evil.example`));

export interface Shown {
  readonly __typename: string;
  readonly id: string;
  readonly target: string;
  readonly code?: string;
  readonly message?: string;
  readonly deed?: string;
  readonly indicatorId?: string;
  readonly targetSays?: string | null;
  readonly notes?: readonly string[];
  readonly sends?: Readonly<Record<string, unknown>>;
  readonly tenant?: { readonly displayName: string };
}

export function outcomes({ data, errors }: Told): Shown[] {
  expect(errors).toEqual([]);
  return (Object.values(data)[0] as { outcomes: Shown[] }).outcomes;
}
export const kinds = (told: Told): string[] => outcomes(told).map(({ __typename, code }) => code ?? __typename);
export const all = (told: Told): [string, number][] => {
  const counts = new Map<string, number>();
  for (const kind of kinds(told)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
};

export function writes(requests: readonly RequestRecord[]): RequestRecord[] {
  return requests.filter((request) =>
    isBatch(request) ? request.parts.some(({ method }) => method !== 'GET') : request.method !== 'GET',
  );
}

/** What Contoso has in the emulated world, at each target. */
export function contosoIn({ emulator }: House) {
  const contoso = () => emulator.world.tenants.get(CONTOSO)!;
  return {
    contoso,
    rowsAt: (externalId: string) => ({
      graph: [...contoso().tiIndicators].filter((row) => row['externalId'] === externalId),
      defender: [...contoso().defenderIndicators].filter((row) => row['externalID'] === externalId),
    }),
    objects: () => [...contoso().sentinel!.objects],
  };
}
