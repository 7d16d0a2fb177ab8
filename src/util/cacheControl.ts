/** Directives of the header, quoted commas left alone. */
const DIRECTIVES = /(?:[^,"]|"[^"]*(?:"|$))+/g;
const DIRECTIVE = /^\s*([\w-]+)(?:=(?:"(\d+)"|(\d+)))?\s*$/;
/** RFC 9111, 1.2.2: a longer time counts as this one. */
const LONGEST_SECONDS = 2 ** 31;

/**
 * How old an answer from memory may be by a `Cache-Control` header of a request, in milliseconds: 0 for `no-cache`, the
 * time of `max-age`, the smaller one where both are there; null where the header says nothing about it. What is not well
 * formed is ignored, as are directives that mean nothing here.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1
 */
export function toleratedAgeMs(header: string | undefined): number | null {
  const ages = [...(header ?? '').matchAll(DIRECTIVES)].flatMap(([directive]) => ageOf(directive));
  return ages.length === 0 ? null : Math.min(...ages);
}

function ageOf(directive: string): number[] {
  const [, name = '', quoted, plain] = DIRECTIVE.exec(directive) ?? [];
  const seconds = quoted ?? plain;
  if (name.toLowerCase() === 'no-cache' && seconds === undefined) return [0];
  if (name.toLowerCase() !== 'max-age' || seconds === undefined) return [];
  return [Math.min(Number(seconds), LONGEST_SECONDS) * 1000];
}
