import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { execute } from '@graphql-tools/executor';
import type { Admitted } from './admission.js';
import { answerText, tooLarge } from './answerText.js';
import type { DoorParts, OperationContext } from './Door.js';
import { shownError, withoutHint } from './errors.js';
import { operationPlugin } from './operationPlugin.js';

/**
 * Apollo Server as we want it. Every option that by default follows NODE_ENV is given, so that a forgotten variable
 * never opens a door.
 */
export function createApollo<C extends OperationContext>(
  parts: DoorParts<C>,
  admittedOf: (signal: AbortSignal) => Admitted<C> | undefined,
): ApolloServer<C> {
  const { schema, settings, log } = parts;
  const { limits, isIntrospectionOn } = settings;
  return new ApolloServer<C>({
    schema,
    nodeEnv: 'production',
    // Who may ask for the schema is judged per caller, see limits/introspection.ts.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !isIntrospectionOn,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: limits.errors },
    executionOptions: { maxCoercionErrors: limits.coercionErrors },
    // @defer and @stream in the 2022 form of the draft: the form that Apollo Client and Altair ask for.
    legacyExperimentalExecuteIncrementally: execute as never,
    formatError: isIntrospectionOn ? shownError : (formatted, error) => shownError(withoutHint(formatted), error),
    stringifyResult: (result) =>
      answerText(result, limits.answerBytes) ??
      JSON.stringify({ errors: [tooLarge(limits.answerBytes)], data: null, extensions: result.extensions }),
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (reason: unknown) => log.warn({ reason: String(reason) }, 'Apollo Server warns.'),
      error: () => log.error({}, 'Apollo Server failed.'),
    },
    plugins: [
      // Its hook wraps every field: a third of the CPU of an answer.
      ApolloServerPluginCacheControlDisabled(),
      // Whatever APOLLO_KEY says, nothing is reported to anybody.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      landingPage(parts),
      operationPlugin(parts, admittedOf),
    ],
  });
}

function landingPage<C extends OperationContext>({ settings, examples }: DoorParts<C>): ApolloServerPlugin {
  if (!settings.isIntrospectionOn) return ApolloServerPluginLandingPageDisabled();
  const document = examples[0]?.document;
  return ApolloServerPluginLandingPageLocalDefault({
    embed: { runTelemetry: false, endpointIsEditable: false },
    footer: false,
    ...(document === undefined ? {} : { document }),
  });
}
