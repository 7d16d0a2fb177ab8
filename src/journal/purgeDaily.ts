import type { Retention } from '../config/settings.js';
import type { Logger } from '../observability/Logger.js';
import type { Clock } from '../util/clock.js';
import type { Journal } from './Journal.js';

const DAY_MS = 86_400_000;

/**
 * Purges now and every day. What fails is logged and tried again the next day.
 *
 * @returns stops it, and resolves when no purge is under way
 */
export function purgeDaily(
  journal: Pick<Journal, 'purge'>,
  retention: Retention,
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
): () => Promise<void> {
  const ending = new AbortController();
  const running = (async () => {
    while (!ending.signal.aborted) {
      try {
        const { auditEntries, jobs, actions } = await journal.purge(retention);
        const count = auditEntries + jobs + actions;
        if (count > 0) log.info({ count }, 'What was kept long enough was purged from the journal.');
      } catch (error) {
        log.error({ error }, 'The journal could not be purged.');
      }
      // Rejects only because of the end, which the loop sees.
      await clock.sleep(DAY_MS, ending.signal).catch(() => undefined);
    }
  })();
  return () => {
    ending.abort(new Error('stopping'));
    return running;
  };
}
