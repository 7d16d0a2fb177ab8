/** The emulated world's time: tokens, throttling and new alerts look here and nowhere else. */
export interface EmulatorClock {
  now(): Date;
  /** @param iso an ISO 8601 instant */
  set(iso: string): void;
  /** @param ms milliseconds, zero or more */
  advance(ms: number): void;
}

/** Time that stands until it is moved: what tests want. */
export function standingClock(startAt: Date): EmulatorClock {
  let nowMs = startAt.getTime();
  return {
    now: () => new Date(nowMs),
    set(iso) {
      nowMs = instantOf(iso);
    },
    advance(ms) {
      nowMs += ms;
    },
  };
}

/** Time that runs with the real one from `startAt` on, and can be moved as well. */
export function tickingClock(startAt: Date, realNowMs: () => number = Date.now): EmulatorClock {
  let offsetMs = startAt.getTime() - realNowMs();
  return {
    now: () => new Date(realNowMs() + offsetMs),
    set(iso) {
      offsetMs = instantOf(iso) - realNowMs();
    },
    advance(ms) {
      offsetMs += ms;
    },
  };
}

function instantOf(iso: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new RangeError(`'${iso}' is no instant: write one like 2026-11-23T08:00:00Z.`);
  return ms;
}
