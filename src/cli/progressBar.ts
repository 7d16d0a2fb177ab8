const WIDTH = 24;

/**
 * A line that replaces the one before it: `[#######-----------------]  30 %  12,000 indicators`.
 *
 * @param share from 0 to 1
 * @param what how far it is, in words
 */
export function progressBar(share: number, what: string): string {
  const done = Math.min(Math.max(share, 0), 1);
  const filled = Math.floor(done * WIDTH);
  const percent = String(Math.floor(done * 100)).padStart(3);
  return `\r[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${percent} %  ${what}`;
}
