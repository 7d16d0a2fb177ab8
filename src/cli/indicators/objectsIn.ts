/** One object of a list in a JSON text, and the line on which it begins; or why the text goes no further. */
export type Piece =
  { readonly line: number; readonly text: string } | { readonly line: number; readonly problem: string };

const MOST_CHARACTERS = 1024 * 1024;

/**
 * The objects of the list `objects` of a JSON object, or of a list that is the whole text, one by one and unparsed: so
 * that a text of any length takes little room, each has a line, and one that is wrong does not spoil the rest.
 */
export async function* objectsIn(chunks: AsyncIterable<string>): AsyncGenerator<Piece, void, undefined> {
  const parting = new Parting();
  for await (const chunk of chunks) yield* parting.take(chunk);
  yield* parting.end();
}

class Parting {
  #line = 1;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** The last text at depth 1, as far as it may be a key that matters. */
  #key = '';
  /** Depth inside the list; null outside of it. */
  #listDepth: number | null = null;
  #hasList = false;
  #piece: { line: number; text: string; length: number } | null = null;

  *take(chunk: string): Generator<Piece, void, undefined> {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const char = chunk[at]!;
      if (char === '\n') this.#line += 1;
      if (this.#isInString) {
        this.#inString(char);
        continue;
      }
      if (char === '"') this.#openString();
      else if (char === '{' || char === '[') {
        if (char === '{' && this.#depth === this.#listDepth) {
          this.#piece = { line: this.#line, text: '', length: 0 };
          from = at;
        }
        this.#open(char);
      } else if (char === '}' || char === ']') {
        this.#depth -= 1;
        if (this.#piece && this.#depth === this.#listDepth) {
          this.#add(chunk, from, at + 1);
          yield this.#whole();
        } else if (this.#listDepth !== null && this.#depth < this.#listDepth) this.#listDepth = null;
      }
    }
    if (this.#piece) this.#add(chunk, from, chunk.length);
  }

  *end(): Generator<Piece, void, undefined> {
    if (this.#piece || this.#depth !== 0 || this.#isInString) {
      yield { line: this.#piece?.line ?? this.#line, problem: 'The file ends in the middle of an object.' };
    } else if (!this.#hasList) yield { line: 1, problem: 'The file is no bundle of STIX: it has no list of objects.' };
  }

  #openString(): void {
    this.#isInString = true;
    if (this.#depth === 1) this.#key = '';
  }

  #inString(char: string): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (char === '\\') this.#isEscaped = true;
    else if (char === '"') this.#isInString = false;
    else if (this.#depth === 1 && this.#key.length <= 'objects'.length) this.#key += char;
  }

  #open(char: string): void {
    const isList = char === '[' && (this.#depth === 0 || (this.#depth === 1 && this.#key === 'objects'));
    this.#depth += 1;
    if (!isList || this.#hasList) return;
    this.#hasList = true;
    this.#listDepth = this.#depth;
  }

  #add(chunk: string, from: number, to: number): void {
    const piece = this.#piece!;
    piece.length += to - from;
    piece.text = piece.length > MOST_CHARACTERS ? '' : piece.text + chunk.slice(from, to);
  }

  #whole(): Piece {
    const { line, text, length } = this.#piece!;
    this.#piece = null;
    return length > MOST_CHARACTERS ? { line, problem: 'The object is longer than a megabyte.' } : { line, text };
  }
}
