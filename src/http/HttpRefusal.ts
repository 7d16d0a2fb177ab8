/** A request that is refused before it is a GraphQL request. The message is ours and safe to show. */
export class HttpRefusal extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.name = 'HttpRefusal';
    this.statusCode = statusCode;
  }
}
