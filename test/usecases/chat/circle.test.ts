import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOutboxId } from '#src/domain/ids';
import { close } from '#src/usecases/close';
import { transfer } from '#src/usecases/transfer';
import { undo } from '#src/usecases/undo';
import { openChatRoom } from '#test/support/chat-room';
import { departmentKey, openSortingRoom, type SortingRoom } from '#test/support/sorting-room';
import { query } from '#test/support/query';

let room: SortingRoom;
beforeAll(async () => void (room = await openSortingRoom()), 60_000);
afterAll(() => room.close());

const pothole = '家の前の道路に大きな穴があいていて車が通れません';

test('what a resident writes is receipted in their talk, with a number and who answers', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  const { number } = await one.matter();
  const seen = await one.sees();
  expect(seen[0]).toBe(`resident: ${pothole}`);
  expect(seen[1]).toContain(`machine: `);
  expect(seen[1]).toContain(number);
  expect(seen).toHaveLength(2);
});

test('an answer of staff arrives, can be quoted, and the quote finds its matter', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  const { id, department, revision } = await one.matter();
  const clerk = await room.clerk(`answers-${department}`, department);
  await room.answer(clerk, { id, revision });
  expect(await one.sees()).toHaveLength(2);
  await chat.work();
  const { messages } = await one.read();
  expect(messages.at(-1)).toMatchObject({
    author: 'staff',
    content: { text: '確認します。' },
    mayTakeBack: false,
  });
  room.clock.pass({ hours: 30 });
  await one.says('お願いします、写真もあります', messages.at(-1)?.id);
  const { quoted } = await one.read();
  expect(quoted.map(({ words }) => words)).toEqual(['確認します。']);
  expect(await one.matters()).toHaveLength(1);
});

test('buttons are offered, one touch says whose it is, and the touch stands in the talk as the resident’s words', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.stands(33.319, 130.508);
  const { choices } = await one.read();
  expect(choices.length).toBeGreaterThan(1);
  const [choice] = choices;
  if (choice === undefined) throw new Error('no button');
  expect(await one.chooses('別の言葉', choice.data)).toBe(false);
  expect(await chat.resident().chooses(choice.label, choice.data)).toBe(false);
  expect(await one.chooses(choice.label, choice.data)).toBe(true);
  expect((await one.read()).messages.map(({ isUnsorted }) => isUnsorted)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  const seen = await one.sees();
  expect(seen.slice(0, 3)).toEqual([
    'resident: place',
    expect.stringContaining('machine: '),
    `resident: ${choice.label}`,
  ]);
  expect((await one.read()).choices).toEqual([]);
  expect((await one.matter()).state).toBe('new');
});

test('a closing is told when it can no longer be undone, and never when it was', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  const { id, department } = await one.matter();
  const clerk = await room.clerk(`closes-${department}`, department);
  await close(room.context, { staffId: clerk, matterId: id, reason: 'solved' });
  await chat.pass(1);
  await undo(room.context, { staffId: clerk, matterId: id });
  await chat.pass(60);
  expect(await one.sees()).toHaveLength(2);
  await close(room.context, { staffId: clerk, matterId: id, reason: 'solved' });
  await chat.pass(60);
  expect((await one.sees()).at(-1)).toContain('対応が終わりました');
});

test('a transfer is told, and the resident goes on where they are', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  const { id, department } = await one.matter();
  const clerk = await room.clerk(`hands-over-${department}`, department);
  const other = room.city.departments.find((each) => each.id !== department && !each.isSortingDesk);
  if (other === undefined) throw new Error('no other department');
  await transfer(room.context, { staffId: clerk, matterId: id, to: departmentKey(other.id) });
  await chat.pass(60);
  expect((await one.sees()).at(-1)).toContain(other.plainName);
});

test('a send that is made twice arrives once, and stays where it first arrived', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  const before = await one.read();
  await query(
    room.url,
    `update outbox set state = 'queued' where thread_id = (select id from thread where address = $1)`,
    [one.talk],
  );
  const [row] = await query(
    room.url,
    `select o.id from outbox o join thread t on t.id = o.thread_id where t.address = $1`,
    [one.talk],
  );
  room.clock.pass({ seconds: 30 });
  const outboxId = String(row?.['id']);
  if (!isOutboxId(outboxId)) throw new Error('nothing was sent');
  room.nudges.push({ name: 'message.deliver', data: { outboxId } });
  await chat.work();
  expect(await one.read()).toEqual(before);
});

test('what is sent there is one row and one accepted try, also while LINE takes nothing more of us', async () => {
  const chat = await openChatRoom(room);
  await query(
    room.url,
    `insert into channel_hold (channel, kind, since, next_try_at) values ('line', 'unauthorised', now(), 'infinity')`,
  );
  const one = chat.resident();
  await one.says(pothole);
  const tries = await query(
    room.url,
    `select a.number, a.route, a.result, d.state, o.call, (select count(*)::int from chat_arrival c where c.outbox_id = o.id) as arrivals
      from outbox o join attempt a on a.outbox_id = o.id join delivery d on d.outbox_id = o.id
      join thread t on t.id = o.thread_id where t.address = $1`,
    [one.talk],
  );
  expect(tries).toEqual([
    { number: 1, route: 'push', result: 'accepted', state: 'accepted', call: null, arrivals: 1 },
  ]);
});
