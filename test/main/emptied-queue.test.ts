import { expect, onTestFinished, test, vi } from 'vitest';
import { logInto } from '#test/support/clerk';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';
import { emptyQueue } from '#test/support/queue-place';
import { openTown, saidTo } from '#test/support/town';

const faults = ['rate-limited', 'server-error', 'drop-after-accepting', 'half-a-body'] as const;

test(
  'an emptied queue and a LINE that fails in every way change nothing in what residents read',
  { timeout: 240_000 },
  async () => {
    const database = await migratedDatabase();
    onTestFinished(() => database.drop());
    const town = await openTown({ DATABASE_URL: database.url });
    onTestFinished(() => town.close());
    const { line } = town;
    const clerk = await logInto(town);
    line.webhooks.set({ duplicates: true });
    for (const kind of faults) line.faults.plan({ kind }, { endpoint: 'reply', times: 2 });
    const residents = Array.from({ length: 12 }, (_, index) => line.addResident(`住民 ${index}`).userId);
    for (const [index, userId] of residents.entries()) {
      await line.sendText(userId, '公園の街灯が消えています');
      if (index % 4 === 3) await emptyQueue(database.url);
    }
    await line.waitFor(() => residents.every((userId) => saidTo(line, userId).length >= 1), 80_000);

    for (const kind of faults) line.faults.plan({ kind }, { endpoint: 'push', times: 2 });
    const matters = await clerk.matters();
    expect(matters).toHaveLength(residents.length);
    for (const { id, number } of matters) await clerk.reply(id, `${number}番の件、明日うかがいます。`);
    await emptyQueue(database.url);
    await vi.waitFor(
      async () => {
        const fates = await query(database.url, 'select state, count(*)::int n from delivery group by 1');
        expect(fates).toEqual([{ state: 'accepted', n: 24 }]);
      },
      { timeout: 80_000, interval: 200 },
    );
    for (const userId of residents) {
      expect(saidTo(line, userId)).toEqual([expect.any(String), expect.stringContaining('明日うかがいます')]);
    }
  },
);
