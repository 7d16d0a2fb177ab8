/** The journal cannot be opened or trusted; the message is one line for the person who runs the service, without secrets. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}
