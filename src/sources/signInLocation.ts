import type { GeoLocation } from '../../schema/Observable.js';
import { decimal, record, text, type WireRecord } from './wire.js';

/** `signInLocation` of sign-ins and risk detections; null where nothing in it is known. */
export function signInLocation(row: WireRecord): GeoLocation | null {
  const sent = record(row, 'location');
  if (!sent) return null;
  const point = record(sent, 'geoCoordinates') ?? {};
  const location: GeoLocation = {
    city: text(sent, 'city'),
    state: text(sent, 'state'),
    country: text(sent, 'countryOrRegion'),
    latitude: decimal(point, 'latitude'),
    longitude: decimal(point, 'longitude'),
  };
  return Object.values(location).some((value) => value !== null) ? location : null;
}
