import { watch as watchFolder } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../util/clock.js';

/** Tells of every change in a folder until it is stopped. */
export type WatchFolder = (folder: string, onEvent: () => void, onError: (error: unknown) => void) => () => void;

export interface WatchOptions {
  readonly clock: Clock;
  readonly onChange: () => void;
  /** The system stopped telling: from then on nothing is noticed. */
  readonly onError: (error: unknown) => void;
  /** How long the folder must be quiet: an editor writes in several steps. Default 250. */
  readonly quietMs?: number;
  readonly watch?: WatchFolder;
}

/**
 * Watches a file by its folder: editors and Kubernetes put a new file in the place of the old one, and whoever watches
 * the old one hears nothing more. It is called for any change in the folder; what is in the file decides.
 *
 * @returns stops watching
 */
export function watchFile(path: string, options: WatchOptions): () => void {
  const { clock, onChange, onError, quietMs = 250, watch = systemWatch } = options;
  let waiting = new AbortController();
  const stopWatching = watch(
    dirname(path),
    () => {
      waiting.abort();
      waiting = new AbortController();
      // Rejects when the next event comes first.
      clock.sleep(quietMs, waiting.signal).then(onChange, () => undefined);
    },
    onError,
  );
  return () => {
    waiting.abort();
    stopWatching();
  };
}

function systemWatch(folder: string, onEvent: () => void, onError: (error: unknown) => void): () => void {
  try {
    const watcher = watchFolder(folder, { persistent: false }, onEvent);
    watcher.on('error', onError);
    return () => watcher.close();
  } catch (error) {
    onError(error);
    return () => undefined;
  }
}
