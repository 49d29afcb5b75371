import { expect, onTestFinished, test, vi } from 'vitest';
import { logInto } from '#test/support/clerk';
import { startForwarder } from '#test/support/forwarder';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';
import { openTown, saidTo } from '#test/support/town';

test(
  'while the database is gone webhooks are not acknowledged and nothing ends; when it is back everything goes on',
  { timeout: 120_000 },
  async () => {
    const database = await migratedDatabase();
    onTestFinished(() => database.drop());
    const wire = await startForwarder(database.url);
    onTestFinished(() => wire.cut());
    const town = await openTown({ DATABASE_URL: wire.url });
    onTestFinished(() => town.close());
    const { line, kodama } = town;
    const clerk = await logInto(town);
    const live = await clerk.watch(new AbortController().signal);
    const statusOf = async (path: string): Promise<number> => (await fetch(`${kodama.url}${path}`)).status;
    const newcomer = (name: string): string => line.addResident(name).userId;

    // An answer that is on its way when the database goes.
    const early = newcomer('早い人');
    line.faults.plan({ kind: 'answer-late', delayMs: 1_500 }, { endpoint: 'reply' });
    await line.sendText(early, '家の前の道路に大きな穴が開いていて危ないです');
    await line.waitFor(() => saidTo(line, early).length === 1, 20_000);
    await vi.waitFor(() => expect(live.text()).toContain('matter-changed'), { timeout: 10_000 });

    for (let round = 1; round <= 2; round += 1) {
      await wire.cut();
      const resident = newcomer(`断の間の人 ${round}`);
      line.webhooks.set({ redelivers: true, redeliverAfterMs: 500, redeliverTimes: 40 });
      const { outcome, webhookEventId } = await line.sendText(resident, '公園の街灯が消えています');
      expect(outcome).toEqual({ kind: 'answered', status: 503 });
      expect(await statusOf('/readyz')).toBe(503);
      expect(await statusOf('/healthz')).toBe(200);
      await line.waitFor(
        () =>
          line
            .journal()
            .filter((entry) => entry.kind === 'webhook' && entry.eventIds.includes(webhookEventId)).length >=
          3,
        20_000,
      );

      await wire.mend();
      await vi.waitFor(async () => expect(await statusOf('/readyz')).toBe(200), { timeout: 20_000 });
      await line.waitFor(() => saidTo(line, resident).length === 1, 30_000);
      const heard = changesIn(live.text());
      const late = newcomer(`あとの人 ${round}`);
      await line.sendText(late, 'ごみの収集日を教えてください');
      await line.waitFor(() => saidTo(line, late).length > 0, 30_000);
      await vi.waitFor(() => expect(changesIn(live.text())).toBeGreaterThan(heard), { timeout: 10_000 });
    }

    await vi.waitFor(
      async () => {
        expect(await query(database.url, `select state, count(*)::int n from delivery group by 1`)).toEqual([
          { state: 'accepted', n: 5 },
        ]);
        expect(await query(database.url, `select from inbound_event where state <> 'done'`)).toEqual([]);
      },
      { timeout: 40_000, interval: 200 },
    );
    for (const { userId } of line.residents()) expect(saidTo(line, userId).length).toBeLessThanOrEqual(1);

    await wire.cut();
    expect(await kodama.end()).toBe(0);
  },
);

const changesIn = (heard: string): number => heard.split('event: change').length - 1;
