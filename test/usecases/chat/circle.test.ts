import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMatterId, isOutboxId } from '#src/domain/ids';
import { close } from '#src/usecases/close';
import { transfer } from '#src/usecases/transfer';
import { undo } from '#src/usecases/undo';
import { openChatRoom } from '#test/support/chat-room';
import { departmentKey, openSortingRoom, type SortingRoom } from '#test/support/sorting-room';
import { query } from '#test/support/query';

let room: SortingRoom;
beforeAll(async () => void (room = await openSortingRoom()));
afterAll(() => room.close());

const mattersOf = async (talk: string) =>
  query(
    room.url,
    `select m.id, m.number, m.state, m.department_id as department, m.revision from matter m join thread t on t.id = m.thread_id
      where t.address = $1 order by m.opened_at`,
    [talk],
  );

/** The one matter of a talk, for members of staff of its department. */
const matterOf = async (talk: string) => {
  const [row] = await mattersOf(talk);
  const id = String(row?.['id']);
  if (!isMatterId(id)) throw new Error('no matter');
  const department = String(row?.['department']);
  return { id, department, number: String(row?.['number']), revision: Number(row?.['revision']) };
};

const tenDays = 10 * 86_400;
const pothole = '家の前の道路に大きな穴があいていて車が通れません';

test('what a resident writes is receipted in their talk, with a number and who answers', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  const { number } = await matterOf(one.talk);
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
  const { id, department, revision } = await matterOf(one.talk);
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
  expect(await mattersOf(one.talk)).toHaveLength(1);
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
  const seen = await one.sees();
  expect(seen.slice(0, 3)).toEqual([
    'resident: place',
    expect.stringContaining('machine: '),
    `resident: ${choice.label}`,
  ]);
  expect((await one.read()).choices).toEqual([]);
  const [matter] = await mattersOf(one.talk);
  expect(matter?.['state']).toBe('new');
});

test('a closing is told when it can no longer be undone, and never when it was', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  const { id, department } = await matterOf(one.talk);
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
  const { id, department } = await matterOf(one.talk);
  const clerk = await room.clerk(`hands-over-${department}`, department);
  const other = room.city.departments.find((each) => each.id !== department && !each.isSortingDesk);
  if (other === undefined) throw new Error('no other department');
  await transfer(room.context, { staffId: clerk, matterId: id, to: departmentKey(other.id) });
  await chat.pass(60);
  expect((await one.sees()).at(-1)).toContain(other.plainName);
});

test('a photo is fetched into the matter, and what waited for it is removed', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  await one.shows(Buffer.from('a photo'));
  // A fetch is due by the database's own clock, which is ahead of ours here.
  await chat.pass(tenDays);
  const { attachments } = await one.read();
  expect(attachments).toMatchObject([{ kind: 'image', state: 'stored', mime: 'image/jpeg', bytes: '7' }]);
  expect(await chat.mediaFiles()).toBe(2);
  expect(await chat.sweep()).toBe(1);
  expect(await chat.mediaFiles()).toBe(1);
  expect(await query(room.url, 'select from chat_photo')).toEqual([]);
});

test('what is taken back is found nowhere: not its words, not its photo, not what waited for it', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  const words = await one.says('秘密の言葉です');
  const photo = await one.shows(Buffer.from('a secret photo'));
  await chat.pass(tenDays);
  const another = await one.shows(Buffer.from('another'));
  expect(await chat.mediaFiles()).toBe(4);
  expect(await one.takesBack(another)).toBe(true);
  expect(await one.takesBack(words)).toBe(true);
  expect(await one.takesBack(photo)).toBe(true);
  await chat.pass(300);
  await chat.pass(300);
  await chat.sweep();
  expect(await chat.mediaFiles()).toBe(0);
  for (const table of ['message', 'inbound_event', 'classification']) {
    const rows = await query(room.url, `select from ${table} r where r::text like '%秘密%'`);
    expect([table, rows]).toEqual([table, []]);
  }
  expect((await one.sees()).filter((line) => line === 'resident: —')).toHaveLength(3);
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
