import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { lineChannel } from '#adapters/line/channel';
import { isMessageId, type StaffId } from '#src/domain/ids';
import type { Nudge } from '#src/queue/jobs';
import type { Context } from '#src/usecases/context';
import { reply } from '#src/usecases/reply';
import { retryAttachment, retrySend } from '#src/usecases/retry';
import { deliver } from '#workers/deliver';
import { openCityHall, road, type CityHall } from '#test/support/city-hall';
import { layMatter, make, type LaidMatter } from '#test/support/laid-matter';
import { contextOf } from '#test/support/matter-context';
import { query } from '#test/support/query';
import { startLineEmulator } from '#test/emulators/line/server';

let hall: CityHall;
let context: Context;
let nudges: Nudge[];
let clerk: StaffId;

beforeAll(async () => {
  hall = await openCityHall();
  ({ context, nudges } = contextOf(hall));
  const memberships = [{ departmentId: road, role: 'staff' }] as const;
  clerk = (await hall.employ('clerk@city.example', { memberships })).person.id;
});
afterAll(() => hall.drop());

/** What colleagues' inboxes are told. */
const lastEventIn = async (laid: LaidMatter) =>
  (
    await query(
      hall.url,
      'select name, actor_id, departments from event where matter_id = $1 order by id desc limit 1',
      [laid.id],
    )
  )[0];

const fateIn = async (laid: LaidMatter) => {
  const rows = await query(
    hall.url,
    `select d.state from delivery d join outbox o on o.id = d.outbox_id
      join outbox_message om on om.outbox_id = o.id join message g on g.id = om.message_id
      where o.matter_id = $1 and g.author = 'staff'`,
    [laid.id],
  );
  return rows.map(({ state }) => state);
};

test('an answer whose fate became unknown is sent again by hand, under the same key, and arrives once', async () => {
  const secrets = { channelSecret: 'a'.repeat(32), channelAccessToken: randomUUID() };
  const line = await startLineEmulator({ ...secrets, webhookUrl: null });
  onTestFinished(() => line.close());
  const [resident] = line.residents();
  if (resident === undefined) throw new Error('The emulator has no residents.');
  const channel = lineChannel({ ...secrets, apiBaseUrl: line.url, dataApiBaseUrl: line.url });
  const run = deliver(context, new Map([['line', channel]]));
  const laid = await layMatter(hall.url, road);
  await query(hall.url, 'update thread set address = $1 where id = $2', [resident.userId, laid.threadId]);
  const messageId = make(isMessageId);
  const text = '穴は明日ふさぎます。';
  const words = { text, asksBack: false, revision: 1, overStale: false };
  await reply(context, { staffId: clerk, matterId: laid.id, messageId, ...words });
  /** Does whatever the jobs in hand ask for. */
  const work = async () => {
    for (const nudge of nudges.splice(0)) {
      if (nudge.name === 'message.deliver')
        await run(nudge.data, AbortSignal.timeout(20_000)).catch(() => {});
    }
  };

  line.faults.plan({ kind: 'drop-after-accepting' });
  await work();
  await query(
    hall.url,
    `update outbox set state = 'settled', claimed_at = null where matter_id = $1 and state <> 'settled'`,
    [laid.id],
  );
  await query(
    hall.url,
    `update delivery set state = 'unknown' where outbox_id in (select outbox_id from outbox_message where message_id = $1)`,
    [messageId],
  );

  expect(await retrySend(context, { staffId: clerk, messageId })).toEqual({ kind: 'done' });
  expect(await lastEventIn(laid)).toEqual({ name: 'delivery', actor_id: clerk, departments: [road] });
  expect(nudges).toHaveLength(1);
  await work();
  expect(await fateIn(laid)).toEqual(['accepted']);
  const shown = line.chat(resident.userId).filter(({ author }) => author === 'city');
  expect(shown.map(({ content }) => content)).toEqual([expect.objectContaining({ kind: 'text', text })]);

  expect(await retrySend(context, { staffId: clerk, messageId })).toEqual({ kind: 'not-found' });
  expect(nudges).toEqual([]);
});

test('only a photo that could not be fetched is fetched again', async () => {
  const laid = await layMatter(hall.url, road);
  nudges.splice(0);
  const again = (attachmentId: typeof laid.failedId) =>
    retryAttachment(context, { staffId: clerk, attachmentId });
  expect(await again(laid.storedId)).toEqual({ kind: 'not-found' });
  expect(await again(laid.failedId)).toEqual({ kind: 'done' });
  expect(nudges).toEqual([{ name: 'media.fetch', data: { attachmentId: laid.failedId } }]);
  expect(await again(laid.failedId)).toEqual({ kind: 'not-found' });
});
