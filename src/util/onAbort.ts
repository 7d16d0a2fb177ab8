const watched = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when the signal aborts, at once when it has. However many wait, the signal gets one listener: an operation with hundreds of
 * calls would otherwise make Node warn of a leak.
 *
 * @returns ends the watch
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const entry = (): void => callback();
  if (signal.aborted) {
    callback();
    return () => undefined;
  }
  let callbacks = watched.get(signal);
  if (!callbacks) {
    callbacks = new Set();
    watched.set(signal, callbacks);
    signal.addEventListener('abort', () => tellAll(signal), { once: true });
  }
  callbacks.add(entry);
  return () => watched.get(signal)?.delete(entry);
}

function tellAll(signal: AbortSignal): void {
  const callbacks = watched.get(signal);
  watched.delete(signal);
  for (const callback of callbacks ?? []) callback();
}
