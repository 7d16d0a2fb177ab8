import { randomUUID } from 'node:crypto';
import { parse, type DocumentNode } from 'graphql';
import type { Caller } from '../auth/Caller.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { DoorParts, OperationContext, Wish } from './Door.js';
import { judgeShape } from './limits/judge.js';

/** An operation that may run, and what the door remembers of it. */
export interface Admitted<C extends OperationContext> {
  readonly context: C;
  readonly requestId: string;
  /** Gives its place to the next and stops what still runs for it. Calling it twice does nothing. */
  readonly end: () => void;
}

/** How a transport asks for an operation to be run. */
export interface Request {
  readonly caller: Caller;
  readonly requestId: string;
  /** The document as sent; undefined or nonsense is left to the parser, which words the refusal. */
  readonly source: unknown;
  readonly wish: Wish;
  /** Aborts when the caller has left. */
  readonly left: AbortSignal;
}

/**
 * The one way into execution, whatever the transport: the shape of the document is judged, the gate passed, the
 * deadline started, the context opened.
 *
 * @throws SecgraphError QUERY_TOO_COSTLY, OVERLOADED, DEADLINE_EXCEEDED
 */
export async function admit<C extends OperationContext>(parts: DoorParts<C>, request: Request): Promise<Admitted<C>> {
  const { gate, settings, clock } = parts;
  const document = readable(request.source, settings.limits.tokens);
  if (document) judgeShape(document, settings.limits);
  const over = new AbortController();
  const late = new AbortController();
  const signal = AbortSignal.any([request.left, late.signal, over.signal]);
  void clock.sleep(settings.limits.operationMs, over.signal).then(
    () => late.abort(deadline(settings.limits.operationMs)),
    () => undefined,
  );
  let leave = (): void => undefined;
  const end = (): void => {
    over.abort(new SecgraphError('DEADLINE_EXCEEDED', 'The operation is over.'));
    leave();
  };
  try {
    leave = await gate.enter(request.caller.name, signal);
    return { context: parts.openContext(request.caller, signal, request.wish), requestId: request.requestId, end };
  } catch (error) {
    end();
    throw error;
  }
}

export function newRequestId(): string {
  return randomUUID();
}

function readable(source: unknown, maxTokens: number): DocumentNode | null {
  if (typeof source !== 'string') return null;
  try {
    return parse(source, { maxTokens, noLocation: true });
  } catch {
    // The GraphQL server parses it again and words the syntax error for the caller.
    return null;
  }
}

function deadline(ms: number): SecgraphError {
  return new SecgraphError(
    'DEADLINE_EXCEEDED',
    `The operation reached its deadline of ${ms / 1000} seconds. Ask for less at once, or try again.`,
  );
}
