import type { Address } from './evidence/network.js';
import { guidOf, hashOf, numberedRandom } from './random.js';
import { riskDetectionRow } from './rows/access.js';
import { placeOf } from './signIns.js';
import { HOUR_MS, MINUTE_MS, ticks } from './time.js';
import type { Row } from './World.js';

const ELSEWHERE: readonly Address[] = [
  { ip: '198.51.100.141', countryCode: 'BR', city: 'Recife', latitude: -8.05, longitude: -34.9 },
  { ip: '198.51.100.162', countryCode: 'TR', city: 'Izmir', latitude: 38.42, longitude: 27.14 },
  { ip: '198.51.100.187', countryCode: 'VN', city: 'Da Nang', latitude: 16.05, longitude: 108.2 },
];

/** Reasons that Entra ID Protection gives, with how it came to them. */
const REASONS = [
  { riskEventType: 'unfamiliarFeatures', detectionTimingType: 'realtime' },
  { riskEventType: 'anonymizedIPAddress', detectionTimingType: 'realtime' },
  { riskEventType: 'unlikelyTravel', detectionTimingType: 'offline' },
  { riskEventType: 'leakedCredentials', detectionTimingType: 'offline' },
  { riskEventType: 'passwordSpray', detectionTimingType: 'offline' },
] as const;

/** What made somebody of the list of risky users risky: one or two detections each. */
export function detectionsBehind(riskyUser: Row, seed: string): Row[] {
  const random = numberedRandom(hashOf(`${seed}/detections/${riskyUser.id}`));
  const updatedMs = Date.parse(String(riskyUser['riskLastUpdatedDateTime']));
  const level = String(riskyUser['riskLevel']);
  return Array.from({ length: random.whole(1, 2) }, (_, index) => {
    const atMs = updatedMs - index * random.whole(2, 30) * HOUR_MS;
    const from = random.pick(ELSEWHERE);
    const reason = random.pick(REASONS);
    return riskDetectionRow({
      id: detectionId(`${riskyUser.id}/${String(index)}`),
      ...reason,
      userId: riskyUser.id,
      userDisplayName: riskyUser['userDisplayName'],
      userPrincipalName: riskyUser['userPrincipalName'],
      riskLevel: level === 'none' ? 'low' : level,
      riskState: riskyUser['riskState'],
      riskDetail: riskyUser['riskDetail'],
      requestId: reason.riskEventType === 'leakedCredentials' ? null : guidOf(`${riskyUser.id}/request/${String(index)}`),
      activity: reason.riskEventType === 'leakedCredentials' ? 'user' : 'signin',
      activityDateTime: ticks(atMs - 40 * MINUTE_MS),
      detectedDateTime: ticks(atMs),
      lastUpdatedDateTime: ticks(atMs),
      ipAddress: reason.riskEventType === 'leakedCredentials' ? null : from.ip,
      location: placeOf(from),
    });
  });
} // prettier-ignore

/** Detections have ids of 64 hexadecimal digits. */
export function detectionId(name: string): string {
  return `${guidOf(`detection/${name}`)}${guidOf(`detection/${name}/more`)}`.replaceAll('-', '');
}

/** Newest first. */
export function byDetection(left: Row, right: Row): number {
  return String(right['detectedDateTime']).localeCompare(String(left['detectedDateTime']));
}
