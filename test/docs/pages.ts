import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** A page of the documentation. */
export interface Page {
  /** From the root of the project: `docs/limits.md`. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block. */
export interface Block {
  readonly language: string;
  readonly code: string;
}

/** A link to something of this project. */
export interface Link {
  /** Path from the root of the project. */
  readonly target: string;
  /** Heading, as it stands in a link. */
  readonly anchor: string | null;
}

export function page(path: string): Page {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') };
}

/** README, changes and everything in docs/. */
export function allPages(): Page[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const paths = docs.filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`);
  return ['README.md', 'CHANGELOG.md', ...paths.sort()].map(page);
}

export function blocksOf({ text }: Page, language: string): Block[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .map(([, name = '', code = '']) => ({ language: name, code }))
    .filter((block) => block.language === language);
}

/** Everything but the fenced blocks. */
export function proseOf({ text }: Page): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

/** What stands in backticks in the prose. */
export function wordsOf(of: Page): string[] {
  return [...proseOf(of).matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
}

export function linksOf(of: Page): Link[] {
  const targets = [...proseOf(of).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => linkFrom(of.path, target));
}

/** Headings of a page as links name them. */
export function anchorsOf(of: Page): string[] {
  return [...proseOf(of).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** The cells of the table whose heading row begins with `first`, without that row; backticks taken off. */
export function tableOf({ path, text }: Page, first: string): string[][] {
  const lines = text.split('\n').map((line) => line.trim());
  const start = lines.findIndex((line) => cellsOf(line)[0] === first);
  if (start < 0) throw new Error(`${path} has no table that begins with ${first}.`);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  return lines.slice(start + 2, end < 0 ? undefined : end).map(cellsOf);
}

function cellsOf(line: string): string[] {
  if (!line.startsWith('|')) return [];
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''));
}

function linkFrom(path: string, target: string): Link {
  const [file = '', anchor = null] = target.split('#');
  const place = file === '' ? path : relative('.', normalize(join(dirname(path), file)));
  return { target: place, anchor };
}
