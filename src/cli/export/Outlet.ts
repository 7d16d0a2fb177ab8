import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { open, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { CommandError } from '../Command.js';

/** How far an export has come: everything up to `bytes` is safely in the file. */
export interface Progress {
  /** Which export it is: list, format, fields, tenants, filter. */
  readonly what: string;
  readonly bytes: number;
  readonly rows: number;
  /** Where the next page begins; null at the beginning. */
  readonly cursor: string | null;
  /** Cursors are sealed with it, so that another process can open them. */
  readonly secret: string;
}

/** Where rows go. */
export interface Outlet {
  readonly start: Progress;
  /** Adds the text of a page, and remembers where the next one begins. */
  add(text: string, rows: number, cursor: string | null): Promise<void>;
  /** Adds the text of the last page: then there is nothing left to go on with. */
  finish(text: string): Promise<void>;
  /** Lets go of the file, finished or not. */
  close(): Promise<void>;
}

export function freshProgress(what: string): Progress {
  return { what, bytes: 0, rows: 0, cursor: null, secret: randomBytes(32).toString('base64') };
}

/** Standard output: nothing to go on from. */
export function streamOutlet(what: string, write: (text: string) => Promise<void>): Outlet {
  return {
    start: freshProgress(what),
    add: (text) => write(text),
    finish: (text) => write(text),
    close: () => Promise.resolve(),
  };
}

/** The file that stands beside an export which is not finished. */
export function cursorFile(path: string): string {
  return `${path}.cursor`;
}

/**
 * What an interrupted export to this file has left; null when there is nothing to go on with.
 *
 * @throws CommandError when it was another export, or is damaged
 */
export function leftBehind(path: string, what: string): Progress | null {
  if (!existsSync(cursorFile(path))) return null;
  const left = parsed(readFileSync(cursorFile(path), 'utf8'));
  if (!left) throw new CommandError(`${cursorFile(path)} is damaged. Export anew, without --resume.`);
  if (left.what === what) return left;
  throw new CommandError(
    `${path} was begun as another export: list, format, fields, tenants and filter must be the same. Export anew, without --resume.`,
  );
}

function parsed(text: string): Progress | null {
  try {
    const { what, bytes, rows, cursor, secret } = JSON.parse(text) as Progress;
    const isWhole = typeof what === 'string' && Number.isSafeInteger(bytes) && Number.isSafeInteger(rows);
    return isWhole && typeof secret === 'string' ? { what, bytes, rows, cursor, secret } : null;
  } catch {
    return null;
  }
}

/**
 * A file. After each page its bytes are safely on disk before the cursor file says so; what was written after the last
 * word of the cursor file is cut off when the export goes on. So no row is lost and none is there twice, wherever the
 * process ended.
 */
export async function fileOutlet(path: string, start: Progress): Promise<Outlet> {
  const file = await openAt(path, start.bytes);
  let { bytes, rows } = start;
  const append = async (text: string): Promise<void> => {
    const whole = Buffer.from(text, 'utf8');
    for (let done = 0; done < whole.length;) {
      const { bytesWritten } = await file.write(whole, done, null, bytes);
      done += bytesWritten;
      bytes += bytesWritten;
    }
    await file.datasync();
  };
  await remember(path, start);
  return {
    start,
    add: async (text, added, cursor) => {
      await append(text);
      rows += added;
      await remember(path, { ...start, bytes, rows, cursor });
    },
    finish: async (text) => {
      await append(text);
      await rm(cursorFile(path), { force: true });
    },
    close: () => file.close(),
  };
}

async function openAt(path: string, bytes: number): Promise<FileHandle> {
  const isThere = existsSync(path);
  if (bytes > 0 && (!isThere || (await stat(path)).size < bytes)) {
    throw new CommandError(`${path} is shorter than it was left. Export anew, without --resume.`);
  }
  const file = await open(path, isThere ? 'r+' : 'w', 0o600);
  await file.truncate(bytes);
  return file;
}

/** Put in place in one step: whoever reads it finds the old word or the new one. */
async function remember(path: string, progress: Progress): Promise<void> {
  const next = `${cursorFile(path)}.new`;
  await writeFile(next, JSON.stringify(progress), { mode: 0o600, flush: true });
  await rename(next, cursorFile(path));
}
