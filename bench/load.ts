import { Pool } from 'undici';

/** How fast one question was answered under one load. */
export interface Load {
  readonly p50: number;
  readonly p95: number;
  readonly perSecond: number;
  readonly failed: number;
}

/** Answers that every load is measured over, however slow they are. */
const AT_LEAST = 20;

/** Asks the same question from `callers` callers at once, each again as soon as it is answered, for a while. */
export async function loadOf(url: string, query: string, callers: number, forMs: number): Promise<Load> {
  const pool = new Pool(url, { connections: callers });
  const times: number[] = [];
  let failed = 0;
  const begunMs = performance.now();
  const isOver = (): boolean => performance.now() - begunMs > forMs && times.length >= AT_LEAST;
  const caller = async (): Promise<void> => {
    while (!isOver()) {
      const sentMs = performance.now();
      failed += Number(!(await ask(pool, query)));
      times.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const seconds = (performance.now() - begunMs) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  return { p50: at(times, 0.5), p95: at(times, 0.95), perSecond: times.length / seconds, failed };
}

/** True when the whole answer came without an error. */
async function ask(pool: Pool, query: string): Promise<boolean> {
  const { statusCode, body } = await pool.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const text = await body.text();
  return statusCode === 200 && !text.includes('"errors":[');
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
