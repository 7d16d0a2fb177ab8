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
}

/**
 * The products that have answered, by the keyword of each.
 *
 * @see https://learn.microsoft.com/graph/api/alert-list
 */
export const LEGACY_PROVIDERS: readonly LegacyProvider[] = [
  { provider: 'Microsoft Defender ATP', serviceSource: 'microsoftDefenderForEndpoint', isFilterable: true },
  { provider: 'Azure Advanced Threat Protection', serviceSource: 'microsoftDefenderForIdentity', isFilterable: true },
  { provider: 'MCAS', serviceSource: 'microsoftDefenderForCloudApps', isFilterable: true },
  { provider: 'ASC', serviceSource: 'microsoftDefenderForCloud', isFilterable: true },
  { provider: 'IPC', serviceSource: 'azureAdIdentityProtection', isFilterable: true },
  { provider: 'Azure Sentinel', serviceSource: 'microsoftSentinel', isFilterable: true },
  {
    provider: 'Office 365 Security and Compliance',
    serviceSource: 'microsoftDefenderForOffice365',
    isFilterable: false,
  },
];

/** What the alerts of today call a provider; null for one that is not among {@link LEGACY_PROVIDERS}. */
export function serviceSourceOf(provider: string | null): string | null {
  const name = provider?.toLowerCase();
  return LEGACY_PROVIDERS.find((known) => known.provider.toLowerCase() === name)?.serviceSource ?? null;
}
