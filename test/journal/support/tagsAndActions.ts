import { tagKey, TAGS_PER_ALERT } from '../../../src/journal/TagStore.js';
import { NEWEST, type Fixture } from './Fixture.js';
import { action, entry, NOON } from './made.js';

/** What Microsoft Graph has no place for, and what goes on after its mutation. */
export function describeTagsAndActions(at: Fixture): void {
  describe('a tag', () => {
    const alert = (alertId: string, tenantId = 'contoso') => ({ tenantId, alertId });

    it('is added and taken away, each alert for itself; whoever gave it first has given it', async () => {
      const { tags } = at.journal;
      await tags.change({ ...alert('a'), add: ['vip', 'apt29'], remove: [], by: 'anna', at: NOON });
      await tags.change({ ...alert('a'), add: ['vip', 'new', 'new'], remove: ['apt29'], by: 'ben', at: NOON + 1 });
      await tags.change({ ...alert('a', 'fabrikam'), add: ['vip'], remove: ['none'], by: 'ben', at: NOON + 2 });

      const found = await tags.of([alert('a'), alert('a'), alert('b'), alert('a', 'fabrikam')]);

      expect(found.get(tagKey(alert('a')))).toEqual([
        { ...alert('a'), tag: 'new', by: 'ben', at: NOON + 1 },
        { ...alert('a'), tag: 'vip', by: 'anna', at: NOON },
      ]);
      expect(found.get('fabrikam a')).toEqual([{ ...alert('a', 'fabrikam'), tag: 'vip', by: 'ben', at: NOON + 2 }]);
      expect(found.size).toBe(2);
    });

    it('that is taken away and added at once is there', async () => {
      await at.journal.tags.change({ ...alert('a'), add: ['x'], remove: ['x'], by: 'anna', at: NOON });

      expect((await at.journal.tags.of([alert('a')])).get('contoso a')).toHaveLength(1);
    });

    it('is the same in other letters, and stays as it was written first', async () => {
      const { tags } = at.journal;
      await tags.change({ ...alert('a'), add: ['Crown Jewels'], remove: [], by: 'anna', at: NOON });

      const again = await tags.change({
        ...alert('a'),
        add: ['CROWN jewels', 'É'],
        remove: [],
        by: 'ben',
        at: NOON + 1,
      });

      expect(again).toEqual({ before: ['Crown Jewels'], after: ['Crown Jewels', 'É'] });
      expect(await tags.alertsWith(['crown JEWELS'], ['contoso'], 10)).toEqual([alert('a')]);
      expect(await tags.alertsWith(['e\u0301'], ['contoso'], 10)).toEqual([alert('a')]);
      expect(
        await tags.change({ ...alert('a'), add: [], remove: ['crown jewels'], by: 'ben', at: NOON }),
      ).toMatchObject({
        after: ['É'],
      });
    });

    it('is refused to an alert that has as many as it may have, and nothing of the change is made', async () => {
      const { tags } = at.journal;
      const many = Array.from({ length: TAGS_PER_ALERT }, (_, n) => `tag ${n}`);
      await tags.change({ ...alert('a'), add: many, remove: [], by: 'anna', at: NOON });

      const refused = await tags.change({ ...alert('a'), add: ['x', 'y'], remove: ['tag 0'], by: 'ben', at: NOON });
      const changed = await tags.change({ ...alert('a'), add: ['x'], remove: ['tag 0'], by: 'ben', at: NOON });

      expect(refused).toBeNull();
      expect(changed?.after).toHaveLength(TAGS_PER_ALERT);
      expect(changed?.before).toEqual([...many].sort());
    });

    it('leads to its alerts, in the tenants asked for, newest first, up to a limit', async () => {
      const give = (id: string, tag: string, when: number, tenant = 'contoso') =>
        at.journal.tags.change({ ...alert(id, tenant), add: [tag], remove: [], by: 'anna', at: when });
      await give('a', 'vip', NOON);
      await give('b', 'vip', NOON + 1);
      await give('a', 'apt29', NOON + 2);
      await give('c', 'other', NOON + 3);
      await give('d', 'vip', NOON + 4, 'fabrikam');

      const { tags } = at.journal;
      expect(await tags.alertsWith(['vip', 'apt29'], ['contoso'], 10)).toEqual([alert('a'), alert('b')]);
      expect(await tags.alertsWith(['vip'], ['contoso', 'fabrikam'], 2)).toEqual([alert('d', 'fabrikam'), alert('b')]);
      expect(await tags.alertsWith(['vip'], [], 10)).toEqual([]);
      expect(await tags.alertsWith([], ['contoso'], 10)).toEqual([]);
    });

    it('of many alerts is found in one go', async () => {
      for (const id of ['0', '700', '1199']) {
        await at.journal.tags.change({ ...alert(id), add: ['x'], remove: [], by: 'anna', at: NOON });
      }

      expect((await at.journal.tags.of(Array.from({ length: 1200 }, (_, n) => alert(String(n))))).size).toBe(3);
      expect((await at.journal.tags.of([])).size).toBe(0);
    });
  });

  describe('a response action', () => {
    it('is one per tenant, target and slot while it is unfinished: a second call joins it', async () => {
      const first = await at.journal.actions.open(action());
      const second = await at.journal.actions.open(action({ kind: 'RELEASE_HOST' }));
      const slot = await at.journal.actions.open(action({ slot: 'scan' }));
      const target = await at.journal.actions.open(action({ target: 'host-2' }));
      const tenant = await at.journal.actions.open(action({ tenantId: 'fabrikam' }));

      expect(first).toMatchObject({ isNew: true, action: { state: 'PENDING', finishedAt: null, cancelledBy: null } });
      expect(second).toEqual({ isNew: false, action: first.action });
      expect([slot.isNew, target.isNew, tenant.isNew]).toEqual([true, true, true]);
      await at.journal.actions.update(first.action.id, { state: 'FAILED' });
      expect((await at.journal.actions.open(action())).isNew).toBe(true);
    });

    it('is opened once by many at the same time', async () => {
      const opened = await Promise.all(Array.from({ length: 8 }, () => at.journal.actions.open(action())));

      expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(opened.map(({ action: { id } }) => id)).size).toBe(1);
    });

    it('goes on until it is final, and stays so; only what nobody knew may become known', async () => {
      const { action: opened } = await at.journal.actions.open(action());
      const { id } = opened;
      await at.clock.advance(5);
      const running = await at.journal.actions.update(id, {
        state: 'RUNNING',
        remoteKind: 'machineAction',
        remoteId: 'm-1',
      });
      const unknown = await at.journal.actions.update(id, { state: 'UNKNOWN' });
      const stays = await at.journal.actions.update(id, { state: 'RUNNING' });
      const known = await at.journal.actions.update(id, {
        state: 'SUCCEEDED',
        message: 'done',
        parameters: { a: [1] },
      });
      const final = await at.journal.actions.update(id, { state: 'CANCELLED', cancelledBy: 'ben' });

      expect(running).toEqual({
        ...{ ...opened, state: 'RUNNING', remoteKind: 'machineAction', remoteId: 'm-1', updatedAt: at.clock.now() },
      });
      expect(unknown).toMatchObject({ state: 'UNKNOWN', finishedAt: at.clock.now() });
      expect(stays).toEqual(unknown);
      expect(known).toMatchObject({ state: 'SUCCEEDED', message: 'done', parameters: { a: [1] }, requestedAt: NOON });
      expect(final).toEqual(known);
      await expect(at.journal.actions.update('nobody', { state: 'FAILED' })).rejects.toThrow('is not in the journal');
    });

    it('is listed newest first, by pages, by whatever was asked for', async () => {
      const made = [];
      for (const [n, requestedAt] of [NOON, NOON + 1, NOON + 1, NOON + 2].entries()) {
        const one = action({ target: `host-${n}`, requestedAt, ...(n === 0 ? { tenantId: 'fabrikam' } : {}) });
        made.push((await at.journal.actions.open(one)).action);
      }
      await at.journal.actions.update(made[3]!.id, { state: 'FAILED' });
      const { actions } = at.journal;
      const targets = async (...args: Parameters<typeof actions.list>) =>
        (await actions.list(...args)).map(({ target }) => target);

      const first = await actions.list({}, { before: null, limit: 2 });
      const rest = await actions.list({}, { before: first[1]!, limit: 10 });

      expect([...first, ...rest].map(({ requestedAt }) => requestedAt - NOON)).toEqual([2, 1, 1, 0]);
      expect(new Set([...first, ...rest].map(({ id }) => id)).size).toBe(4);
      expect(await targets({ tenantIds: ['fabrikam'] }, NEWEST)).toEqual(['host-0']);
      expect(await targets({ states: ['FAILED'], kinds: ['ISOLATE_HOST'] }, NEWEST)).toEqual(['host-3']);
      expect(await targets({ targets: ['host-1', 'host-9'] }, NEWEST)).toEqual(['host-1']);
      expect(await targets({ jobId: made[2]!.jobId }, NEWEST)).toEqual(['host-2']);
      expect(await targets({ kinds: ['SCAN'] }, NEWEST)).toEqual([]);
    });

    it('that goes on by itself is asked after by one who claims it: soon at first, then less and less often', async () => {
      const { actions } = at.journal;
      const { action: opened } = await actions.open(action());
      const claimed: number[] = [];
      // Each second of the first minute, then every ten.
      for (let seconds = 1; seconds <= 3600; seconds += seconds < 60 ? 1 : 10) {
        await at.clock.advance((seconds <= 60 ? 1 : 10) * 1000);
        const due = await actions.claimDue(10);
        if (due.length > 0) claimed.push(seconds);
      }

      expect(claimed.slice(0, 6)).toEqual([5, 10, 15, 20, 26, 33]);
      expect(claimed.at(-1)! - claimed.at(-2)!).toBe(300);
      expect(opened.state).toBe('PENDING');
    });

    it('is claimed by one of many, and not when it waits for approval or has ended', async () => {
      const { actions } = at.journal;
      const opened = await Promise.all(
        ['1', '2', '3', '4'].map(async (target) => (await actions.open(action({ target }))).action.id),
      );
      await actions.update(opened[2]!, { state: 'AWAITING_APPROVAL' });
      await actions.update(opened[3]!, { state: 'SUCCEEDED' });
      await at.clock.advance(60_000);

      const claims = await Promise.all([1, 2, 3].map(() => actions.claimDue(10)));

      expect(
        claims
          .flat()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(opened.slice(0, 2).sort());
    });

    it('is sent by one who takes it, and called off only where nobody has', async () => {
      const { actions } = at.journal;
      const [taken, free] = [
        (await actions.open(action({ target: '1' }))).action.id,
        (await actions.open(action({ target: '2' }))).action.id,
      ];

      expect(await Promise.all([1, 2].map(() => actions.take(taken, 'ENTRA')))).toEqual(
        expect.arrayContaining([true, false]),
      );
      expect(await actions.cancelUnsent(taken, 'ben')).toBe(false);
      expect(await actions.cancelUnsent(free, 'ben')).toBe(true);
      expect(await actions.take(free, 'ENTRA')).toBe(false);
      expect(await actions.byIds([free])).toMatchObject([{ state: 'CANCELLED', cancelledBy: 'ben' }]);
    });

    it('ends once, with one entry in the audit trail', async () => {
      const { actions, audit } = at.journal;
      const { id } = (await actions.open(action())).action;
      const end = { state: 'SUCCEEDED', message: null } as const;

      const told = await Promise.all([1, 2].map(() => actions.finish(id, end, entry({ verb: 'followAction' }))));

      expect([...told].sort()).toEqual([false, true]);
      expect(await audit.list({ verbs: ['followAction'] }, NEWEST)).toHaveLength(1);
      expect(await actions.byIds([id])).toMatchObject([{ state: 'SUCCEEDED', finishedAt: at.clock.now() }]);
    });

    it('is found by its id where it runs, and since when', async () => {
      const { actions } = at.journal;
      const { id } = (await actions.open(action({ remoteKind: 'ENTRA', remoteId: 'm-7' }))).action;
      await actions.open(action({ target: 'later', requestedAt: NOON + 10 }));

      expect((await actions.byRemoteIds(['m-7', 'm-8'])).map((one) => one.id)).toEqual([id]);
      expect((await actions.list({ requestedFrom: NOON + 1 }, NEWEST)).map(({ target }) => target)).toEqual(['later']);
    });
  });
}
