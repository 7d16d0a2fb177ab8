import type { Evidence } from '../evidence/evidence.js';
import type { Address } from '../evidence/network.js';
import type { Machine } from '../machines.js';
import type { Home, Person } from '../people.js';
import type { Random } from '../random.js';

export type Severity = 'informational' | 'low' | 'medium' | 'high';

/** A kind of everyday alert: what a product says about it and what it shows. */
export interface AlertKind {
  readonly key: string;
  /** First letters of the alert id, by which Defender XDR tells its products apart. */
  readonly idPrefix: string;
  readonly title: string;
  readonly description: string;
  readonly recommendedActions: string;
  readonly severities: readonly Severity[];
  readonly serviceSource: string;
  readonly detectionSource: string;
  readonly productName: string;
  readonly category: string;
  readonly mitreTechniques: readonly string[];
  readonly threatFamilyName?: string;
  readonly incidentName: string;
  /** What the alert is about, and how many of them (at least, at most). */
  readonly about: 'machines' | 'people' | 'mailboxes';
  readonly atLeast: number;
  readonly atMost: number;
  evidence(scene: Scene): Evidence[];
}

/** Who and what one alert is about. */
export interface Scene {
  readonly home: Home;
  /** ISO. */
  readonly at: string;
  readonly machines: readonly Machine[];
  /** Owners of the machines, or the people that the alert is about. */
  readonly people: readonly Person[];
  readonly server: Machine | undefined;
  readonly random: Random;
}

/** Addresses that knock at every tenant's door. Documentation ranges, so nobody lives there. */
export const KNOCKING_ADDRESSES: readonly Address[] = [
  { ip: '203.0.113.18', countryCode: 'BR', city: 'Sao Paulo', country: 'Brazil', latitude: -23.55, longitude: -46.63 },
  { ip: '203.0.113.140', countryCode: 'VN', city: 'Hanoi', country: 'Vietnam', latitude: 21.03, longitude: 105.85 },
  {
    ip: '198.51.100.61',
    countryCode: 'NL',
    city: 'Amsterdam',
    country: 'Netherlands',
    latitude: 52.37,
    longitude: 4.9,
  },
  { ip: '198.51.100.202', countryCode: 'US', city: 'Ashburn', country: 'United States', latitude: 39.04, longitude: -77.49 }, // prettier-ignore
  { ip: '192.0.2.87', countryCode: 'RO', city: 'Bucharest', country: 'Romania', latitude: 44.43, longitude: 26.1 },
  { ip: '2001:db8:41::9', countryCode: 'DE', city: 'Frankfurt', country: 'Germany', latitude: 50.11, longitude: 8.68 },
];

/** Evidence for each machine, one after the other. */
export function perMachine(scene: Scene, make: (host: Machine, owner: Person | null) => Evidence[]): Evidence[] {
  return scene.machines.flatMap((host) => make(host, host.owner));
}
