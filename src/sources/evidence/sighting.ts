import type { Verdict } from '../../../schema/enums.js';
import type { FileHash } from '../../../schema/evidence/parts.js';
import type { FileDetails, GeoLocation, Observable } from '../../../schema/Observable.js';
import { normalHash, type NormalObservable } from '../../identity/observable.js';

/** The evidence that something was seen in. */
export interface Seen {
  readonly tenantId: string;
  readonly verdict: Verdict;
}

type Normal = (text: string) => NormalObservable | null;

/** Something seen in one piece of evidence; null when the text has no normal form. */
export function sighting(
  { tenantId, verdict }: Seen,
  normal: Normal,
  text: string | null,
  { geo = null, file = null }: { geo?: GeoLocation | null; file?: FileDetails | null } = {},
): Observable | null {
  const found = text === null ? null : normal(text);
  return found && { __typename: 'Observable', tenantId, ...found, verdict, geo, file, seen: 1 };
}

/** A file by each of its hashes, strongest first. */
export function fileSightings(seen: Seen, file: FileDetails | null): Observable[] {
  return [file?.sha256, file?.sha1, file?.md5]
    .map((hash) => sighting(seen, normalHash, hash ?? null, { file }))
    .filter((found) => found !== null);
}

/** Authenticode hashes leave out part of the file, so they are no hash of it. */
export function hashSighting(seen: Seen, { algorithm, value }: FileHash): Observable | null {
  return algorithm?.toLowerCase() === 'sha256ac' ? null : sighting(seen, normalHash, value);
}
