import type { Evidence } from '../../../schema/evidence/Evidence.js';
import type { FileDetails, GeoLocation, Observable } from '../../../schema/Observable.js';
import { ROW_BY_TYPE } from './rows.js';
import { walk } from './walk.js';
import { worst } from './worst.js';

/**
 * Everything in an alert that can be seen again elsewhere, once, in the order of first mention: with the worst verdict,
 * the fullest description, and the number of pieces of evidence that name it. Addresses that a machine of the tenant has
 * itself are no observables.
 */
export function observables(evidence: readonly Evidence[], tenantId: string): Observable[] {
  const found = new Map<string, Observable>();
  for (const piece of walk(evidence)) {
    const own = new Map<string, Observable>();
    for (const seen of ROW_BY_TYPE.get(piece.__typename)?.observables(piece) ?? []) {
      const name = nameOf(seen);
      const before = own.get(name);
      own.set(name, before ? { ...joined(before, seen), seen: 1 } : seen);
    }
    for (const [name, seen] of own) {
      const before = found.get(name);
      found.set(name, before ? joined(before, seen) : { ...seen, tenantId });
    }
  }
  return [...found.values()];
}

function joined(first: Observable, second: Observable): Observable {
  return {
    ...first,
    verdict: worst(first.verdict, second.verdict),
    geo: fuller<GeoLocation>(first.geo, second.geo),
    file: fuller<FileDetails>(first.file, second.file),
    seen: first.seen + second.seen,
  };
}

/** What either says; where both do, the first. */
function fuller<T extends object>(first: T | null, second: T | null): T | null {
  if (!first || !second || first === second) return first ?? second;
  const said = Object.entries(first).filter(([, value]) => value !== null);
  return { ...second, ...Object.fromEntries(said) };
}

function nameOf({ kind, value }: Observable): string {
  return `${kind} ${value}`;
}
