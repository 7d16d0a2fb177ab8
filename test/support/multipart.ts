/** One part of an incremental answer, as the 2022 draft has it. */
export interface Part {
  // Answers are as manifold as questions.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data?: any;
  readonly hasNext: boolean;
  readonly incremental?: readonly {
    readonly label?: string;
    readonly path: readonly (string | number)[];
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly data?: any;
    readonly items?: readonly unknown[];
    readonly errors?: readonly { readonly message: string }[];
  }[];
  readonly errors?: readonly { readonly message: string }[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly extensions?: any;
}

/** Asks for an incremental answer; calls `onPart` for each part as it arrives. */
export async function askInParts(
  url: string,
  query: string,
  { variables = {}, onPart = () => undefined }: { variables?: object; onPart?: (part: Part) => void } = {},
): Promise<{ readonly contentType: string; readonly parts: readonly Part[] }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed;deferSpec=20220824, application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const contentType = response.headers.get('content-type') ?? '';
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) return { contentType, parts: [(await response.json()) as Part] };
  const parts: Part[] = [];
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body!) {
    const pieces = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split(`\r\n--${boundary}`);
    rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      const body = piece.slice(piece.indexOf('\r\n\r\n') + 4);
      if (!piece.includes('\r\n\r\n') || body.trim() === '') continue;
      const part = JSON.parse(body) as Part;
      parts.push(part);
      onPart(part);
    }
  }
  return { contentType, parts };
}
