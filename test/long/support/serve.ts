/** The service alone in a process, whose memory can be looked at after a collection. Started by soak.test.ts. */
import 'reflect-metadata';
import { DEMO_TENANTS } from '../../../emulator/demoTenants.js';
import { readSettings } from '../../../src/config/settings.js';
import { startServer } from '../../../src/server.js';

const server = await startServer(readSettings(process.env, DEMO_TENANTS));
let unhandled = 0;
process.on('unhandledRejection', () => (unhandled += 1));
process.on('uncaughtException', () => (unhandled += 1));
process.on('message', (word) => {
  if (word === 'look') {
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    process.send?.({ rss, heapUsed, unhandled });
  }
  if (word === 'stop') void server.stop().then(() => process.exit(0));
});
process.send?.({ url: server.url });
