import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

const DURATION = /^P(?:\d{1,6}W|(?=\d|T\d)(?:\d{1,6}D)?(?:T(?=\d)(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,6}S)?)?)$/;

/** A string scalar that lets through what `accepts` accepts, in both directions. */
function text(
  name: string,
  description: string,
  allowed: string,
  accepts: (value: string) => boolean,
): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`${name} must be ${allowed}.`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: check,
    parseValue: check,
    parseLiteral: (node) => check(node.kind === Kind.STRING ? node.value : null),
  });
}

/** Kept as the text that Microsoft Graph sent, so that its seven decimals survive. */
export const DateTime = text(
  'DateTime',
  'A moment in ISO 8601 with its time zone, UTC in answers: 2026-11-23T08:00:00Z.',
  'a moment in ISO 8601 with seconds and a time zone, such as 2026-11-23T08:00:00Z',
  (value) => RFC3339.test(value) && !Number.isNaN(Date.parse(value)),
);

/** Room for some thousand alerts of one and the same moment, each of which a cursor remembers. */
const MAX_CURSOR = 65_536;

export const Cursor = text(
  'Cursor',
  'A place in a list, given by an earlier answer. Sealed: it is of use only to the caller and the question it was given to.',
  'a cursor of an earlier answer',
  (value) => value.length > 0 && value.length <= MAX_CURSOR,
);

export const TenantId = text(
  'TenantId',
  'Id of an Entra tenant (a GUID), or one of its labels in this service.',
  'a tenant id or label of 1 to 100 characters',
  (value) => value.length > 0 && value.length <= 100,
);

export const Duration = text(
  'Duration',
  'A length of time in ISO 8601, in weeks, or in days, hours, minutes and seconds: P7D, PT1H, P1DT12H.',
  'a length of time in ISO 8601 without years and months, such as P7D or PT1H',
  (value) => DURATION.test(value) && /[1-9]/.test(value),
);

export const Url = text('URL', 'An absolute http or https URL.', 'an absolute http or https URL', (value) =>
  /^https?:\/\//i.test(value),
);
