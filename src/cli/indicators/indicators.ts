import { UsageError, type Command } from '../Command.js';
import { push } from './push.js';

/** `secgraph indicators push FILE`. */
export const indicators: Command = (args, terminal, open) => {
  const [word, ...rest] = args;
  if (word === 'push') return push(rest, terminal, open);
  throw new UsageError('indicators takes one word: push FILE.');
};
