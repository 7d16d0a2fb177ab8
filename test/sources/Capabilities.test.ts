import { SecgraphError } from '../../src/errors/SecgraphError.js';
import { Capabilities } from '../../src/sources/Capabilities.js';
import { FakeClock } from '../support/fakeClock.js';

const LIST = { tenantId: 'a', shortcut: 'users.$expand.manager', isWanted: true } as const;
const refusal = (status: number) => new SecgraphError('UPSTREAM_REFUSED', 'Refused.', { status });

/** Pages that are numbered; with the shortcut they fail as told. */
function pagesOf(failure: Error | null, failsAfter = 0) {
  return async function* (isExpanded: boolean): AsyncGenerator<string, void, undefined> {
    for (let page = 0; page < 3; page += 1) {
      if (isExpanded && failure && page === failsAfter) throw failure;
      yield `${isExpanded ? 'with' : 'without'} ${page}`;
    }
  };
}

async function all(pages: AsyncIterable<string>): Promise<string[]> {
  const read: string[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

describe('pages with a shortcut', () => {
  test('bring it along where the tenant takes it', async () => {
    const read = await all(new Capabilities(new FakeClock()).pages(LIST, pagesOf(null)));

    expect(read).toEqual(['with 0', 'with 1', 'with 2']);
  });

  test('are read without it where it is refused, and the tenant is known for that, for an hour', async () => {
    const clock = new FakeClock();
    const capabilities = new Capabilities(clock);

    const read = await all(capabilities.pages(LIST, pagesOf(refusal(400))));

    expect(read).toEqual(['without 0', 'without 1', 'without 2']);
    expect(capabilities.allows('a', LIST.shortcut)).toBe(false);
    expect(capabilities.allows('b', LIST.shortcut)).toBe(true);
    await clock.advance(3_600_001);
    expect(capabilities.allows('a', LIST.shortcut)).toBe(true);
  });

  test('teach nothing when they are refused without it, too', async () => {
    const capabilities = new Capabilities(new FakeClock());
    const broken = async function* (): AsyncGenerator<string, void, undefined> {
      yield await Promise.reject(refusal(400));
    };

    await expect(all(capabilities.pages(LIST, broken))).rejects.toThrow('Refused.');
    expect(capabilities.allows('a', LIST.shortcut)).toBe(true);
  });

  test('fail as they are when it is no refusal, or comes after the first page', async () => {
    const capabilities = new Capabilities(new FakeClock());
    const down = new SecgraphError('UPSTREAM_UNAVAILABLE', 'Down.', { status: 503 });

    await expect(all(capabilities.pages(LIST, pagesOf(down)))).rejects.toBe(down);
    await expect(all(capabilities.pages(LIST, pagesOf(refusal(400), 1)))).rejects.toThrow('Refused.');
    expect(capabilities.allows('a', LIST.shortcut)).toBe(true);
  });
});
