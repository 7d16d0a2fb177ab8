import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { DEMO_TENANTS, extraTenants } from '../emulator/demoTenants.js';
import type { Emulator, EmulatorOptions } from '../emulator/startEmulator.js';
import { buildGraphQLSchema } from '../resolvers/index.js';
import { TenantRegistry } from './auth/TenantRegistry.js';
import { LruCache } from './cache/LruCache.js';
import { readExamples } from './cli/examples.js';
import { DeclaredTenants, demoTenant } from './cli/graphTenants.js';
import { watchTenants } from './cli/watchTenants.js';
import type { Settings } from './config/settings.js';
import { ContextFactory } from './context.js';
import { GraphClient } from './graph/GraphClient.js';
import type { GraphTenant } from './graph/GraphTenant.js';
import { Gate } from './http/Gate.js';
import { openDoor } from './http/httpServer.js';
import type { Journal } from './journal/Journal.js';
import { openJournal } from './journal/openJournal.js';
import { purgeDaily } from './journal/purgeDaily.js';
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

/** The house without its door: what the server and the commands of the terminal have in common. */
export interface Wired {
  readonly schema: GraphQLSchema;
  readonly contexts: ContextFactory;
  readonly tenants: TenantRegistry<GraphTenant>;
  readonly declared: DeclaredTenants;
  readonly emulator: Emulator | null;
  readonly journal: Journal;
  /** Lets running requests end, then lets go of everything. */
  readonly close: () => Promise<void>;
}

/** Wires the house once, floor by floor. */
export async function wire(settings: Settings, options: StartOptions = {}): Promise<Wired> {
  const { clock = systemClock, log = createLog(settings.logLevel), isPlanned = true } = options;
  const { limitsScale, limits } = settings;
  const journal = await openJournal({ ...settings.journal, clock, log });
  const emulator = await startEmulator(settings, options.emulator).catch(async (error: unknown) => {
    await journal.close();
    throw error;
  });
  const cache = new LruCache({ clock, maxEntries: settings.cacheEntries });
  const graph = new GraphClient({ clock, log, limitsScale, requestTimeoutMs: limits.upstreamMs });
  const declared = new DeclaredTenants();
  const known = settings.isDemo ? demoTenants(settings, emulator, options) : declared.of(settings.tenants);
  const tenants = new TenantRegistry(known);
  const contexts = new ContextFactory({ graph, tenants, cache, clock, settings, journal, log }, isPlanned);
  return {
    ...{ contexts, tenants, declared, emulator, journal },
    schema: buildGraphQLSchema(),
    close: async () => {
      await contexts.runner.stop();
      await contexts.follower.stop();
      await graph.close();
      await emulator?.stop();
      await journal.close();
    },
  };
}

/**
 * Opens the door of the house.
 *
 * @throws the error of node:net, such as EADDRINUSE; nothing is left running then
 */
export async function startServer(settings: Settings, options: StartOptions = {}): Promise<RunningServer> {
  const { clock = systemClock, log = createLog(settings.logLevel) } = options;
  const wired = await wire(settings, { ...options, clock, log });
  const { schema, contexts, tenants, declared, emulator, journal } = wired;
  const gate = new Gate(settings.limits.concurrent, settings.limits.queued);
  const metrics = new Metrics({
    running: () => gate.running,
    waiting: () => gate.waiting,
    jobs: () => contexts.runner.running,
    unfinished: () => journal.jobs.unfinished(),
    ended: () => contexts.runner.ended,
  });
  const pressure = watchPressure();
  const stopPurging = purgeDaily(journal, settings.retention, { clock, log });
  const closeAll = async (): Promise<void> => {
    pressure.stop();
    await stopPurging();
    await wired.close();
  };
  try {
    const door = await openDoor({
      ...{ schema, settings, log, metrics, clock, gate, pressure },
      checkJournal: () => journal.check(),
      examples: readExamples(dirname(fileURLToPath(import.meta.url))),
      openContext: (caller, signal, wish) => contexts.open(caller, signal, wish),
      estimate: (document, operationName, variables) => estimateRequests(schema, document, operationName, variables),
      explain: (document, operationName, variables, caller) =>
        contexts.explain({ schema, document, operationName, variables }, caller),
    });
    const { tenantsFile: file, apiKeys } = settings;
    const replaceKeys = door.replaceKeys.bind(door);
    const stopWatching = file
      ? watchTenants({ file, declared, registry: tenants, apiKeys, replaceKeys, clock, log })
      : () => undefined;
    const stop = (): Promise<void> => {
      stopWatching();
      return door.stop().finally(closeAll);
    };
    contexts.runner.start();
    contexts.follower.start();
    return { url: door.url, port: door.port, emulator, stop };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Loaded only where it runs: outside demo mode no line of it is in the process. */
async function startEmulator(settings: Settings, options: EmulatorOptions = {}): Promise<Emulator | null> {
  if (!settings.emulator.isOn) return null;
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

function demoTenants(settings: Settings, emulator: Emulator | null, options: StartOptions): GraphTenant[] {
  const authority = emulator?.url ?? `http://127.0.0.1:${settings.emulator.port}`;
  return [...DEMO_TENANTS, ...extraTenants(options.emulator?.extraTenants ?? 0)].map((demo) =>
    demoTenant(demo, authority, settings.graphRoot ?? authority),
  );
}
