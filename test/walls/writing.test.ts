import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffId } from '#src/domain/ids';
import { road } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { query } from '#test/support/query';
import { dumpTables } from '#test/support/table-dump';
import { openWalledDesk, refused, type WalledDesk } from './walled-desk.ts';

let hall: WalledDesk['hall'];
let clerk: StaffId;
let colleague: StaffId;
let mine: LaidMatter;
let theirs: LaidMatter;
let asClerk: WalledDesk['asClerk'];

beforeAll(async () => {
  ({ hall, clerk, colleague, mine, theirs, asClerk } = await openWalledDesk());
});
afterAll(() => hall.drop());

const id = () => `'${randomUUID()}'`;

const words = `'{"kind":"text","text":"x"}', 'line', now()`;
const messageColumns = 'id, thread_id, author, staff_id, kind, content, channel, occurred_at';
const inMine = () => `${id()}, '${mine.threadId}'`;

/** One's own answer in one's own matter, with one thing more. */
const answerWith = (column: string, value: string) =>
  `insert into message (${messageColumns}, ${column}) values (${inMine()}, 'staff', '${clerk}', 'text', ${words}, '${value}')`;

/** Each would reach over the wall, or speak with another's voice. */
const forbidden: readonly (readonly [string, () => string])[] = [
  [
    'a message in another’s thread',
    () =>
      `insert into message (${messageColumns}) values (${id()}, '${theirs.threadId}', 'staff', '${clerk}', 'text', ${words})`,
  ],
  [
    'words in the resident’s mouth',
    () => `insert into message (${messageColumns}) values (${inMine()}, 'resident', null, 'text', ${words})`,
  ],
  [
    'words in a colleague’s mouth',
    () =>
      `insert into message (${messageColumns}) values (${inMine()}, 'staff', '${colleague}', 'text', ${words})`,
  ],
  ['a message under a platform’s id that is still to come', () => answerWith('external_id', 'soon')],
  ['an answer that quotes another’s message', () => answerWith('quotes_message_id', theirs.messageId)],
  ['a platform’s leave to quote, made by staff', () => answerWith('quote_token', 'leave')],
  ['an answer that looks edited', () => answerWith('edited_at', '2026-11-18T05:00:00Z')],
  [
    'another’s message pulled into one’s own matter',
    () => `insert into matter_message (matter_id, message_id) values ('${mine.id}', '${theirs.messageId}')`,
  ],
  [
    'another’s answer pulled into one’s own matter',
    () => `insert into matter_message (matter_id, message_id) values ('${mine.id}', '${theirs.sentId}')`,
  ],
  [
    'one’s own message pushed into another’s matter',
    () => `insert into matter_message (matter_id, message_id) values ('${theirs.id}', '${mine.sentId}')`,
  ],
  [
    'a note in another’s matter',
    () =>
      `insert into note (id, matter_id, staff_id, text) values (${id()}, '${theirs.id}', '${clerk}', 'x')`,
  ],
  [
    'a note with a colleague’s name',
    () =>
      `insert into note (id, matter_id, staff_id, text) values (${id()}, '${mine.id}', '${colleague}', 'x')`,
  ],
  [
    'an event in another’s history',
    () =>
      `insert into event (name, matter_id, departments, actor_id) values ('closed', '${theirs.id}', '{water}', '${clerk}')`,
  ],
  [
    'an event of one’s own matter told to another department',
    () =>
      `insert into event (name, matter_id, departments, actor_id) values ('noted', '${mine.id}', '{road,water}', '${clerk}')`,
  ],
  [
    'an event of no matter',
    () => `insert into event (name, departments, actor_id) values ('noted', '{water}', '${clerk}')`,
  ],
  [
    'an event dated by its writer',
    () =>
      `insert into event (name, matter_id, departments, actor_id, at) values ('noted', '${mine.id}', '{road}', '${clerk}', now() + interval '1 year')`,
  ],
  [
    'an event slipped behind what the feed has told',
    () =>
      `insert into event (name, matter_id, departments, actor_id, xid) values ('noted', '${mine.id}', '{road}', '${clerk}', '1')`,
  ],
  [
    'an event with a colleague’s name',
    () =>
      `insert into event (name, matter_id, departments, actor_id) values ('noted', '${mine.id}', '{road}', '${colleague}')`,
  ],
  [
    'a send in another’s matter',
    () =>
      `insert into outbox (id, channel, thread_id, matter_id, route) values (${id()}, 'line', '${theirs.threadId}', '${theirs.id}', 'push')`,
  ],
  [
    'a send to another’s resident from one’s own matter',
    () =>
      `insert into outbox (id, channel, thread_id, matter_id, route) values (${id()}, 'line', '${theirs.threadId}', '${mine.id}', 'push')`,
  ],
  [
    'a send of no matter',
    () =>
      `insert into outbox (id, channel, thread_id, route) values (${id()}, 'line', '${mine.threadId}', 'push')`,
  ],
  [
    'another’s words in one’s own send',
    () =>
      `insert into outbox_message (outbox_id, position, message_id) values ('${mine.outboxId}', 7, '${theirs.messageId}')`,
  ],
  [
    'the resident’s own words sent back',
    () =>
      `insert into outbox_message (outbox_id, position, message_id) values ('${mine.outboxId}', 7, '${mine.messageId}')`,
  ],
  [
    'one’s own send to another’s resident',
    () => `insert into delivery (outbox_id, account_id) values ('${mine.outboxId}', '${theirs.accountId}')`,
  ],
  [
    'another’s send carrying more',
    () =>
      `insert into outbox_message (outbox_id, position, message_id) values ('${theirs.outboxId}', 7, '${mine.sentId}')`,
  ],
  [
    'having read another’s matter',
    () => `insert into matter_read (matter_id, staff_id, revision) values ('${theirs.id}', '${clerk}', 1)`,
  ],
  [
    'having read for a colleague',
    () => `insert into matter_read (matter_id, staff_id, revision) values ('${mine.id}', '${colleague}', 9)`,
  ],
  [
    'a matter of one’s own making',
    () =>
      `insert into matter (id, fiscal_year, number, resident_id, thread_id, department_id, state, opened_at, last_resident_at) values (${id()}, 2026, '99-9999', '${theirs.residentId}', '${theirs.threadId}', 'road', 'new', now(), now())`,
  ],
  ['another’s matter taken by its department', () => `update matter set department_id = 'road'`],
  [
    'one’s own matter pointed at another’s thread',
    () => `update matter set thread_id = '${theirs.threadId}'`,
  ],
  [
    'one’s own matter pointed at another’s resident',
    () => `update matter set resident_id = '${theirs.residentId}'`,
  ],
  [
    'one’s own matter lied about its last word',
    () => `update matter set last_message_id = '${theirs.messageId}'`,
  ],
  ['a resident’s words changed', () => `update message set content = '{"kind":"text","text":"x"}'`],
  [
    'a photo marked for removal',
    () => `update attachment set state = 'erasing' where id = '${mine.failedId}'`,
  ],
  ['an event taken out of the record', () => `delete from event`],
  ['a note taken out of the record', () => `delete from note`],
  [
    'one’s own membership',
    () => `insert into membership (staff_id, department_id, role) values ('${clerk}', 'water', 'staff')`,
  ],
  [
    'an act in somebody else’s name',
    () => `insert into audit (actor_id, action, subject) values ('${colleague}', 'staff-changed', 'x')`,
  ],
  ['a department', () => `update department set is_sorting_desk = true`],
];

test.each(forbidden)('the database refuses %s', async (_what, statement) => {
  const before = await dumpTables(hall.url);
  await expect(asClerk(statement())).rejects.toThrow(refused);
  expect(await dumpTables(hall.url)).toEqual(before);
});

/** Allowed to be said, and without effect on what is not theirs. */
const idle: readonly (readonly [string, () => string])[] = [
  [
    'closing another’s matter',
    () =>
      `update matter set state = 'closed', closed_at = now(), close_reason = 'solved' where id = '${theirs.id}'`,
  ],
  [
    'sending again what another sent',
    () => `update outbox set state = 'queued' where id = '${theirs.outboxId}'`,
  ],
  [
    'calling another’s send accepted',
    () => `update delivery set state = 'accepted' where outbox_id = '${theirs.outboxId}'`,
  ],
  [
    'fetching another’s photo again',
    () => `update attachment set state = 'waiting' where id = '${theirs.failedId}'`,
  ],
  [
    'fetching a photo that is there already',
    () => `update attachment set state = 'waiting' where id = '${mine.storedId}'`,
  ],
  ['raising one’s own role', () => `update membership set role = 'supervisor' where staff_id = '${clerk}'`],
  ['becoming administrator', () => `update staff set is_administrator = true where id = '${clerk}'`],
  ['sending a colleague away', () => `delete from membership where staff_id = '${colleague}'`],
  ['handing over what is not one’s own', () => `select hand_over('${theirs.id}', 'road', 'new')`],
  ['handing over to nowhere', () => `select hand_over('${mine.id}', 'nowhere', 'new')`],
  [
    'handing over to a department as if it were the sorting desk',
    () => `select hand_over('${mine.id}', 'water', 'sorting')`,
  ],
];

test.each(idle)('nothing comes of %s', async (_what, statement) => {
  const before = await dumpTables(hall.url);
  await asClerk(statement());
  expect(await dumpTables(hall.url)).toEqual(before);
});

test('whoever hands a matter over does not see it any more, and the next department does', async () => {
  const handed = await layMatter(hall.url, road);
  await asClerk(`select hand_over('${handed.id}', 'water', 'new')`);
  const { rows } = await asClerk(`select id from matter where id = '${handed.id}'`);
  expect(rows).toEqual([]);
  const [row] = await query(hall.url, 'select department_id, assignee_id from matter where id = $1', [
    handed.id,
  ]);
  expect(row).toEqual({ department_id: 'water', assignee_id: null });
});
