/** Codes of the GraphQL protocol itself, beside the table of src/errors/codes.ts. They appear before execution only. */
export const PROTOCOL_CODES = {
  BAD_REQUEST: 'The HTTP request is not a GraphQL request: body, content type, method or parameters.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL, or is longer than MAX_TOKENS.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE: 'The document has several operations, or none of the name given.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Persisted queries are not offered; send the document.',
} as const;
