import { SecgraphError } from '../errors/SecgraphError.js';
import type { AuditEntry } from '../journal/AuditEntry.js';
import type { Verdict } from '../journal/chain.js';
import { JournalError } from '../journal/JournalError.js';
import { isGuid } from '../util/odata.js';
import { stableJson } from '../util/stableJson.js';
import { CommandError, readArgs, UsageError, type Command, type Service, type Terminal } from './Command.js';

/** `secgraph audit verify` and `secgraph audit export`: the audit trail, whole, without a running service. */
export const audit: Command = async (args, terminal, open) => {
  const [what = '', ...more] = args;
  if (what !== 'verify' && what !== 'export') throw new UsageError('audit takes one of: verify, export.');
  const wish = what === 'export' ? readWish(more) : readNothing(more);
  const service = await open({ emulator: { isOn: false, port: 0, isLive: false } });
  try {
    return wish ? await exportEntries(wish, service, terminal) : await verify(service, terminal);
  } finally {
    await service.close();
  }
};

function readNothing(args: readonly string[]): null {
  const { positionals } = readArgs(args, {});
  if (positionals.length > 0) throw new UsageError('audit verify takes nothing more.');
  return null;
}

async function verify({ journal, settings }: Service, { write }: Terminal): Promise<number> {
  const place = 'file' in settings.journal ? settings.journal.file : 'DATABASE_URL';
  const verdict = await journal.audit.verify().catch((error: unknown) => {
    if (error instanceof JournalError) return error.message;
    throw error;
  });
  if (typeof verdict === 'string') {
    await write(`${place}: BROKEN. ${verdict}\n`);
    return 1;
  }
  await write(`${place}: ${told(verdict)}\n`);
  return verdict.brokenAt === null ? 0 : 1;
}

function told({ checked, firstSeq, lastSeq, lastHash, brokenAt, why }: Verdict): string {
  const entries = checked === 1 ? '1 entry' : `${checked.toLocaleString('en')} entries`;
  const range = `${entries}, ${firstSeq} to ${lastSeq}`;
  if (brokenAt === null) {
    return checked === 0 ? 'no entries yet.' : `whole. ${range}; the hash of the last one is ${lastHash}.`;
  }
  const before = checked === 0 ? 'Nothing before it holds.' : `What is before it holds: ${range}.`;
  return `BROKEN at entry ${brokenAt}. ${why} ${before}`;
}

/** Which entries; null = no bound. */
interface Wish {
  readonly since: number | null;
  readonly until: number | null;
  readonly tenants: readonly string[] | null;
}

function readWish(args: readonly string[]): Wish {
  const { values, positionals } = readArgs(args, {
    since: { type: 'string' },
    until: { type: 'string' },
    tenant: { type: 'string', multiple: true },
  });
  if (positionals.length > 0) throw new UsageError('audit export writes to the standard output: redirect it with >.');
  return {
    since: momentOf('--since', values.since),
    until: momentOf('--until', values.until),
    tenants: values.tenant ?? null,
  };
}

function momentOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const moment = isDay || isMoment ? Date.parse(text) : NaN;
  if (!Number.isNaN(moment)) return moment;
  throw new UsageError(`${option} takes a day or a moment with its time zone: 2026-11-23 or 2026-11-23T08:00:00Z.`);
}

async function exportEntries(wish: Wish, service: Service, { write, tell, signal }: Terminal): Promise<number> {
  const tenantIds = wish.tenants && new Set(wish.tenants.flatMap((name) => idsOf(name, service)));
  let count = 0;
  for await (const entry of service.journal.audit.entries()) {
    if (signal.aborted) {
      tell(`Interrupted after ${count} entries.\n`);
      return 1;
    }
    if (!isWished(entry, wish, tenantIds)) continue;
    await write(lineOf(entry));
    count += 1;
  }
  return 0;
}

/** A tenant that the settings do not know any more is still in the trail. */
function idsOf(name: string, { tenants }: Service): readonly string[] {
  if (isGuid(name)) return [name.toLowerCase()];
  try {
    return tenants.select([name], 'all').map(({ tenantId }) => tenantId);
  } catch (thrown) {
    throw thrown instanceof SecgraphError ? new CommandError(thrown.message, { cause: thrown }) : thrown;
  }
}

function isWished(
  { at, tenantId }: AuditEntry,
  { since, until }: Wish,
  tenantIds: ReadonlySet<string> | null,
): boolean {
  if ((since !== null && at < since) || (until !== null && at >= until)) return false;
  return tenantIds === null || (tenantId !== null && tenantIds.has(tenantId));
}

/** What was hashed stands in the line as it was hashed, so that anybody can check it without knowing how we write JSON. */
function lineOf({ hash, ...entry }: AuditEntry): string {
  return `{"entry":${stableJson(entry)},"hash":"${hash}"}\n`;
}
