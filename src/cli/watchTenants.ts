import type { TenantRegistry } from '../auth/TenantRegistry.js';
import { rescoped, type DeclaredKey } from '../config/apiKeys.js';
import { SettingsError, type TenantsFile } from '../config/settings.js';
import { watchFile, type WatchFolder } from '../config/watchFile.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import type { Logger } from '../observability/Logger.js';
import type { Clock } from '../util/clock.js';
import type { DeclaredTenants } from './graphTenants.js';

export interface WatchedTenants {
  readonly file: TenantsFile;
  readonly declared: DeclaredTenants;
  readonly registry: TenantRegistry<GraphTenant>;
  /** Keys name tenants and labels: other tenants, other grants. */
  readonly apiKeys: readonly DeclaredKey[];
  readonly replaceKeys: (keys: readonly DeclaredKey[]) => void;
  readonly clock: Clock;
  readonly log: Logger;
  readonly watch?: WatchFolder;
}

/**
 * Keeps the tenants as TENANTS_FILE has them, without a restart. Questions that have begun end with the tenants they began
 * with; a file that is wrong is refused whole, and the tenants before it stay.
 *
 * @returns stops watching
 */
export function watchTenants(watched: WatchedTenants): () => void {
  const { file, clock, log, watch } = watched;
  return watchFile(file.path, {
    clock,
    onChange: () => reload(watched),
    onError: (error) => log.error({ error }, 'TENANTS_FILE is no longer watched; changes need a restart.'),
    ...(watch ? { watch } : {}),
  });
}

function reload({ file, declared, registry, apiKeys, replaceKeys, log }: WatchedTenants): void {
  try {
    const before = new Set(registry.all());
    const written = file.read();
    const now = declared.of(written);
    if (now.length === before.size && now.every((tenant) => before.has(tenant))) return;
    registry.replace(now);
    replaceKeys(rescoped(apiKeys, written));
    log.info({ count: now.length, path: file.path }, 'TENANTS_FILE has changed: these tenants are in force.');
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    log.error({ reason: error.message }, 'TENANTS_FILE is refused: the tenants before it stay in force.');
  }
}
