import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killAgainAndAgain } from './support/killed.js';
import { Random } from './support/random.js';

const folder = mkdtempSync(join(tmpdir(), 'secgraph-killed-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('writers that are killed fifty times have lost nothing that they acknowledged, and left nothing half', async () => {
  await killAgainAndAgain({ file: join(folder, 'journal.db') }, 50, new Random(Date.now()));
});
