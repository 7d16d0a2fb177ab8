/** Elements whose content is no text for people. */
const SILENT = /<(script|style|head|template|iframe|object)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const LINK = /<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a\s*>/gi;
const ITEM = /<li\b[^>]*>/gi;
const BREAK = /<(?:br|hr)\b[^>]*>|<\/(?:p|div|li|ul|ol|tr|table|h[1-6]|blockquote|pre)\s*>/gi;
const TAG = /<\/?[a-z!?][^>]*(?:>|$)/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi;
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•', copy: '©', reg: '®', trade: '™', middot: '·' },
};

/**
 * The words of a piece of HTML: a line for each paragraph and item, https links in brackets behind their words, no tags,
 * nothing of scripts. What comes out is text: who shows it in a page must escape it like any other text.
 */
export function plainText(html: string): string {
  const words = html
    .replace(COMMENT, '')
    .replace(SILENT, '')
    .replace(LINK, (_, double?: string, single?: string, inside = '') => linked(inside, double ?? single ?? ''))
    .replace(/\s+/g, ' ')
    .replace(ITEM, '\n- ')
    .replace(BREAK, '\n')
    .replace(TAG, '')
    .replace(ENTITY, (entity: string, decimal?: string, hex?: string, name?: string) =>
      decoded(entity, decimal, hex, name),
    );
  const lines = words.split('\n').map((line) => line.replace(/[^\S\n]+/g, ' ').trim());
  return lines.filter((line) => line !== '' && line !== '-').join('\n');
}

function linked(inside: string, address: string): string {
  return /^https:\/\//i.test(address) && !inside.includes(address) ? `${inside} (${address})` : inside;
}

function decoded(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  const isText =
    point >= 0x20 && point <= 0x10ffff && (point < 0x7f || point > 0x9f) && (point < 0xd800 || point > 0xdfff);
  return isText ? String.fromCodePoint(point) : '';
}
