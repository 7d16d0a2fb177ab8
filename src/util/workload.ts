/** One row of the limits table of Microsoft Graph: who pays for a call. */
export type Workload =
  | 'security'
  | 'tiIndicators'
  | 'threatIntelligence'
  | 'directory'
  | 'identityProtection'
  | 'intune'
  | 'reports'
  | 'signInActivity'
  | 'hunting'
  | 'defender'
  | 'defenderImport'
  | 'defenderDeletion'
  | 'sentinel'
  | 'subscriptions';
