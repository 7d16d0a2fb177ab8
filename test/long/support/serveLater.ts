/** The service alone in a process that may be killed, at a time that a test says. Started by writesKilled.test.ts. */
import 'reflect-metadata';
import { DEMO_TENANTS } from '../../../emulator/demoTenants.js';
import { readSettings } from '../../../src/config/settings.js';
import { startServer } from '../../../src/server.js';
import { systemClock, type Clock } from '../../../src/util/clock.js';

const aheadMs = Number(process.env['AHEAD_MS']);
const clock: Clock = { ...systemClock, now: () => systemClock.now() + aheadMs };
const server = await startServer(readSettings(process.env, DEMO_TENANTS), { clock });
process.send?.({ url: server.url });
