import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_TENANTS } from '../emulator/demoTenants.js';
import type { Emulator, EmulatorOptions } from '../emulator/startEmulator.js';
import { buildGraphQLSchema } from '../resolvers/index.js';
import { TenantRegistry } from './auth/TenantRegistry.js';
import { LruCache } from './cache/LruCache.js';
import { readExamples } from './cli/examples.js';
import { declaredTenant, demoTenant } from './cli/graphTenants.js';
import type { Settings } from './config/settings.js';
import { ContextFactory } from './context.js';
import { GraphClient } from './graph/GraphClient.js';
import { Gate } from './http/Gate.js';
import { openDoor } from './http/httpServer.js';
import { createLog } from './observability/log.js';
import type { Logger } from './observability/Logger.js';
import { Metrics } from './observability/Metrics.js';
import { watchPressure } from './observability/Pressure.js';
import { estimateRequests } from './plan/estimate.js';
import { systemClock, type Clock } from './util/clock.js';

export interface StartOptions {
  readonly clock?: Clock;
  readonly log?: Logger;
  /** How the emulator of demo mode is to be, beside what the settings say. */
  readonly emulator?: EmulatorOptions;
  /** false: pivots load when execution meets them. Slower, with the same answers; tests compare the two. Default true. */
  readonly isPlanned?: boolean;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** The emulator of demo mode, when it runs in this process. */
  readonly emulator: Emulator | null;
  /** Finishes what runs, then lets go of everything. */
  stop(): Promise<void>;
}

/**
 * Wires the house once, floor by floor, and opens the door.
 *
 * @throws the error of node:net, such as EADDRINUSE; nothing is left running then
 */
export async function startServer(settings: Settings, options: StartOptions = {}): Promise<RunningServer> {
  const { clock = systemClock, log = createLog(settings.logLevel), isPlanned = true } = options;
  const { limits } = settings;
  const emulator = settings.emulator.isOn ? await startEmulator(settings, options.emulator) : null;
  const cache = new LruCache({ clock, maxEntries: settings.cacheEntries });
  const graph = new GraphClient({ clock, log, limitsScale: settings.limitsScale, requestTimeoutMs: limits.upstreamMs });
  const tenants = new TenantRegistry(tenantsOf(settings, emulator?.url ?? null));
  const contexts = new ContextFactory({ graph, tenants, cache, clock, settings }, isPlanned);
  const schema = buildGraphQLSchema();
  const gate = new Gate(limits.concurrent, limits.queued);
  const metrics = new Metrics({ running: () => gate.running, waiting: () => gate.waiting });
  const pressure = watchPressure();
  const closeUpstream = async (): Promise<void> => {
    pressure.stop();
    await graph.close();
    await emulator?.stop();
  };
  try {
    const door = await openDoor({
      ...{ schema, settings, log, metrics, clock, gate, pressure },
      examples: readExamples(dirname(fileURLToPath(import.meta.url))),
      openContext: (caller, signal, wish) => contexts.open(caller, signal, wish),
      estimate: (document, operationName, variables) => estimateRequests(schema, document, operationName, variables),
      explain: (document, operationName, variables, caller) =>
        contexts.explain({ schema, document, operationName, variables }, caller),
    });
    return { url: door.url, port: door.port, emulator, stop: () => door.stop().finally(closeUpstream) };
  } catch (error) {
    await closeUpstream();
    throw error;
  }
}

/** Loaded only where it runs: outside demo mode no line of it is in the process. */
async function startEmulator(settings: Settings, options: EmulatorOptions = {}): Promise<Emulator> {
  const { startEmulator: start } = await import('../emulator/startEmulator.js');
  const { port, isLive } = settings.emulator;
  return start({
    port,
    live: isLive,
    limitsScale: settings.limitsScale,
    ...(isLive ? { startAt: new Date() } : {}),
    ...options,
  });
}

function tenantsOf(settings: Settings, emulatorUrl: string | null) {
  if (!settings.isDemo) return settings.tenants.map(declaredTenant);
  const authority = emulatorUrl ?? `http://127.0.0.1:${settings.emulator.port}`;
  return DEMO_TENANTS.map((demo) => demoTenant(demo, authority, settings.graphRoot ?? authority));
}
