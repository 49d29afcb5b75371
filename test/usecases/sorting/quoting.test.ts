import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMessageId, isOutboxId, type MessageId, type StaffId } from '#src/domain/ids';
import type { CallOutcome } from '#src/usecases/record-send';
import { recordSend } from '#src/usecases/record-send';
import { beginSend } from '#src/usecases/begin-send';
import { reply } from '#src/usecases/reply';
import { make } from '#test/support/laid-matter';
import { query } from '#test/support/query';
import { openSortingRoom, type MatterRow, type SortingRoom } from '#test/support/sorting-room';

let room: SortingRoom;
let clerk: StaffId;
beforeAll(async () => {
  room = await openSortingRoom();
  clerk = await room.clerk('quoter', 'road');
});
afterAll(() => room.close());

const hole = '家の前の道路に大きな穴が開いていて危ないです';

const answer = (matter: MatterRow, quotes: MessageId | null, text = '見に行きます。') =>
  reply(room.context, {
    staffId: clerk,
    matterId: matter.id,
    messageId: make(isMessageId),
    text,
    quotes,
    asksBack: false,
    revision: matter.revision,
    overStale: true,
  });

/** Makes every call of the thread that is due, as LINE would take it; tells of the last one. */
const sendAll = async (address: string) => {
  let parts: readonly unknown[] = [];
  let last = '';
  for (;;) {
    const [row] = await query(
      room.url,
      `select o.id from outbox o join thread t on t.id = o.thread_id
        where t.address = $1 and o.state = 'queued' order by o.created_at, o.id limit 1`,
      [address],
    );
    const outboxId = String(row?.['id']);
    if (!isOutboxId(outboxId)) return { parts, last };
    const begun = await beginSend(room.context, outboxId);
    if (begun.kind !== 'send') throw new Error(begun.kind);
    ({ parts } = begun.outbound);
    const outcome: CallOutcome = {
      kind: 'accepted',
      receipt: {
        requestId: null,
        messageExternalIds: parts.map((_, index) => `${outboxId}-${index}`),
        quoteTokens: parts.map((_, index) => `leave-${index}`),
      },
    };
    last = outboxId;
    await recordSend(room.context, {
      outboxId,
      attempt: begun.attempt,
      messageIds: begun.messageIds,
      outcome,
    });
  }
};

const linkOf = async (externalId: string) =>
  (
    await query(
      room.url,
      'select q.external_id as quoted from message g left join message q on q.id = g.quotes_message_id where g.external_id = $1',
      [externalId],
    )
  )[0]?.['quoted'];

const firstOf = async (resident: ReturnType<SortingRoom['resident']>) => {
  const found = (await resident.messages()).find(({ author }) => author === 'resident');
  if (found === undefined) throw new Error('nothing was said');
  return found;
};

test('an answer that quotes carries LINE’s leave to quote, on the first part of a long one', async () => {
  const resident = room.resident();
  await resident.says(hole, { id: 'the-hole', quoteToken: 'may-quote-hole' });
  const said = await firstOf(resident);
  expect(await answer(await resident.matter(), said.id, `${'あ'.repeat(99)}。`.repeat(60))).toEqual({
    kind: 'done',
  });
  const { parts } = await sendAll(resident.address);
  expect(parts).toMatchObject([
    { quotes: { externalId: 'the-hole', token: 'may-quote-hole' } },
    { quotes: null },
  ]);
});

test('staff may quote their own answer once the platform has taken it', async () => {
  const resident = room.resident();
  await resident.says(hole);
  const matter = await resident.matter();
  const own = await room.answer(clerk, matter);
  expect(await answer(matter, own)).toEqual({ kind: 'not-found' });
  await sendAll(resident.address);
  expect(await answer(matter, own)).toEqual({ kind: 'done' });
  expect((await sendAll(resident.address)).parts).toMatchObject([{ quotes: { token: 'leave-0' } }]);
});

test('what is taken back is quoted no more, not even by an answer that is on its way', async () => {
  const resident = room.resident();
  await resident.says(hole, { id: 'gone-hole', quoteToken: 'may-quote-gone' });
  const said = await firstOf(resident);
  const matter = await resident.matter();
  await answer(matter, said.id);
  await resident.does({ kind: 'unsend', messageExternalId: 'gone-hole' });
  expect((await sendAll(resident.address)).parts).toMatchObject([{ quotes: null }]);
  expect(await query(room.url, 'select quote_token from message where id = $1', [said.id])).toEqual([
    { quote_token: null },
  ]);
  expect(await answer(matter, said.id)).toEqual({ kind: 'done' });
});

test('nothing is quoted that does not stand in the matter', async () => {
  const [resident, other] = [room.resident(), room.resident()];
  await resident.says(hole, { quoteToken: 'one' });
  await other.says(hole, { quoteToken: 'other' });
  const matter = await resident.matter();
  expect(await answer(matter, (await firstOf(other)).id)).toEqual({ kind: 'not-found' });
  expect(await answer(matter, make(isMessageId))).toEqual({ kind: 'not-found' });
});

test('a quote that comes before what it quotes finds it later', async () => {
  const resident = room.resident();
  const quoted = resident.messageOf({ kind: 'text', text: hole }, { id: 'slow' });
  const written = room.clock.now();
  await resident.says('この穴のことです', { id: 'quick', quotes: 'slow' });
  expect(await linkOf('quick')).toBeNull();
  await resident.does(quoted, written);
  expect(await linkOf('quick')).toBe('slow');
});

test('a quote of another resident’s message points at nothing', async () => {
  const [resident, other] = [room.resident(), room.resident()];
  await other.says(hole, { id: 'theirs' });
  await resident.says('公園のすべり台がこわれています', { id: 'mine', quotes: 'theirs' });
  expect(await linkOf('mine')).toBeNull();
});

test('a quote of any part of a long answer is a quote of that answer, and belongs to its matter', async () => {
  const resident = room.resident();
  await resident.says(hole);
  const matter = await resident.matter();
  await answer(matter, null, `${'あ'.repeat(99)}。`.repeat(60));
  const { last } = await sendAll(resident.address);
  const first = `${last}-0`;
  await resident.says('公園のすべり台もこわれています', { id: 'of-the-first', quotes: first });
  await resident.says('公園のブランコもこわれています', { id: 'of-the-second', quotes: `${last}-1` });
  expect([await linkOf('of-the-first'), await linkOf('of-the-second')]).toEqual([first, first]);
  const said = (await resident.messages()).filter(({ externalId }) => externalId?.startsWith('of-the-'));
  expect(said.map(({ matterIds }) => matterIds)).toEqual([[matter.id], [matter.id]]);
});
