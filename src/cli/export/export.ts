import { existsSync } from 'node:fs';
import { execute, type DocumentNode } from 'graphql';
import { stableJson } from '../../util/stableJson.js';
import {
  CommandError,
  OPERATOR,
  readArgs,
  readJson,
  readList,
  UsageError,
  type Command,
  type Service,
  type Terminal,
} from '../Command.js';
import { LISTS, pageDocument, type Exported } from './document.js';
import { FORMATS, type Format } from './format.js';
import { fileOutlet, freshProgress, leftBehind, streamOutlet, type Outlet, type Progress } from './Outlet.js';

/** How often a list is asked again that brings nothing because its source does not answer: 1, 2, 4 … s, a minute together. */
const MAX_WAITS = 6;

/** What is exported, as the command line says it. */
interface Wish {
  readonly list: string;
  readonly exported: Exported;
  readonly format: Format;
  readonly fields: readonly string[];
  readonly tenants: readonly string[] | null;
  readonly filter: unknown;
  readonly out: string | null;
  readonly isResumed: boolean;
  /** The same text for the same export. */
  readonly what: string;
}

/** `secgraph export`: a whole list, page by page, in bounded memory. */
export const exportList: Command = async (args, terminal, open) => {
  const wish = readWish(args);
  const progress = progressOf(wish);
  if (!progress) {
    terminal.tell(`${wish.out} is complete: there is nothing to go on with.\n`);
    return 0;
  }
  const service = await open({ cursorSecret: progress.secret });
  try {
    const document = pageDocument(service.schema, wish.list, wish.fields);
    const outlet = wish.out === null ? streamOutlet(wish.what, terminal.write) : await fileOutlet(wish.out, progress);
    try {
      return await writeAll({ wish, document, outlet, service, terminal });
    } finally {
      await outlet.close();
    }
  } finally {
    await service.close();
  }
};

function readWish(args: readonly string[]): Wish {
  const { values, positionals } = readArgs(args, {
    format: { type: 'string', default: 'csv' },
    fields: { type: 'string' },
    tenants: { type: 'string' },
    filter: { type: 'string' },
    out: { type: 'string' },
    resume: { type: 'boolean' },
  });
  const [list = '', ...more] = positionals;
  const exported = Object.hasOwn(LISTS, list) ? LISTS[list] : undefined;
  if (!exported || more.length > 0) throw new UsageError(`export takes one of: ${Object.keys(LISTS).join(', ')}.`);
  const format = Object.hasOwn(FORMATS, values.format) ? FORMATS[values.format] : undefined;
  if (!format) throw new UsageError(`--format takes one of: ${Object.keys(FORMATS).join(', ')}.`);
  const out = values.out ?? null;
  const isResumed = values.resume ?? false;
  if (isResumed && out === null) throw new UsageError('--resume goes on with a file: give --out FILE.');
  const fields = readList(values.fields) ?? exported.fields;
  const tenants = readList(values.tenants) ?? null;
  const filter = readJson('--filter', values.filter) ?? null;
  const what = stableJson([list, values.format, fields, tenants, filter]);
  return { list, exported, format, fields, tenants, filter, out, isResumed, what };
}

/** Where to begin; null when the file is complete already. */
function progressOf({ out, isResumed, what }: Wish): Progress | null {
  const left = isResumed && out !== null ? leftBehind(out, what) : null;
  if (left) return left;
  return isResumed && out !== null && existsSync(out) ? null : freshProgress(what);
}

interface Work {
  readonly wish: Wish;
  readonly document: DocumentNode;
  readonly outlet: Outlet;
  readonly service: Service;
  readonly terminal: Terminal;
}

async function writeAll(work: Work): Promise<number> {
  const { wish, outlet, service, terminal } = work;
  const gaps = new Set<string>();
  let { cursor, rows } = outlet.start;
  let waits = 0;
  if (outlet.start.bytes === 0) await outlet.add(wish.format.head(wish.fields), 0, null);
  for (;;) {
    const page = await readPage(work, cursor);
    if (page === null) return stopped(wish, rows, terminal);
    tellGaps(page, gaps, terminal);
    const { nodes, pageInfo } = page;
    const text = nodes.map((node) => wish.format.row(node, wish.fields)).join('');
    rows += nodes.length;
    if (terminal.isWatched) terminal.tell(`\r${rows.toLocaleString('en')} ${wish.list}`);
    if (!pageInfo.hasNextPage) {
      await outlet.finish(text);
      if (terminal.isWatched) terminal.tell('\n');
      return 0;
    }
    cursor = pageInfo.endCursor;
    await outlet.add(text, nodes.length, cursor);
    waits = nodes.length > 0 || !isSilent(page, wish.exported) ? 0 : waits + 1;
    if (waits > MAX_WAITS) return stopped(wish, rows, terminal);
    // Told to end while it waits: the next page says so.
    if (waits > 0) await service.clock.sleep(500 * 2 ** waits, terminal.signal).catch(() => undefined);
  }
}

interface Page {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly coverage: readonly {
    readonly source: string;
    readonly state: string;
    readonly message: string | null;
    readonly tenant: { readonly displayName: string };
  }[];
}

/** One page, through the same plan as every question; null when the export was told to end, or its deadline passed. */
async function readPage({ wish, document, service, terminal }: Work, after: string | null): Promise<Page | null> {
  if (terminal.signal.aborted) return null;
  const { list, exported, tenants, filter } = wish;
  const contextValue = service.contexts.open(OPERATOR, terminal.signal, { lane: 'reports' });
  const variableValues = { first: exported.pageSize, after, tenants, filter };
  const { schema } = service;
  const { data, errors = [] } = await execute({ schema, document, contextValue, variableValues });
  if (terminal.signal.aborted) return null;
  const page = data?.[list] as Page | null | undefined;
  if (!page) throw new CommandError(errors[0]?.message ?? `The list ${list} did not answer.`);
  for (const message of new Set(errors.map((error) => error.message))) terminal.tell(`\nwarning: ${message}\n`);
  return page;
}

/** Sources that could not be read, each told once: their rows are missing. */
function tellGaps({ coverage }: Page, told: Set<string>, { tell }: Terminal): void {
  for (const { source, state, message, tenant } of coverage) {
    const gap = `${tenant.displayName} ${source} ${state}`;
    if (state === 'COMPLETE' || told.has(gap)) continue;
    told.add(gap);
    tell(`\nwarning: ${gap}: ${message ?? 'some of it is missing.'}\n`);
  }
}

/** Whether there may be more rows behind a source that does not answer now. A filter that is finished here reads on. */
function isSilent({ coverage }: Page, { source }: Exported): boolean {
  return coverage.some((row) => row.source === source && (row.state === 'UNAVAILABLE' || row.state === 'THROTTLED'));
}

function stopped({ list, out }: Wish, rows: number, { tell }: Terminal): number {
  const how = out === null ? '' : ` Go on with the same command and --resume.`;
  tell(`\nInterrupted after ${rows} ${list}.${how}\n`);
  return 1;
}
