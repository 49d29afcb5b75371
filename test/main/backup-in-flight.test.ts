import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { backUp, makeShelf, otherDatabase, restore } from '#test/support/backup';
import { logInAgain, logInto, type Clerk } from '#test/support/clerk';
import { query } from '#test/support/query';
import { openTown, saidTo, type Town } from '#test/support/town';

const answer = '明日の午前に直します。';
const late = '道具がそろいしだい直します。';

/** A new resident who wrote and got the receipt. */
const firstOf = async (
  { line }: Town,
  clerk: Clerk,
): Promise<{ readonly userId: string; readonly matterId: string }> => {
  const known = new Set((await clerk.matters()).map(({ id }) => id));
  const { userId } = line.addResident(`住民 ${randomUUID()}`);
  await line.sendText(userId, '家の前の道路に大きな穴が開いていて危ないです');
  await line.waitFor(() => saidTo(line, userId).length === 1, 20_000);
  const opened = (await clerk.matters()).find(({ id }) => !known.has(id));
  return { userId, matterId: opened?.id ?? '' };
};

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
    const young = await firstOf(town, clerk);
    const old = await firstOf(town, clerk);

    // LINE answers nothing, so both answers are still on their way when the backup is made.
    line.faults.plan({ kind: 'server-error' }, { endpoint: 'push', times: 'until-cleared' });
    await clerk.reply(young.matterId, answer);
    await clerk.reply(old.matterId, late);
    await line.waitFor(
      () => line.journal().filter((entry) => entry.kind === 'api' && entry.endpoint === 'push').length >= 2,
      20_000,
    );
    const file = join(shelf, 'night.tar.gz');
    await backUp(first, file);

    // The old machine sends both after the backup, and is lost.
    line.faults.clear();
    for (const [userId, text] of [
      [young.userId, answer],
      [old.userId, late],
    ] as const) {
      await line.waitFor(() => saidTo(line, userId).includes(text), 60_000);
    }
    await town.kodama.end('SIGKILL');

    expect(await restore(second, file)).toContain('2 messages to residents were on their way');
    await query(
      second.DATABASE_URL,
      `update outbox set first_tried_at = first_tried_at - interval '1 day' from thread
        where thread.id = thread_id and address = $1 and outbox.state <> 'settled'`,
      [old.userId],
    );
    await query(second.DATABASE_URL, `update outbox set next_try_at = now() where state <> 'settled'`);
    await town.restart(second);
    const again = await logInAgain(town, email);
    const fateOf = async (matterId: string, text: string): Promise<unknown> => {
      const { thread } = await again.detail(matterId);
      return thread.flatMap((item) =>
        item.kind === 'message' && JSON.stringify(item.content).includes(text) ? [item.delivery?.state] : [],
      );
    };
    await vi.waitFor(
      async () => {
        expect(await fateOf(young.matterId, answer)).toEqual(['accepted']);
        expect(await fateOf(old.matterId, late)).toEqual(['unknown']);
      },
      { timeout: 60_000, interval: 200 },
    );
    expect(saidTo(line, young.userId).filter((text) => text === answer)).toHaveLength(1);
    expect(saidTo(line, old.userId).filter((text) => text === late)).toHaveLength(1);
  },
);

test(
  'a message that waited for its sorting at the backup is sorted after the restore, though no job came along',
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
    await query(
      first.DATABASE_URL,
      `insert into inbound_event (id, channel, event_id, address, kind, message_external_id, occurred_at, body)
       select gen_random_uuid(), channel, 'waiting', address, kind, 'waiting', occurred_at, $1
       from inbound_event where kind = 'message' limit 1`,
      [JSON.stringify(waiting)],
    );
    const file = join(shelf, 'night.tar.gz');
    await backUp(first, file);
    await restore(second, file);
    await town.restart(second);
    await vi.waitFor(
      async () => {
        const sorted = await query(
          second.DATABASE_URL,
          `select 1 from message m join matter_message on message_id = m.id where m.external_id = 'waiting'`,
        );
        expect(sorted).toHaveLength(1);
      },
      { timeout: 30_000, interval: 200 },
    );
  },
);

/** As the ledger has a message that no worker has seen. */
const waiting = {
  kind: 'message',
  messageExternalId: 'waiting',
  content: { kind: 'text', text: '公園の水道も止まりません' },
  quotedExternalId: null,
  quoteToken: null,
  replyToken: null,
  imageSet: null,
};
