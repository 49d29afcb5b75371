import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '#test/support/query';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';

let room: SortingRoom;
beforeAll(async () => {
  room = await openSortingRoom();
});
afterAll(() => room.close());

const inGroup = (replyToken: string | null = 'first') => ({ kind: 'group', replyToken }) as const;

test('a group is told once, by the free way, that the city answers nobody there', async () => {
  const group = room.resident();
  await group.does(inGroup());
  await group.does(inGroup('second'));
  expect(await group.told()).toEqual([
    { route: 'reply', token: 'first', matterId: null, choices: [], texts: [expect.any(String)] },
  ]);
  const [told] = await group.told();
  expect(told?.texts[0]).toContain('久留米市の相談窓口です。');
  expect(told?.texts[0]).toContain('グループの中ではご相談を受けられません');
});

test('a group opens no matter and becomes nobody’s account', async () => {
  const group = room.resident();
  room.nudges.splice(0);
  await group.does(inGroup());
  expect(await group.matters()).toEqual([]);
  expect((await group.messages()).map(({ author }) => author)).toEqual(['machine']);
  const accounts = 'select from account where external_id = $1';
  expect(await query(room.url, accounts, [group.address])).toEqual([]);
  expect(room.nudges.map(({ name }) => name)).toEqual(['message.deliver']);
});

test('two workers at once, and one that comes again, decline a group once', async () => {
  const group = room.resident();
  const [came, spoke] = [group.telling(inGroup()), group.telling(inGroup('second'))];
  await room.accept([came, spoke]);
  await room.accept([came]);
  const waiting = room.takeWaiting();
  const both = () => Promise.all(waiting.map((inboundEventId) => room.sort({ inboundEventId })));
  await Promise.all([both(), both()]);
  await both();
  expect(await group.told()).toHaveLength(1);
});

test('a group whose first word comes too late for its token is told by a push', async () => {
  const group = room.resident();
  await room.accept([group.telling(inGroup())]);
  room.clock.pass({ minutes: 2 });
  await room.sortAll();
  expect(await group.told()).toMatchObject([{ route: 'push', token: null }]);
});
