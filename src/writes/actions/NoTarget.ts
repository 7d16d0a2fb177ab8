import type { SecgraphError } from '../../errors/SecgraphError.js';
import { unsupported } from '../asked.js';

/** Why a target is none; the candidates that it fits, where it fits several. */
export class NoTarget extends Error {
  constructor(
    readonly error: SecgraphError,
    readonly candidates: readonly string[] = [],
  ) {
    super(error.message);
  }
}

/** What cannot be done with a target, by name. */
export function cannot(message: string): NoTarget {
  return new NoTarget(unsupported(message));
}
