/**
 * A moment as a text that sorts like the moment, to 100 nanoseconds and beyond: UTC without `Z` and without closing zeros.
 * Numbers would lose Graph's seventh decimal.
 */
export function instantKey(moment: string): string {
  const text = moment.endsWith('Z') ? moment.slice(0, -1) : inUtc(moment);
  if (text.length <= 19) return text.length === 16 ? `${text}:00` : text;
  let end = text.length;
  while (text[end - 1] === '0') end--;
  return text[end - 1] === '.' ? text.slice(0, end - 1) : text.slice(0, end);
}

function inUtc(moment: string): string {
  if (moment.length === 10) return `${moment}T00:00:00`;
  const utc = new Date(moment.replace(/\.\d+/, '')).toISOString().slice(0, 19);
  return utc + (/\.\d+/.exec(moment)?.[0] ?? '');
}
