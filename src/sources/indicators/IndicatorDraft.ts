import type { GraphProduct, IndicatorAction, ObservableKind, Severity, Tlp } from '../../../schema/enums.js';

/** What an indicator is about, in its normal form. */
export interface Subject {
  readonly kind: ObservableKind;
  readonly value: string;
  /** A range of addresses, as 198.51.100.16/28. */
  readonly isRange: boolean;
}

/** An indicator that is to be submitted, whole and checked, whatever the target. */
export interface IndicatorDraft {
  readonly subject: Subject;
  readonly action: Exclude<IndicatorAction, 'UNKNOWN'>;
  readonly severity: Exclude<Severity, 'UNKNOWN'> | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly tlp: Exclude<Tlp, 'UNKNOWN'> | null;
  readonly threatType: string | null;
  /** 0 to 100. */
  readonly confidence: number | null;
  readonly killChain: readonly string[];
  readonly malwareFamilies: readonly string[];
  readonly activityGroups: readonly string[];
  readonly tags: readonly string[];
  /** ISO 8601. */
  readonly expiresAt: string | null;
  /** By what it is known again: submitted twice, it is one. */
  readonly externalId: string;
  readonly passiveOnly: boolean | null;
  readonly generateAlert: boolean | null;
  readonly deviceGroups: readonly string[];
  readonly recommendedActions: string | null;
  /** To which product Microsoft Graph passes it on. */
  readonly product: GraphProduct;
}

/** An indicator in the words of one target; or why that target cannot say it. */
export type Mapped =
  | {
      readonly kind: 'mapped';
      readonly body: Readonly<Record<string, WireValue>>;
      /** What the target will not honour. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'impossible'; readonly reason: string };

export type WireValue = string | number | boolean | readonly WireValue[] | { readonly [name: string]: WireValue };

export function impossible(reason: string): Mapped {
  return { kind: 'impossible', reason };
}

/** Says what a target has no place for, in one line; none where nothing of it was given. */
export function unheard(target: string, given: Readonly<Record<string, unknown>>): string[] {
  const names = Object.entries(given)
    .filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined))
    .map(([name]) => name);
  return names.length === 0 ? [] : [`${target} has no place for ${names.join(', ')}.`];
}

/** The members that say something. */
export function said(members: Readonly<Record<string, WireValue | null>>): Record<string, WireValue> {
  return Object.fromEntries(
    Object.entries(members).filter(
      (member): member is [string, WireValue] =>
        member[1] !== null && !(Array.isArray(member[1]) && member[1].length === 0),
    ),
  );
}
