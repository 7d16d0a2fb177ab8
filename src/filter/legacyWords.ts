import type { AlertStatus, Classification } from '../../schema/enums.js';

/** Words of legacy alerts for ours, as they are sent in `$filter`. Null: there is no such word. */
export const LEGACY_STATUS_WORDS: Readonly<Record<AlertStatus, string | null>> = {
  UNKNOWN: 'unknown',
  NEW: 'newAlert',
  IN_PROGRESS: 'inProgress',
  RESOLVED: 'resolved',
  DISMISSED: 'dismissed',
};

/** Feedback is what classification is today; none is `unknown`, or nothing at all, which no filter says. */
export const FEEDBACK_WORDS: Readonly<Record<Classification, string | null>> = {
  UNKNOWN: null,
  TRUE_POSITIVE: 'truePositive',
  FALSE_POSITIVE: 'falsePositive',
  INFORMATIONAL_EXPECTED_ACTIVITY: 'benignPositive',
};

/** A product behind the federated API. */
export interface LegacyProvider {
  /** `vendorInformation/provider`. */
  readonly provider: string;
  /** What the alerts of today call it. */
  readonly serviceSource: string;
  /** Whether `$filter` by its keyword works. */
  readonly isFilterable: boolean;
  readonly writeBack: WriteBack;
}

/**
 * How far a product takes changes of its alerts. `THROUGH`: it sees them. `GRAPH_ONLY`: Graph keeps them, and the product
 * does not see them. `NONE`: it refuses them. `UNTOLD`: no document says.
 *
 * @see https://learn.microsoft.com/graph/security-concept-overview
 */
export type WriteBack = 'THROUGH' | 'GRAPH_ONLY' | 'NONE' | 'UNTOLD';

/**
 * The products that have answered, by the keyword of each.
 *
 * @see https://learn.microsoft.com/graph/api/alert-list
 */
export const LEGACY_PROVIDERS: readonly LegacyProvider[] = [
  {
    provider: 'Microsoft Defender ATP',
    serviceSource: 'microsoftDefenderForEndpoint',
    isFilterable: true,
    writeBack: 'THROUGH',
  },
  {
    provider: 'Azure Advanced Threat Protection',
    serviceSource: 'microsoftDefenderForIdentity',
    isFilterable: true,
    writeBack: 'GRAPH_ONLY',
  },
  { provider: 'MCAS', serviceSource: 'microsoftDefenderForCloudApps', isFilterable: true, writeBack: 'GRAPH_ONLY' },
  { provider: 'ASC', serviceSource: 'microsoftDefenderForCloud', isFilterable: true, writeBack: 'UNTOLD' },
  { provider: 'IPC', serviceSource: 'azureAdIdentityProtection', isFilterable: true, writeBack: 'GRAPH_ONLY' },
  { provider: 'Azure Sentinel', serviceSource: 'microsoftSentinel', isFilterable: true, writeBack: 'NONE' },
  {
    provider: 'Office 365 Security and Compliance',
    serviceSource: 'microsoftDefenderForOffice365',
    isFilterable: false,
    writeBack: 'NONE',
  },
];

/** What the alerts of today call a provider; null for one that is not among {@link LEGACY_PROVIDERS}. */
export function serviceSourceOf(provider: string | null): string | null {
  return knownProvider(provider)?.serviceSource ?? null;
}

/** How far a provider takes changes of its alerts. */
export function writeBackOf(provider: string | null): WriteBack {
  return knownProvider(provider)?.writeBack ?? 'UNTOLD';
}

function knownProvider(provider: string | null): LegacyProvider | undefined {
  const name = provider?.toLowerCase();
  return LEGACY_PROVIDERS.find((known) => known.provider.toLowerCase() === name);
}
