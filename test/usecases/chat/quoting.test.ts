import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMessageId, type MessageId, type StaffId } from '#src/domain/ids';
import { externalIdIn, type TalkId } from '#src/domain/talk';
import type { Talk } from '#src/usecases/chat/read-talk';
import { reply } from '#src/usecases/reply';
import { openChatRoom } from '#test/support/chat-room';
import { make } from '#test/support/laid-matter';
import { query } from '#test/support/query';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';

let room: SortingRoom;
let chat: Awaited<ReturnType<typeof openChatRoom>>;
beforeAll(async () => void (room = await openSortingRoom()), 60_000);
afterAll(() => room.close());

const pothole = '家の前の道路に大きな穴があいていて車が通れません';

/** A resident who wrote of a hole, and whoever answers them. */
const begin = async (name: string) => {
  chat = await openChatRoom(room);
  const one = chat.resident();
  const id = await one.says(pothole);
  const { department } = await one.matter();
  return { one, saidId: await storedId(one.talk, id), clerk: await room.clerk(name, department) };
};

const storedId = async (talk: TalkId, pageId: string): Promise<MessageId> => {
  const rows = await query(room.url, 'select id from message where external_id = $1', [
    externalIdIn(talk, pageId),
  ]);
  const id = String(rows[0]?.['id']);
  if (!isMessageId(id)) throw new Error('nothing was said');
  return id;
};

const answer = async (
  staffId: StaffId,
  matter: Awaited<ReturnType<Awaited<ReturnType<typeof begin>>['one']['matter']>>,
  quotes: MessageId,
  text: string,
) => {
  const messageId = make(isMessageId);
  room.clock.pass({ seconds: 1 });
  const outcome = await reply(room.context, {
    staffId,
    matterId: matter.id,
    messageId,
    text,
    quotes,
    asksBack: false,
    revision: matter.revision,
    overStale: true,
  });
  await chat.work();
  return { messageId, outcome: outcome.kind };
};

/** What stands above each message. */
const quotesIn = ({ messages, quoted }: Talk) =>
  messages.map(
    ({ quotesId, quotesExternalId }) =>
      quoted.find(({ message }) => message.id === quotesId || message.externalId === quotesExternalId)
        ?.words ?? null,
  );

test('an answer that quotes the resident, and one that quotes an answer, stand in the talk under what they quote', async () => {
  const { one, saidId, clerk } = await begin('quotes-both');
  const matter = await one.matter();
  const first = await answer(clerk, matter, saidId, 'あす見に行きます。');
  const second = await answer(clerk, matter, first.messageId, '午前中に着きます。');
  expect([first.outcome, second.outcome]).toEqual(['done', 'done']);
  expect(quotesIn(await one.read()).slice(-2)).toEqual([pothole, 'あす見に行きます。']);
});

test('what the resident took back leaves no words above the answer', async () => {
  const { one, saidId, clerk } = await begin('quotes-gone');
  await answer(clerk, await one.matter(), saidId, 'あす見に行きます。');
  const { messages } = await one.read();
  expect(await one.takesBack(messages[0]?.externalId?.split('/')[1] ?? '')).toBe(true);
  expect(quotesIn(await one.read()).at(-1)).toBe('取り消されたメッセージ');
});

test('nobody quotes to one resident what another wrote', async () => {
  const { one, clerk } = await begin('quotes-other');
  const other = chat.resident();
  const theirs = await storedId(other.talk, await other.says(pothole));
  expect((await answer(clerk, await one.matter(), theirs, '見ました。')).outcome).toBe('not-found');
});

test('whatever a resident writes about an answer belongs to its matter, and staff see it as a quote', async () => {
  const { one, saidId, clerk } = await begin('is-quoted');
  const matter = await one.matter();
  const { messageId } = await answer(clerk, matter, saidId, 'あす見に行きます。');
  room.clock.pass({ hours: 30 });
  await one.says('住民票の写しはどこで取れますか');
  expect(await one.matters()).toHaveLength(2);
  const id = await one.says('朝のうちにお願いします', messageId);
  const [row] = await query(
    room.url,
    `select g.quotes_message_id as quoted, mm.matter_id as matter
      from message g join matter_message mm on mm.message_id = g.id where g.id = $1`,
    [await storedId(one.talk, id)],
  );
  expect(row).toEqual({ quoted: messageId, matter: matter.id });
});
