import { DEMO_TENANTS, extraTenants } from '../demoTenants.js';
import type { DemoTenant } from '../demoTenants.js';
import { ALL_CONSENTS, consentsWithout } from './consents.js';
import { contosoTenant } from './contosoTenant.js';
import { generatedTenant, kindsOf } from './generatedTenant.js';
import type { Size, Terms } from './generatedTenant.js';
import { intelligenceOf } from './intelligence.js';
import { Live } from './live.js';
import { alertIdOf } from './noise.js';
import { alertRow } from './rows/security.js';
import { largeTenant } from './scale.js';
import { tenantOf } from './tenant.js';
import type { TenantPlan } from './tenant.js';
import { SECOND_MS, ticks } from './time.js';
import type { Row, TenantWorld, World, WorldOptions } from './World.js';

/** Threat intelligence is bought beside the suite. */
const SUITE = { entraP1: true, entraP2: true, intune: true, defender: true, threatIntelligence: false } as const;

/** The tenants after the first: small, and each short of something else. In the order of DEMO_TENANTS. */
const FURTHER_TENANTS: readonly { readonly terms: Terms; readonly size: Size }[] = [
  {
    terms: {
      granted: ALL_CONSENTS,
      licences: { ...SUITE, entraP2: false, intune: false },
      countryLetterCode: 'IE',
      legacy: {
        vendors: ['endpoint', 'cloudApps', 'cloud', 'sentinel', 'office', 'identity'],
        count: 28,
        silent: 'identity',
      },
    },
    size: { people: 20, machines: 24, alerts: 40, riskyUsers: 0 },
  },
  {
    terms: {
      granted: consentsWithout(
        'SecurityIncident.Read.All',
        'IdentityRiskyUser.Read.All',
        'IdentityRiskyServicePrincipal.Read.All',
        'IdentityRiskEvent.Read.All',
        'AuditLog.Read.All',
        'ThreatIndicators.ReadWrite.OwnedBy',
        'SecurityData.Manage.All',
        'SecurityActions.ReadWrite.All',
        'User.EnableDisableAccount.All',
        'User.RevokeSessions.All',
        'Application.ReadWrite.All',
      ),
      licences: { ...SUITE, defender: false, threatIntelligence: true },
      countryLetterCode: 'US',
      legacy: { vendors: ['identityProtection', 'cloud', 'sentinel', 'office'], count: 30 },
    },
    size: { people: 18, machines: 20, alerts: 12, riskyUsers: 3 },
  },
  {
    terms: {
      granted: consentsWithout('Machine.StopAndQuarantine', 'Machine.CollectForensics'),
      licences: SUITE,
      countryLetterCode: 'US',
    },
    size: { people: 15, machines: 18, alerts: 30, riskyUsers: 2 },
  },
];

/** What every extra tenant is like. */
const TINY = {
  terms: { granted: ALL_CONSENTS, licences: SUITE, countryLetterCode: 'SE' },
  size: { people: 6, machines: 6, alerts: 4, riskyUsers: 0 },
} as const satisfies { readonly terms: Terms; readonly size: Size };

/**
 * The emulated world: four tenants, the same for the same seed and start.
 *
 * With `scale: 'story'` the first tenant is the told one; otherwise it is as large as asked for, and its alerts are
 * made when somebody looks at them. With `live` alerts arrive whenever {@link World.advance} moves the time on.
 */
export function createWorld(options: WorldOptions): World {
  const startMs = options.startAt.getTime();
  if (Number.isNaN(startMs)) throw new RangeError('The world cannot start: startAt is not a valid date.');
  const { seed, extraTenants: extra = 0 } = options;
  const plans = [
    ...DEMO_TENANTS.map((tenant, index) => planOf(tenant, index, options, startMs)),
    ...extraTenants(extra).map((tenant) => generatedTenant(tenant, TINY.terms, TINY.size, seed, startMs)),
  ];
  const intelligence = intelligenceOf(startMs);
  const tenants = new Map(
    plans.map((plan) => [plan.tenant.tenantId, tenantOf(plan, options.seed, startMs, intelligence)]),
  );
  const live = options.live ? plans.map((plan, index) => liveOf(plan, index, options.seed, startMs)) : [];
  const now = { ms: startMs };
  let injected = 0;
  return {
    tenants,
    advance(to) {
      now.ms = Math.max(now.ms, to.getTime());
      for (const feed of live) feed.advance(now.ms);
    },
    injectAlert(tenantId, partial) {
      const tenant = tenants.get(tenantId);
      if (!tenant) throw new RangeError(`No tenant ${tenantId} in the emulated world. It knows ${knownTo(tenants)}.`);
      injected += 1;
      const alert = injectedAlert(tenantId, partial, `${options.seed}/injected/${String(injected)}`, now.ms);
      tenant.alerts.put(alert);
      return alert;
    },
  };
}

function planOf(tenant: DemoTenant, index: number, options: WorldOptions, startMs: number): TenantPlan {
  const { seed, scale } = options;
  const further = FURTHER_TENANTS[index - 1];
  if (further) return generatedTenant(tenant, further.terms, further.size, seed, startMs);
  return scale === 'story' ? contosoTenant(tenant, seed, startMs) : largeTenant(tenant, scale, seed, startMs);
}

/** The first tenant is the busy one. */
function liveOf(plan: TenantPlan, index: number, seed: string, startMs: number): Live {
  const slower = index === 0 ? 1 : 12;
  return new Live({
    seed,
    startMs,
    site: plan.site,
    alerts: plan.alerts,
    kinds: kindsOf(plan.licences),
    minGapMs: 20 * SECOND_MS * slower,
    maxGapMs: 40 * SECOND_MS * slower,
  });
}

function injectedAlert(tenantId: string, partial: Partial<Row>, name: string, nowMs: number): Row {
  return alertRow({
    title: 'Injected alert',
    description: 'Put into the emulated world over its control endpoint.',
    tenantId,
    createdDateTime: ticks(nowMs),
    ...partial,
    id: partial.id ?? alertIdOf('ra', name),
  });
}

function knownTo(tenants: ReadonlyMap<string, TenantWorld>): string {
  return [...tenants.values()].map((tenant) => `${tenant.tenantId} (${tenant.displayName})`).join(', ');
}
