/** A refusal in Microsoft Graph's own words; the HTTP side wraps it into Graph's error envelope. */
export class GraphFault extends Error {
  override readonly name = 'GraphFault';

  /**
   * @param status HTTP status
   * @param code `error.code`; the empty string where Graph sends it empty
   * @param message `error.message`, worded as Graph words it
   */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers?: Readonly<Record<string, string>>,
  ) {
    super(message);
  }
}
