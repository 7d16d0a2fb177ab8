import { createHash } from 'node:crypto';
import { stableJson } from '../util/stableJson.js';
import type { AuditEntry } from './AuditEntry.js';

/** What the first entry follows. */
export const BEGINNING = '0'.repeat(64);

/** The verb of entries that say which others were purged; `after` of them names the last one and its hash. */
export const PURGE_AUDIT = 'purgeAudit';

/** SHA-256 over the canonical JSON of an entry, which names the hash of the entry before it. */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256').update(stableJson(entry)).digest('hex');
}

/** Where the chain begins and ends. */
export interface Head {
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly purgedSeq: number;
  readonly purgedHash: string;
}

/** What an examination of the chain found. */
export interface Verdict {
  readonly checked: number;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  /** Of the last entry that holds: noted elsewhere, it proves later that the journal was not replaced as a whole. */
  readonly lastHash: string | null;
  /** The first entry that is not as it was written; null when all are. */
  readonly brokenAt: number | null;
  readonly why: string | null;
}

/**
 * Does every entry follow the one before it, from the first that is kept to the last that was written?
 *
 * @param entries oldest first, those up to `head.lastSeq`
 */
export async function examineChain(head: Head, entries: AsyncIterable<AuditEntry>): Promise<Verdict> {
  let [seq, hash, checked] = [head.purgedSeq, head.purgedHash, 0];
  let [firstSeq, purged] = [null as number | null, null as unknown];
  const verdict = (broken: Pick<Verdict, 'brokenAt' | 'why'> | null): Verdict => ({
    ...{ checked, firstSeq, lastSeq: checked > 0 ? seq : null, lastHash: checked > 0 ? hash : null },
    ...(broken ?? { brokenAt: null, why: null }),
  });
  for await (const entry of entries) {
    const broken = flawOf(entry, seq, hash);
    if (broken) return verdict(broken);
    ({ seq, hash } = entry);
    firstSeq ??= seq;
    checked += 1;
    if (entry.verb === PURGE_AUDIT) purged = entry.after;
  }
  return verdict(flawOfEnd(head, seq, hash) ?? flawOfBeginning(head, purged));
}

type Flaw = { readonly brokenAt: number; readonly why: string } | null;

function flawOf(entry: AuditEntry, seq: number, hash: string): Flaw {
  const { hash: written, ...rest } = entry;
  const brokenAt = Math.min(entry.seq, seq + 1);
  if (entry.seq > seq + 1) return { brokenAt, why: `Entry ${brokenAt} is missing.` };
  if (entry.seq <= seq) return { brokenAt, why: `Entry ${brokenAt} was put before the first one.` };
  if (hashOf(rest) !== written) return { brokenAt, why: `Entry ${brokenAt} was changed after it was written.` };
  if (entry.previousHash !== hash) return { brokenAt, why: `Entry ${brokenAt} does not follow the one before it.` };
  return null;
}

function flawOfEnd({ lastSeq, lastHash }: Head, seq: number, hash: string): Flaw {
  if (seq < lastSeq) return { brokenAt: seq + 1, why: `Entries ${seq + 1} to ${lastSeq} are missing.` };
  if (hash !== lastHash) return { brokenAt: seq, why: `Entry ${seq} is not the one that was written last.` };
  return null;
}

/** The newest purge says where the chain begins: whoever takes more away has to forge that entry, and all after it. */
function flawOfBeginning({ purgedSeq, purgedHash }: Head, purged: unknown): Flaw {
  const said = (purged ?? { throughSeq: 0, hash: BEGINNING }) as { throughSeq?: unknown; hash?: unknown };
  if (said.throughSeq === purgedSeq && said.hash === purgedHash) return null;
  return { brokenAt: purgedSeq + 1, why: `Entries up to ${purgedSeq} are gone, and no purge says so.` };
}
