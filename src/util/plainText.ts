/** Elements whose content is no text for people. */
const SILENT = new Set(['script', 'style', 'head', 'template', 'iframe', 'object']);
/** Elements that end a line. */
const BLOCKS = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'tr',
  'table',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);
const LINES: Readonly<Record<string, string>> = { br: '\n', hr: '\n', li: '\n- ' };
const TAG = /^<(\/?)([a-z][a-z0-9]{0,15})/i;
const ADDRESS = /\bhref\s?=\s?(?:"(https:\/\/[^"]{1,1000})"|'(https:\/\/[^']{1,1000})')/i;
const LONGEST_TAG = 2000;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi;
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•', copy: '©', reg: '®', trade: '™', middot: '·' },
};

/**
 * The words of a piece of HTML: a line for each paragraph and item, https links in brackets behind their words, no tags,
 * nothing of scripts. What comes out is text: who shows it in a page must escape it like any other text.
 *
 * One pass from left to right, so that no text, however odd, takes longer than its length.
 */
export function plainText(html: string): string {
  const words = new Words();
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    words.add(decoded(html.slice(at, open === -1 ? undefined : open)));
    if (open === -1) break;
    at = isMarkup(html, open) ? afterMarkup(html, open, words) : afterBracket(open, words);
  }
  return words.toString();
}

class Words {
  #text = '';
  /** Where the words of the open link begin, and where it leads: a link has no links inside. */
  #link: { readonly from: number; readonly address: string } | null = null;

  add(text: string): void {
    this.#text += text;
  }

  openLink(address: string | null): void {
    this.#link = address === null ? null : { from: this.#text.length, address };
  }

  closeLink(): void {
    if (this.#link && !this.#text.includes(this.#link.address, this.#link.from))
      this.#text += ` (${this.#link.address})`;
    this.#link = null;
  }

  toString(): string {
    const lines = this.#text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
    return lines.filter((line) => line !== '' && line !== '-').join('\n');
  }
}

/** `<` before anything but a name, a slash or a mark is just a sign. */
function isMarkup(html: string, open: number): boolean {
  return /[a-z/!?]/i.test(html.charAt(open + 1));
}

function afterBracket(open: number, words: Words): number {
  words.add('<');
  return open + 1;
}

/** Takes one tag or comment, with the content of silent elements. What is never closed swallows the rest. */
function afterMarkup(html: string, open: number, words: Words): number {
  if (html.startsWith('<!--', open)) return behind(html, '-->', open + 4);
  const end = behind(html, '>', open);
  const tag = html.slice(open, Math.min(end, open + LONGEST_TAG));
  const [, slash = '', written = ''] = TAG.exec(tag) ?? [];
  const name = written.toLowerCase();
  if (slash === '' && SILENT.has(name)) return behindElement(html, name, end);
  if (name === 'a') follow(tag, slash === '', words);
  else if (slash === '' ? name in LINES : BLOCKS.has(name)) words.add(LINES[name] ?? '\n');
  return end;
}

function follow(tag: string, isOpening: boolean, words: Words): void {
  const [, double, single] = isOpening ? (ADDRESS.exec(tag) ?? []) : [];
  if (isOpening) words.openLink(double ?? single ?? null);
  else words.closeLink();
}

function behind(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at === -1 ? html.length : at + mark.length;
}

function behindElement(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}`, 'gi');
  closing.lastIndex = from;
  const found = closing.exec(html);
  return found ? behind(html, '>', found.index) : html.length;
}

/** A piece of text between tags: line breaks in it are spaces. */
function decoded(piece: string): string {
  return piece.replace(/\s+/g, ' ').replace(ENTITY, character);
}

function character(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  const isControl = point < 0x20 || (point >= 0x7f && point <= 0x9f);
  return isSurrogate || isControl || point > 0x10ffff ? '' : String.fromCodePoint(point);
}
