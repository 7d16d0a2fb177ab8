import type { TenantWorld } from '../world/World.js';
import { REASONS } from './guesses.js';
import { DEFENDER, isInForce } from './tiRules.js';

/** How many indicators in force a tenant may yet have in Defender, whichever way they come. Counted once for each call. */
export class DefenderRoom {
  private left: number | null = null;

  /** @param most indicators in force that Defender keeps for a tenant */
  constructor(
    private readonly tenant: TenantWorld,
    private readonly most: number,
    private readonly now: Date,
  ) {}

  /** Why there is no room for one more, or null. */
  problem(): string | null {
    this.left ??= this.most - inForce(this.tenant, this.now.getTime());
    return this.left > 0 ? null : REASONS.quota(this.most);
  }

  take(): void {
    if (this.left !== null) this.left -= 1;
  }
}

function inForce(tenant: TenantWorld, nowMs: number): number {
  let count = 0;
  for (const { expirationTime } of tenant.defenderIndicators) {
    if (typeof expirationTime !== 'string' || Date.parse(expirationTime) > nowMs) count += 1;
  }
  for (const row of tenant.tiIndicators) {
    if (row['targetProduct'] === DEFENDER && isInForce(row, nowMs)) count += 1;
  }
  return count;
}
