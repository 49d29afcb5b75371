import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffId } from '#src/domain/ids';
import { openCityHall, road, water, type CityHall } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { dumpTables } from '#test/support/table-dump';

let hall: CityHall;
let clerk: StaffId;
let colleague: StaffId;
let mine: LaidMatter;
let theirs: LaidMatter;

beforeAll(async () => {
  hall = await openCityHall();
  const employ = async (name: string, role: 'staff' | 'supervisor') =>
    (await hall.employ(`${name}@city.example`, { memberships: [{ departmentId: road, role }] })).person.id;
  clerk = await employ('clerk', 'staff');
  colleague = await employ('colleague', 'supervisor');
  mine = await layMatter(hall.url, road, 'open', colleague);
  theirs = await layMatter(hall.url, water, 'open', hall.chiefId);
});
afterAll(() => hall.drop());

const as = (who: StaffId, statement: string) =>
  hall.store.asStaff(who, (tx) => sql.raw(statement).execute(tx));
const id = () => `'${randomUUID()}'`;
const inMine = () => `${id()}, '${mine.threadId}'`;
const erasureColumns = 'id, matter_id, department_id, staff_id, message_id, reason, asked_at';
const erasureOf = (of: Pick<LaidMatter, 'id' | 'messageId'>, who: StaffId) =>
  `${id()}, '${of.id}', 'road', '${who}', '${of.messageId}', 'rules', now()`;

/** Each would let somebody erase what is not theirs to erase, or in another's name. */
const forbidden: readonly (readonly [string, () => string])[] = [
  [
    'a colleague’s wish to erase',
    () => `insert into erasure (${erasureColumns}) values (${erasureOf(mine, colleague)})`,
  ],
  [
    'an erasure without being a supervisor',
    () => `insert into erasure (${erasureColumns}) values (${erasureOf(mine, clerk)})`,
  ],
  [
    'an erasure of another’s message',
    () => `insert into erasure (${erasureColumns}) values (${erasureOf({ ...theirs, id: mine.id }, clerk)})`,
  ],
  [
    'an erasure of all that a resident said, without being administrator',
    () =>
      `insert into erasure (id, matter_id, department_id, staff_id, resident_id, reason, asked_at)
        values (${id()}, '${mine.id}', 'road', '${clerk}', '${mine.residentId}', 'rules', now())`,
  ],
  [
    'a tombstone of one’s own making',
    () =>
      `insert into message (id, thread_id, author, staff_id, kind, channel, occurred_at, taken_back_at)
        values (${inMine()}, 'staff', '${clerk}', 'text', 'line', now(), now())`,
  ],
];

test.each(forbidden)('the database refuses %s', async (_what, statement) => {
  const before = await dumpTables(hall.url);
  await expect(as(clerk, statement())).rejects.toThrow(/row-level security|permission denied/);
  expect(await dumpTables(hall.url)).toEqual(before);
});

test('a supervisor may wish it, of a message of their own department alone', async () => {
  const ask = (of: LaidMatter) =>
    as(colleague, `insert into erasure (${erasureColumns}) values (${erasureOf(of, colleague)})`);
  await expect(ask(theirs)).rejects.toThrow(/row-level security/);
  await ask(mine);
});
