import { Agenda } from './Agenda.js';
import { answerEntra, entraRoute, isLoopbackOrigin } from './auth/entra.js';
import { TokenService } from './auth/TokenService.js';
import { answerControl, CONTROL_ROOT } from './control/answerControl.js';
import { Chaos } from './control/Chaos.js';
import type { ChaosRule } from './control/Chaos.js';
import { SwitchBoard } from './control/Switches.js';
import type { Switches } from './control/Switches.js';
import { DEMO_TENANTS, extraTenants } from './demoTenants.js';
import type { DemoTenant } from './demoTenants.js';
import { standingClock, tickingClock } from './EmulatorClock.js';
import type { EmulatorClock } from './EmulatorClock.js';
import { errorReply } from './http/errors.js';
import { GraphEndpoint } from './http/GraphEndpoint.js';
import { listen } from './http/listen.js';
import type { HttpRequest } from './http/listen.js';
import type { Reply } from './http/Reply.js';
import { RequestLog } from './http/RequestLog.js';
import type { RequestRecord } from './http/RequestLog.js';
import { guid, seededRandom } from './http/seeded.js';
import { DEFENDER_ROUTES, ROUTES, SENTINEL_ROUTES } from './routes/index.js';
import { Router } from './routes/router.js';
import { Throttle } from './throttle/Throttle.js';
import { createWorld } from './world/createWorld.js';
import type { SentinelWorkspace, World, WorldScale } from './world/World.js';

export type { ChaosRule } from './control/Chaos.js';
export type { Switches } from './control/Switches.js';
export type { EmulatorClock } from './EmulatorClock.js';
export type { RequestRecord } from './http/RequestLog.js';

/** What the emulator is like at its start; switches can be changed later, see ./control/Switches.ts. */
export interface EmulatorOptions extends Partial<Switches> {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Same seed, same world, same ids, same order. Default `secgraph`. */
  readonly seed?: string;
  /** The world's now at the start. Default 2026-11-23T08:00:00Z; with `live` the real now. */
  readonly startAt?: Date;
  /** Default `story`. */
  readonly scale?: WorldScale;
  /** Tiny tenants beside the demo ones, with the label `fleet`: see ./demoTenants.ts. Default 0. */
  readonly extraTenants?: number;
  /** New alerts arrive as time goes by, and time goes by itself. Default false: time stands until it is moved. */
  readonly live?: boolean;
  /** Multiplies Graph's limits; 1 = the real numbers. */
  readonly limitsScale?: number;
  /** Default true. */
  readonly throttling?: boolean;
  /** Another application takes half of the limits that all applications of a tenant share. Default false. */
  readonly otherApp?: boolean;
  /** Directory collections now and then send an empty page with a link. Default false. */
  readonly emptyPages?: boolean;
  /** Shortcuts to refuse with 400 ExpandNotSupported: `users.manager`, `devices.registeredOwners`. */
  readonly refuseExpand?: readonly string[];
  /** Whether alerts_v2 takes `evidence/any(…)`. Default true. */
  readonly evidenceFilter?: boolean;
  /** Whether one provider of Fabrikam's legacy alerts does not answer. Default true. */
  readonly silentProviders?: boolean;
  /** How many indicators in force Defender for Endpoint keeps for a tenant. Default 15,000. */
  readonly indicatorQuota?: number;
  /** A batch with a throttled part answers 424 as a whole, as Graph once did. Default false. */
  readonly outerBatch424?: boolean;
  /** Default: standing, or ticking with `live`. */
  readonly clock?: EmulatorClock;
  /** Called for each Graph request just before its answer leaves. */
  readonly onRequest?: (request: RequestRecord) => void;
}

export interface Emulator {
  /** `http://127.0.0.1:4010`: Graph root and authority in one. */
  readonly url: string;
  readonly port: number;
  /** Another one after each reset. */
  readonly world: World;
  readonly clock: EmulatorClock;
  /** What Graph has received since the last clear; a `$batch` is one request with its parts. */
  requests(): RequestRecord[];
  tokenRequests(): number;
  clearRequests(): void;
  /** @throws RangeError or SyntaxError when the rule says something impossible */
  addChaos(rule: ChaosRule): void;
  clearChaos(): void;
  /** @throws RangeError for a switch that is not there, or a value that it does not take */
  change(switches: Partial<Switches>): void;
  /** World, clock, limits, chaos, switches and requests as at the start; tokens stay valid. */
  reset(): void;
  stop(): Promise<void>;
}

const START_AT = new Date('2026-11-23T08:00:00Z');
/** @see https://learn.microsoft.com/defender-endpoint/api/post-ti-indicator */
const INDICATOR_QUOTA = 15_000;

/**
 * Starts an emulated Microsoft Graph with its own Entra token service on loopback. Nothing outside this machine can reach it.
 *
 * @throws the system's error (code EADDRINUSE …) when the port cannot be had
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulation = await Emulation.create(options);
  const listening = await listen(
    options.port ?? 0,
    (request) => emulation.answer(request),
    () => emulation.mistake(),
  );
  emulation.url = `http://127.0.0.1:${listening.port}`;
  return {
    url: emulation.url,
    port: listening.port,
    get world() {
      return emulation.world;
    },
    clock: emulation.clock,
    requests: () => emulation.log.requests(),
    tokenRequests: () => emulation.log.tokenRequests(),
    clearRequests: () => emulation.log.clear(),
    addChaos: (rule) => emulation.chaos.add(rule),
    clearChaos: () => emulation.chaos.clear(),
    change: (switches) => emulation.switches.change({ ...switches }),
    reset: () => emulation.reset(),
    stop: () => listening.close(),
  };
}

/** Everything that lives between start and stop. */
class Emulation {
  url = '';
  world: World;
  readonly clock: EmulatorClock;
  readonly log: RequestLog;
  readonly chaos: Chaos;
  readonly switches: SwitchBoard;
  private readonly agenda = new Agenda();
  private readonly seed: string;
  private readonly startAt: Date;
  private readonly applications: readonly DemoTenant[];
  private readonly throttle: Throttle;
  private readonly graph: GraphEndpoint;

  private constructor(
    private readonly options: EmulatorOptions,
    private readonly tokens: TokenService,
    private readonly newId: () => string,
  ) {
    this.seed = options.seed ?? 'secgraph';
    this.applications = [...DEMO_TENANTS, ...extraTenants(options.extraTenants ?? 0)];
    this.startAt = options.startAt ?? (options.live === true ? new Date() : START_AT);
    this.clock = options.clock ?? (options.live === true ? tickingClock(this.startAt) : standingClock(this.startAt));
    this.log = new RequestLog(options.onRequest);
    this.chaos = new Chaos(seededRandom(`${this.seed} chaos`));
    this.switches = SwitchBoard.of(options);
    this.throttle = new Throttle({
      isOn: options.throttling ?? true,
      scale: options.limitsScale ?? 1,
      hasOtherApp: options.otherApp ?? false,
    });
    this.world = this.newWorld();
    this.graph = this.newGraph();
  }

  static async create(options: EmulatorOptions): Promise<Emulation> {
    const random = seededRandom(`${options.seed ?? 'secgraph'} ids`);
    const newId = (): string => guid(random);
    return new Emulation(options, await TokenService.create(newId), newId);
  }

  /** Refuses whoever calls us by a name that is not loopback: a web page whose name was pointed at this machine. */
  async answer(request: HttpRequest): Promise<Reply> {
    const origin = `http://${request.headers['host'] ?? ''}`;
    const page = request.headers['origin'];
    if (!isLoopbackOrigin(origin) || (page !== undefined && !isLoopbackOrigin(page))) {
      return this.error(403, 'EmulatorLoopbackOnly', 'The emulator answers callers of this machine only.');
    }
    this.world.advance(this.clock.now());
    this.agenda.advance(this.clock.now());
    if (request.target.startsWith(CONTROL_ROOT)) return answerControl(this, request);
    const entra = entraRoute(request.target.split('?', 1)[0] ?? '');
    return entra === null ? this.graph.answer(request, forwardedOrigin(request) ?? origin) : this.entra(entra, request);
  }

  reset(): void {
    this.clock.set(this.startAt.toISOString());
    this.world = this.newWorld();
    this.agenda.clear();
    this.throttle.reset();
    this.chaos.clear();
    this.switches.reset();
    this.log.clear();
  }

  mistake(): Reply {
    return this.error(500, 'InternalServerError', 'The emulator has made a mistake. Please report the request.');
  }

  private entra(route: { readonly tenant: string; readonly service: string }, request: HttpRequest): Promise<Reply> {
    if (route.service === 'oauth2/v2.0/token') this.log.countToken();
    const target = {
      method: request.method,
      path: request.target,
      isPart: false,
      tenantId: route.tenant,
      stamp: this.stamp(),
    };
    const settings = {
      tokens: this.tokens,
      applications: this.applications,
      grantedIn: (tenantId: string) => this.world.tenants.get(tenantId)?.granted,
      origin: () => this.url,
      now: () => this.clock.now(),
      newId: this.newId,
    };
    return this.chaos.around(target, () => answerEntra(settings, route, request));
  }

  private newWorld(): World {
    const { scale = 'story', live = false, extraTenants: extra = 0 } = this.options;
    return createWorld({ seed: this.seed, startAt: this.startAt, scale, live, extraTenants: extra });
  }

  private newGraph(): GraphEndpoint {
    const { refuseExpand = [], emptyPages = false, evidenceFilter = true, outerBatch424 = false } = this.options;
    const { silentProviders = true } = this.options;
    return new GraphEndpoint({
      router: new Router(ROUTES),
      defenderRouter: new Router(DEFENDER_ROUTES),
      sentinelRouter: new Router(SENTINEL_ROUTES),
      throttle: this.throttle,
      settings: {
        ...{ seed: this.seed, refuseExpand, emptyPages, evidenceFilter, silentProviders },
        indicatorQuota: this.options.indicatorQuota ?? INDICATOR_QUOTA,
        workspace: (id) => workspaceIn(this.world, id),
        agenda: this.agenda,
        switches: () => this.switches.current,
      },
      now: () => this.clock.now(),
      tokens: this.tokens,
      chaos: this.chaos,
      log: this.log,
      world: () => this.world,
      newId: this.newId,
      outerBatch424,
    });
  }

  private stamp(): { now: Date; requestId: string; clientRequestId: string } {
    const requestId = this.newId();
    return { now: this.clock.now(), requestId, clientRequestId: requestId };
  }

  private error(status: number, code: string, message: string): Reply {
    return errorReply(this.stamp(), status, code, message);
  }
}

function workspaceIn(world: World, id: string): SentinelWorkspace | undefined {
  for (const { sentinel } of world.tenants.values()) if (sentinel?.workspaceId === id) return sentinel;
  return undefined;
}

/** The root that a TLS-terminating front stands for: links and contexts then carry it, as clients that insist on https need. */
function forwardedOrigin({ headers }: HttpRequest): string | null {
  const host = headers['x-forwarded-host'];
  if (host === undefined || !/^[\w.-]+(:\d{1,5})?$/.test(host)) return null;
  return `${headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'}://${host}`;
}
