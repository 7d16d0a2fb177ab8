import { createHmac, randomBytes } from 'node:crypto';

const SALT = randomBytes(16);

/** A name for a person that is the same within this process and says nothing outside of it. */
export function pseudonym(text: string): string {
  return `p_${createHmac('sha256', SALT).update(text.toLowerCase()).digest('hex').slice(0, 12)}`;
}

/** Text without tokens, addresses and line breaks, at most 500 characters. */
export function scrub(text: string): string {
  return text
    .slice(0, 2_000)
    .replace(/\beyJ[\w-]*(\.[\w-]*){0,2}/g, '[token]')
    .replace(/\b(Bearer|Basic)\s+\S+/gi, '$1 [token]')
    .replace(/[^\s@"'<>(),;:=]+@[^\s@"'<>(),;:=]+\.[^\s@"'<>(),;:=]+/g, pseudonym)
    .replace(/\?[^\s"']*/g, '?[query]')
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
    .slice(0, 500);
}

/** What a log may know of an error: its kinds and places, its causes, and its message without foreign words. */
export function errorRecord(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, message, stack } = error;
  const code = (error as NodeJS.ErrnoException).code;
  return {
    name,
    ...(typeof code === 'string' ? { code } : {}),
    message: scrub(message),
    at: framesOf(stack),
    ...(error.cause !== undefined && depth < 3 ? { cause: errorRecord(error.cause, depth + 1) } : {}),
  };
}

/** Only lines that are stack frames: the head of a stack repeats the message, however many lines that has. */
function framesOf(stack: string | undefined): string[] {
  const frames = (stack ?? '').split('\n').filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line));
  return frames.slice(0, 8).map((line) => line.trim());
}
