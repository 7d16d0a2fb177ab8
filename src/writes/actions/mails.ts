import { SecgraphError } from '../../errors/SecgraphError.js';
import type { Operation } from '../../loaders/Operation.js';
import { asError } from '../../loaders/tenantwise.js';
import type { Mail } from '../../sources/MailSource.js';
import { isGuid } from '../../util/odata.js';
import { grouped } from '../../util/grouped.js';
import { quoted } from '../asked.js';
import { NoTarget } from './NoTarget.js';
import type { Wish } from './Wish.js';

/** Messages by tenant and what they were called; an Error where they could not be read. */
export type Mails = ReadonlyMap<string, readonly Mail[] | Error>;

/** Reads messages, fifteen to a call: by the id of a copy, or by the id that all copies share, which is a GUID. */
export async function mailsOf(wishes: readonly Wish[], operation: Operation): Promise<Mails> {
  const sought = wishes.flatMap(({ tenantId, named }) =>
    named.by === 'mail'
      ? [{ tenantId, text: named.text, by: isGuid(named.text) ? 'networkMessageId' : 'id' } as const]
      : [],
  );
  const found = new Map<string, readonly Mail[] | Error>();
  await Promise.all(
    [...grouped(sought, ({ tenantId, by }) => `${tenantId}|${by}`).values()].map(async (same) => {
      const { tenantId, by } = same[0]!;
      const texts = [...new Set(same.map(({ text }) => text))];
      const mails = await operation.stores.sources.mails.find(operation.place(tenantId), by, texts);
      for (const [text, copies] of mails) found.set(`${tenantId}|${text}`, copies);
    }),
  );
  return found;
}

/**
 * The copy of a message that an action is done to.
 *
 * @throws NoTarget where there is none, or not which of several
 */
export function mailOf(mails: Mails, { input, tenantId }: Wish, text: string): Mail {
  const copies = mails.get(`${tenantId}|${text}`) ?? [];
  if (copies instanceof Error) throw asError(copies);
  const recipient = input.parameters?.recipient?.toLowerCase() ?? null;
  const fitting = copies.filter((mail) => recipient === null || mail.recipient?.toLowerCase() === recipient);
  const [only, ...others] = fitting;
  if (only && others.length === 0) return only;
  const what = only ? 'has several recipients; say parameters.recipient, or the id of one copy' : 'is not known';
  throw new NoTarget(
    new SecgraphError(only ? 'BAD_USER_INPUT' : 'UPSTREAM_NOT_FOUND', `The message ${quoted(text)} ${what}.`),
    fitting.map(({ id }) => id),
  );
}
