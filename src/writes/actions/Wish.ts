import type { ActionInput } from '../../../schema/ActionWrites.js';
import type { HostKey, ServicePrincipalKey, UserKey } from '../../pivots/Key.js';

/** One action as it was asked for, and the tenant it is for. */
export interface Wish {
  readonly input: ActionInput;
  readonly tenantId: string;
  /** What the target says, read as its kind is named. */
  readonly named: Named;
}

export type Named =
  | { readonly by: 'host'; readonly key: HostKey }
  | { readonly by: 'user'; readonly key: UserKey }
  | { readonly by: 'servicePrincipal'; readonly key: ServicePrincipalKey }
  | { readonly by: 'observable' | 'mail'; readonly text: string };
