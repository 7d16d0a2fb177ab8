import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLRequestContextWillSendResponse,
  type GraphQLRequestListener,
  type GraphQLResponse,
} from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { Admitted } from './admission.js';
import { answerText, tooLarge } from './answerText.js';
import type { DoorParts, OperationContext } from './Door.js';
import { extensionsOf, isOurMistake, originOf, refusal, shownError } from './errors.js';
import { judgeIntrospection } from './limits/introspection.js';
import { judgeWork } from './limits/judge.js';
import { judgeKind } from './limits/operationKind.js';
import { judgeVariables } from './limits/variables.js';

/** Watches each operation: judges its work, shows its receipt, caps and numbers its errors, counts it. */
export function operationPlugin<C extends OperationContext>(
  parts: DoorParts<C>,
  admittedOf: (signal: AbortSignal) => Admitted<C> | undefined,
): ApolloServerPlugin<C> {
  return {
    unexpectedErrorProcessingRequest: ({ error }) => {
      parts.log.error({ error }, 'A request failed.');
      return Promise.resolve();
    },
    requestDidStart: (request) => {
      const admitted = admittedOf(request.contextValue.signal);
      // Apollo Server hands on a shallow copy, which has no private members and is not the object that was opened.
      if (admitted) Object.assign(request, { contextValue: admitted.context });
      return Promise.resolve(new OperationWatch(parts, admitted?.requestId ?? 'unknown'));
    },
  };
}

class OperationWatch<C extends OperationContext> implements GraphQLRequestListener<C> {
  readonly #parts: DoorParts<C>;
  readonly #requestId: string;
  readonly #begunMs: number;
  #isExecuted = false;
  /** What the parts of a deferred answer may still take. */
  #leftBytes: number;
  /** Of a question that is to be explained; what is refused here is refused like a question. */
  #plan: object | null | undefined;

  constructor(parts: DoorParts<C>, requestId: string) {
    this.#parts = parts;
    this.#requestId = requestId;
    this.#begunMs = parts.clock.monotonicMs();
    this.#leftBytes = parts.settings.limits.answerBytes;
  }

  didResolveOperation(request: GraphQLRequestContext<C>): Promise<void> {
    const { document, operation, schema, contextValue: context } = request;
    if (!document || !operation) return Promise.resolve();
    const variables = request.request.variables ?? {};
    const { limits, isIntrospectionOn } = this.#parts.settings;
    try {
      judgeKind(schema, document, operation);
      judgeVariables(variables);
      judgeIntrospection(document, operation, context.caller, isIntrospectionOn);
      if (isExplained(request)) {
        this.#plan = this.#parts.explain(document, operation.name?.value ?? null, variables, context.caller);
        return Promise.resolve();
      }
      judgeWork({ schema, document, operation, variables }, limits, (candidate, values) =>
        this.#parts.estimate(candidate, operation.name?.value ?? null, values, context.caller),
      );
    } catch (error) {
      return Promise.reject(error instanceof SecgraphError ? refusal(error) : (error as Error));
    }
    return Promise.resolve();
  }

  /** A question that is to be explained is not asked, however costly it would be. */
  responseForOperation(): Promise<GraphQLResponse | null> {
    if (this.#plan === undefined) return Promise.resolve(null);
    const singleResult = { data: null, extensions: { explain: this.#plan } };
    return Promise.resolve({ http: { status: 200, headers: new HeaderMap() }, body: { kind: 'single', singleResult } });
  }

  executionDidStart(): Promise<void> {
    this.#isExecuted = true;
    return Promise.resolve();
  }

  didEncounterErrors({ errors, operationName }: GraphQLRequestContext<C>): Promise<void> {
    this.#log(errors ?? [], operationName ?? null);
    return Promise.resolve();
  }

  didEncounterSubsequentErrors({ operationName }: GraphQLRequestContext<C>, errors: readonly unknown[]): Promise<void> {
    this.#log(errors, operationName ?? null);
    return Promise.resolve();
  }

  willSendResponse({ response, contextValue: context }: GraphQLRequestContextWillSendResponse<C>): Promise<void> {
    const { body } = response;
    const result = body.kind === 'single' ? body.singleResult : body.initialResult;
    const all = [...(result.errors ?? []), ...(this.#isExecuted ? noticesOf(context) : [])];
    if (all.length > 0) Object.assign(result, { errors: this.#shown(all) });
    const omitted = all.length - (result.errors?.length ?? 0);
    if (this.#isExecuted || omitted > 0) {
      result.extensions = {
        ...result.extensions,
        ...(this.#isExecuted ? context.extensions() : {}),
        ...(omitted > 0 ? { errorsOmitted: omitted } : {}),
      };
    }
    if (body.kind === 'single') this.#count(context, all, result.data ?? null);
    else this.#cut(body.initialResult);
    return Promise.resolve();
  }

  /** The receipt of a deferred operation is complete with its last part only. */
  willSendSubsequentPayload(
    { contextValue: context }: GraphQLRequestContext<C>,
    payload: SubsequentPayload,
  ): Promise<void> {
    for (const part of payload.incremental ?? []) {
      if (part.errors) part.errors = this.#shown(part.errors);
      this.#cut(part);
    }
    if (!payload.hasNext) {
      payload.extensions = { ...payload.extensions, ...context.extensions() };
      this.#count(context, [], {});
    }
    return Promise.resolve();
  }

  #shown(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
    return errors.slice(0, this.#parts.settings.limits.errors).map((error) =>
      isOurMistake(error)
        ? {
            ...error,
            message: `A mistake of this service. Report it with the request id ${this.#requestId}.`,
            extensions: { ...error.extensions, requestId: this.#requestId },
          }
        : error,
    );
  }

  /** The parts of an answer are sent as they come: the first one that is too large, and all behind it, are left out. */
  #cut(part: AnswerPart): void {
    const text = answerText(part, this.#leftBytes);
    this.#leftBytes -= text === null ? this.#leftBytes : Buffer.byteLength(text);
    if (text !== null) return;
    part.errors = [tooLarge(this.#parts.settings.limits.answerBytes)];
    if (part.items) part.items = null;
    else part.data = null;
  }

  #log(errors: readonly unknown[], operation: string | null): void {
    for (const error of errors) {
      const { code, path } = sortedOut(error);
      const fields = { requestId: this.#requestId, operation, code, path };
      if (code === 'INTERNAL_SERVER_ERROR')
        this.#parts.log.error({ ...fields, error: originOf(error) }, 'An operation failed.');
      else this.#parts.log.debug(fields, 'An operation has an error.');
    }
  }

  #count(context: C, errors: readonly GraphQLFormattedError[], data: unknown): void {
    const { metrics, clock } = this.#parts;
    const codes = errors.map(({ extensions }) => String(extensions?.['code']));
    const isOk = errors.length === 0;
    const outcome = isOk ? 'ok' : !this.#isExecuted ? 'refused' : data === null ? 'failed' : 'partial';
    metrics.answered(outcome, (clock.monotonicMs() - this.#begunMs) / 1000, codes);
    metrics.spent(context.receipt);
  }
}

function noticesOf(context: OperationContext): GraphQLFormattedError[] {
  return context.notices().map((notice) => ({ message: notice.message, extensions: extensionsOf(notice) }));
}

function isExplained({ request }: { readonly request: { readonly extensions?: Record<string, unknown> } }): boolean {
  return request.extensions?.['explain'] === true;
}

interface SubsequentPayload {
  hasNext: boolean;
  extensions?: Record<string, unknown>;
  incremental?: readonly AnswerPart[];
}

/** A deferred part of an answer, or the one before all deferred ones. */
interface AnswerPart {
  errors?: readonly GraphQLFormattedError[];
  data?: unknown;
  items?: unknown;
}

function sortedOut(error: unknown): { code: string; path: string } {
  const plain = (error as { toJSON?: () => GraphQLFormattedError }).toJSON?.() ?? { message: '' };
  const extensions = (error as { extensions?: Record<string, unknown> }).extensions ?? {};
  const shown = shownError({ ...plain, extensions }, error);
  return { code: String(shown.extensions?.['code']), path: (plain.path ?? []).join('.') };
}
