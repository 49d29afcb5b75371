import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMessageId, type DepartmentId, type StaffId } from '#src/domain/ids';
import type { State } from '#src/domain/matter';
import type { Nudge } from '#src/queue/jobs';
import type { Context } from '#src/usecases/context';
import { leaveNote } from '#src/usecases/leave-note';
import { reply, type Reply } from '#src/usecases/reply';
import { openCityHall, road, water, type CityHall } from '#test/support/city-hall';
import { layMatter, make, type LaidMatter } from '#test/support/laid-matter';
import { contextOf } from '#test/support/matter-context';
import { query } from '#test/support/query';
import { dumpTables } from '#test/support/table-dump';

let hall: CityHall;
let context: Context;
let nudges: Nudge[];
let clerk: StaffId;

beforeAll(async () => {
  hall = await openCityHall();
  ({ context, nudges } = contextOf(hall));
  clerk = await employ('clerk', road);
});
afterAll(() => hall.drop());

const employ = async (name: string, departmentId: DepartmentId): Promise<StaffId> => {
  const memberships = [{ departmentId, role: 'staff' }] as const;
  return (await hall.employ(`${name}@city.example`, { memberships })).person.id;
};

const answer = (laid: LaidMatter, change: Partial<Reply> = {}) =>
  reply(context, {
    staffId: clerk,
    matterId: laid.id,
    messageId: make(isMessageId),
    text: '穴は明日ふさぎます。',
    asksBack: false,
    revision: 1,
    overStale: false,
    ...change,
  });

const inMatter = async (laid: LaidMatter) => {
  const [row] = await query(
    hall.url,
    `select m.state, m.assignee_id, m.waiting_since is null as done, m.revision,
      (select count(*)::int from message g join matter_message mm on mm.message_id = g.id
        where mm.matter_id = m.id and g.author = 'staff') as answers,
      (select count(*)::int from outbox o where o.matter_id = m.id and o.state = 'queued' and o.route = 'push') as sends
      from matter m where id = $1`,
    [laid.id],
  );
  return row;
};

test('an answer is one message and one push, taken by whoever wrote it', async () => {
  const laid = await layMatter(hall.url, road, 'new');
  expect(await answer(laid)).toEqual({ kind: 'done' });
  expect(await inMatter(laid)).toEqual({
    state: 'open',
    assignee_id: clerk,
    done: true,
    revision: 2,
    answers: 1,
    sends: 1,
  });
  expect(nudges.at(-1)).toMatchObject({ name: 'message.deliver' });
});

test('the same answer posted twice, even at once, reaches the resident once', async () => {
  const laid = await layMatter(hall.url, road);
  const messageId = make(isMessageId);
  const both = await Promise.all([answer(laid, { messageId }), answer(laid, { messageId })]);
  expect(both).toEqual([{ kind: 'done' }, { kind: 'done' }]);
  expect(await answer(laid, { messageId })).toEqual({ kind: 'done' });
  expect(await inMatter(laid)).toMatchObject({ answers: 1, sends: 1, revision: 2 });
});

test('an answer that asks back waits for the resident', async () => {
  const laid = await layMatter(hall.url, road);
  await answer(laid, { asksBack: true });
  expect(await inMatter(laid)).toMatchObject({ state: 'waiting' });
});

test('an answer to what has changed since is refused, until its writer insists', async () => {
  const laid = await layMatter(hall.url, road);
  await answer(laid);
  expect(await answer(laid)).toEqual({ kind: 'stale' });
  expect(await inMatter(laid)).toMatchObject({ answers: 1, sends: 1 });
  expect(await answer(laid, { overStale: true })).toEqual({ kind: 'done' });
  expect(await inMatter(laid)).toMatchObject({ answers: 2, sends: 2 });
});

test('an answer longer than LINE takes at once is refused whole, never cut', async () => {
  const laid = await layMatter(hall.url, road);
  const sentence = `${'あ'.repeat(99)}。`;
  expect(await answer(laid, { text: sentence.repeat(251) })).toEqual({ kind: 'too-long' });
  expect(await inMatter(laid)).toMatchObject({ answers: 0, sends: 0 });
  expect(await answer(laid, { text: sentence.repeat(250) })).toEqual({ kind: 'done' });
});

test.each<State>(['sorting', 'closed'])('nobody answers a matter that is %s', async (state) => {
  const laid = await layMatter(hall.url, road, state);
  expect(await answer(laid)).toEqual({ kind: 'not-allowed-in-state' });
  expect(await inMatter(laid)).toMatchObject({ answers: 0, sends: 0, revision: 1 });
});

test('an answer under the id of a message behind the wall neither shows it nor sends it', async () => {
  const mine = await layMatter(hall.url, road);
  const theirs = await layMatter(hall.url, water);
  const before = await dumpTables(hall.url);
  for (const messageId of [theirs.messageId, theirs.sentId]) {
    expect(await answer(mine, { messageId })).toEqual({ kind: 'not-found' });
  }
  expect(await dumpTables(hall.url)).toEqual(before);
});

test('an answer under the id of something else said is not mistaken for one sent already', async () => {
  const [one, other] = [await layMatter(hall.url, road), await layMatter(hall.url, road)];
  const messageId = make(isMessageId);
  await answer(other, { messageId });
  expect(await answer(one, { messageId })).toEqual({ kind: 'not-found' });
  expect(await answer(one, { messageId: one.messageId })).toEqual({ kind: 'not-found' });
  expect(await inMatter(one)).toMatchObject({ answers: 0, sends: 0 });
});

test('a note posted twice is one note, and one under the id of another is not silently lost', async () => {
  const [one, other] = [await layMatter(hall.url, road), await layMatter(hall.url, road)];
  const noteId = randomUUID();
  const note = (laid: LaidMatter) =>
    leaveNote(context, { staffId: clerk, matterId: laid.id, noteId, text: '現場を見た。' });
  expect([await note(one), await note(one), await note(other)]).toEqual([
    { kind: 'done' },
    { kind: 'done' },
    { kind: 'not-found' },
  ]);
  expect(await query(hall.url, 'select matter_id from note where id = $1', [noteId])).toEqual([
    { matter_id: one.id },
  ]);
  expect(await inMatter(one)).toMatchObject({ revision: 2 });
});
