/**
 * The service alone in its process, so that its memory and its CPU are its own. bench/run.ts starts it and speaks with it.
 */
import 'reflect-metadata';
import { DEMO_TENANTS } from '../emulator/demoTenants.js';
import { readSettings } from '../src/config/settings.js';
import { startServer } from '../src/server.js';

const SAMPLE_MS = 20;

const isPlanned = process.env['BENCH_PLANNED'] !== 'off';
const server = await startServer(readSettings(process.env, DEMO_TENANTS), { isPlanned });
let peakBytes = 0;
setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss())), SAMPLE_MS).unref();

process.on('message', (word) => {
  if (word === 'forget') peakBytes = 0;
  if (word === 'peak') process.send?.({ peakBytes });
  if (word === 'stop') void server.stop().then(() => process.exit(0));
});
process.send?.({ url: server.url });
