import type { ControlProfile } from '../../../schema/ControlProfile.js';
import type { Operation } from '../../loaders/Operation.js';
import { profiles } from '../../loaders/scores.js';
import { failure } from '../../loaders/tenantwise.js';
import { byRank } from '../../score/controls.js';
import type { Position, Stream } from './Stream.js';

/** Behind which control to go on. */
type ProfilePosition = Pick<ControlProfile, 'rank' | 'graphId'>;

/** The controls of one tenant that fit, in Microsoft's own order: from the list that answers everything about controls. */
export class ProfileStream implements Stream<ControlProfile> {
  #profiles: readonly ControlProfile[] | null = null;
  #index = 0;
  #count: number | null = null;
  #hasFailed = false;
  #taken: ProfilePosition | null;

  constructor(
    readonly operation: Operation,
    readonly tenantId: string,
    position: Position,
    readonly fits: (profile: ControlProfile) => boolean,
  ) {
    this.#taken = position as ProfilePosition | null;
  }

  get id(): string {
    return this.tenantId;
  }

  get hasMore(): boolean {
    return this.#profiles ? this.#index < this.#profiles.length : this.#hasFailed;
  }

  get position(): Position {
    return this.#taken;
  }

  get count(): number | null {
    return this.#count;
  }

  async peek(): Promise<ControlProfile | null> {
    if (!this.#hasFailed) this.#profiles ??= await this.#read();
    return this.#profiles?.[this.#index] ?? null;
  }

  take(): void {
    const { rank, graphId } = this.#profiles![this.#index]!;
    this.#index += 1;
    this.#taken = { rank, graphId };
  }

  async #read(): Promise<readonly ControlProfile[] | null> {
    const { operation, tenantId } = this;
    try {
      const refusal = operation.refusalOf(tenantId, 'CONTROL_PROFILES');
      if (refusal) throw refusal;
      const { byName, freshness } = await profiles.get(operation, operation.place(tenantId));
      const fitting = Object.values(byName).filter(this.fits).sort(byRank);
      this.#count = fitting.length;
      const behind = this.#taken;
      return fitting
        .filter((profile) => !behind || byRank(profile, behind) > 0)
        .map((profile) => ({ ...profile, freshness }));
    } catch (thrown) {
      this.#hasFailed = failure(operation, tenantId, 'CONTROL_PROFILES', thrown) !== null;
      return this.#hasFailed ? null : [];
    }
  }
}
