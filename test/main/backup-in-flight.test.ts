import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { backUp, makeShelf, otherDatabase, restore } from '#test/support/backup';
import { logInAgain, logInto } from '#test/support/clerk';
import { query } from '#test/support/query';
import { openTown, saidTo } from '#test/support/town';

const answer = '明日の午前に直します。';
const late = '道具がそろいしだい直します。';

test(
  'answers on their way at the backup reach the resident once at most, and what nobody can know any more is told',
  { timeout: 180_000 },
  async () => {
    const [first, second, shelf] = [await otherDatabase(), await otherDatabase(), await makeShelf()];
    const town = await openTown(first);
    onTestFinished(() => town.close());
    const { line } = town;
    const email = town.kodama.credentials?.email ?? '';
    const clerk = await logInto(town);
    const [young, old] = [line.addResident('昨夜の住民').userId, line.addResident('おとといの住民').userId];
    for (const one of [young, old]) {
      await line.sendText(one, '家の前の道路に大きな穴が開いていて危ないです');
      await line.waitFor(() => saidTo(line, one).length === 1, 20_000);
    }

    // LINE answers nothing, so both answers are still on their way when the backup is made.
    line.faults.plan({ kind: 'server-error' }, { endpoint: 'push', times: 'until-cleared' });
    const matters = await clerk.matters();
    const matterOf = (userId: string): string => {
      const residents = new Map(matters.map(({ id, residentName }) => [residentName, id]));
      return residents.get(line.residents().find((one) => one.userId === userId)?.name ?? '') ?? '';
    };
    await clerk.reply(matterOf(young), answer, randomUUID());
    await clerk.reply(matterOf(old), late, randomUUID());
    await line.waitFor(
      () => line.journal().filter((entry) => entry.kind === 'api' && entry.endpoint === 'push').length >= 2,
      20_000,
    );
    const file = join(shelf, 'night.tar.gz');
    await backUp(first, file);

    // The old machine sends both after the backup, and is lost.
    line.faults.clear();
    for (const [userId, text] of [
      [young, answer],
      [old, late],
    ] as const) {
      await line.waitFor(() => saidTo(line, userId).includes(text), 60_000);
    }
    await town.kodama.end('SIGKILL');

    expect(await restore(second, file)).toContain('2 messages to residents were on their way');
    await query(
      second.DATABASE_URL,
      `update outbox set first_tried_at = first_tried_at - interval '1 day' from thread
        where thread.id = thread_id and address = $1 and outbox.state <> 'settled'`,
      [old],
    );
    await query(second.DATABASE_URL, `update outbox set next_try_at = now() where state <> 'settled'`);
    await town.restart(second);
    const again = await logInAgain(town, email);
    const fateOf = async (userId: string, text: string): Promise<unknown> => {
      const { thread } = await again.detail(matterOf(userId));
      return thread.flatMap((item) =>
        item.kind === 'message' && JSON.stringify(item.content).includes(text) ? [item.delivery?.state] : [],
      );
    };
    await vi.waitFor(
      async () => {
        expect(await fateOf(young, answer)).toEqual(['accepted']);
        expect(await fateOf(old, late)).toEqual(['unknown']);
      },
      { timeout: 60_000, interval: 200 },
    );
    expect(saidTo(line, young).filter((text) => text === answer)).toHaveLength(1);
    expect(saidTo(line, old).filter((text) => text === late)).toHaveLength(1);
  },
);

test(
  'a message that waited for its sorting at the backup is sorted and answered after the restore, though no job came along',
  { timeout: 120_000 },
  async () => {
    const [first, second, shelf] = [await otherDatabase(), await otherDatabase(), await makeShelf()];
    const town = await openTown(first);
    onTestFinished(() => town.close());
    const { line } = town;
    const { userId } = line.addResident('待っている住民');
    await line.sendText(userId, '公園の街灯が消えています');
    await line.waitFor(() => saidTo(line, userId).length === 1, 20_000);
    await town.kodama.end('SIGKILL');
    const [event] = await query(first.DATABASE_URL, 'select body from inbound_event limit 1');
    await query(
      first.DATABASE_URL,
      `insert into inbound_event (id, channel, event_id, address, kind, message_external_id, occurred_at, body)
       select gen_random_uuid(), channel, 'waiting', address, kind, 'waiting', occurred_at, $1::jsonb from inbound_event limit 1`,
      [JSON.stringify(event?.['body'])],
    );
    const file = join(shelf, 'night.tar.gz');
    await backUp(first, file);
    await restore(second, file);
    await town.restart(second);
    await vi.waitFor(
      async () => {
        const rows = await query(second.DATABASE_URL, `select 1 from inbound_event where state = 'pending'`);
        expect(rows).toEqual([]);
      },
      { timeout: 30_000, interval: 200 },
    );
  },
);
