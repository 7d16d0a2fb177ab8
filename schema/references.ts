import type { ObservableKind } from './enums.js';

/**
 * What a record says about a person or account it names. Every key it carries, none of them looked up yet.
 * All strings as Graph sent them, null where absent.
 */
export interface UserRef {
  /** Entra object id (GUID). */
  readonly objectId: string | null;
  readonly userPrincipalName: string | null;
  readonly mail: string | null;
  /** On-premises `S-1-5-…` or cloud `S-1-12-1-…`. */
  readonly sid: string | null;
  /** sAMAccountName, without domain. */
  readonly accountName: string | null;
  /** NetBIOS or DNS name of the account's domain. */
  readonly domain: string | null;
}

/** What a record says about a machine it names. */
export interface HostRef {
  /** Entra *device id* (not the object id). */
  readonly deviceId: string | null;
  /** Defender for Endpoint machine id, 40 hex digits. */
  readonly defenderId: string | null;
  readonly dnsName: string | null;
  readonly hostName: string | null;
  /** Entra object id, and Intune id: no alert carries them, global ids may. */
  readonly objectId?: string | null;
  readonly intuneId?: string | null;
}

/** What a record says about a group it names. */
export interface GroupRef {
  readonly objectId: string | null;
}

/** What a record says about an application it names. */
export interface ServicePrincipalRef {
  /** Of the service principal. */
  readonly objectId: string | null;
  /** Of the application. */
  readonly appId: string | null;
}

/** What an indicator covers: one thing, or a range of addresses. */
export interface CoveringValue {
  /** Null for what no alert shows. */
  readonly kind: ObservableKind | null;
  /** In its normal form. */
  readonly value: string;
  readonly isRange: boolean;
}

/** Something that alerts are looked for by: who or what their evidence names. */
export type AlertSubject =
  | {
      readonly kind: 'USER';
      readonly objectId: string | null;
      readonly userPrincipalName: string | null;
      readonly sid: string | null;
    }
  | {
      readonly kind: 'HOST';
      readonly deviceId: string | null;
      readonly defenderId: string | null;
      /** Host name without domain. */
      readonly name: string | null;
    }
  | {
      readonly kind: 'APPLICATION';
      /** Object id of its service principal. */
      readonly objectId: string | null;
      readonly appId: string | null;
    }
  | {
      readonly kind: 'OBSERVABLE';
      readonly observable: ObservableKind;
      /** In its normal form. */
      readonly value: string;
    }
  | {
      /** Whatever an indicator covers. */
      readonly kind: 'INDICATOR';
      readonly values: readonly CoveringValue[];
    };
