import type { Machine } from '../machines.js';
import type { Severity } from '../noise/Kind.js';
import type { Home, Person } from '../people.js';
import type { Random } from '../random.js';
import type { Row } from '../World.js';

/** A security product behind the federated API: its `vendorInformation`. */
export interface Vendor {
  readonly provider: string;
  readonly subProvider: string | null;
  readonly vendor: string;
}

/** The products that Graph federated, by the keyword of `vendorInformation/provider`. */
export const VENDORS = {
  identityProtection: { provider: 'IPC', subProvider: null, vendor: 'Microsoft' },
  cloud: { provider: 'ASC', subProvider: 'VirtualMachine', vendor: 'Microsoft' },
  cloudApps: { provider: 'MCAS', subProvider: 'MCAS', vendor: 'Microsoft' },
  sentinel: { provider: 'Azure Sentinel', subProvider: 'Scheduled Alerts', vendor: 'Microsoft' },
  office: { provider: 'Office 365 Security and Compliance', subProvider: null, vendor: 'Microsoft' },
  endpoint: { provider: 'Microsoft Defender ATP', subProvider: 'MicrosoftDefenderATP', vendor: 'Microsoft' },
  identity: { provider: 'Azure Advanced Threat Protection', subProvider: null, vendor: 'Microsoft' },
} as const satisfies Readonly<Record<string, Vendor>>;

export type VendorName = keyof typeof VENDORS;

/** Who and what one legacy alert is about. */
export interface LegacyScene {
  readonly home: Home;
  /** ISO. */
  readonly at: string;
  readonly eventAt: string;
  readonly who: Person;
  readonly host: Machine;
  readonly random: Random;
}

/** A kind of legacy alert: what a product says about it and the states it shows. */
export interface LegacyKind {
  readonly key: string;
  readonly vendor: VendorName;
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly severities: readonly Severity[];
  readonly recommendedActions: readonly string[];
  /** A page of the product; the id of the alert is put behind it. */
  readonly portal: string;
  states(scene: LegacyScene): Partial<Row>;
}
