import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffId } from '#src/domain/ids';
import type { Tx } from '#src/store/open';
import { desk, openCityHall, road, water, type CityHall } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { query } from '#test/support/query';
import { tablesIn } from '#test/support/table-dump';

let hall: CityHall;
let theirs: LaidMatter;
let clerk: StaffId;
let sorter: StaffId;
let waterClerk: StaffId;

beforeAll(async () => {
  hall = await openCityHall();
  const employ = async (name: string, departmentId: typeof road) =>
    (await hall.employ(`${name}@city.example`, { memberships: [{ departmentId, role: 'staff' }] })).person.id;
  clerk = await employ('road', road);
  sorter = await employ('sorter', desk);
  waterClerk = await employ('water', water);
  theirs = await layMatter(hall.url, water, 'open', waterClerk);
});
afterAll(() => hall.drop());

/** No policy, and why none is needed. */
const unwalled = new Map([
  ['department', 'what every visitor of the town hall reads on the doors'],
  ['migration', 'nobody but the migration has a right to it'],
]);

/** What each role may select from; everything else is "permission denied". */
const staffTables = [
  'account',
  'attachment',
  'attempt',
  'channel_hold',
  'classification',
  'delivery',
  'department',
  'event',
  'matter',
  'matter_message',
  'matter_read',
  'membership',
  'message',
  'note',
  'outbox',
  'outbox_message',
  'resident',
  'thread',
  'upload',
];
const feedTables = ['epoch', 'event'];
const doorTables = [
  'chat_code',
  'chat_key',
  'chat_session',
  'department',
  'invitation',
  'login_failure',
  'membership',
  'session',
  'staff',
];

const readable = async (role: string): Promise<readonly string[]> => {
  const rows = await query(
    hall.url,
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
      and has_table_privilege($1, oid, 'select') order by 1`,
    [role],
  );
  return rows.map(({ relname }) => String(relname));
};

test('every table is behind a wall, or stands on the list of those that need none', async () => {
  const bare = await query(
    hall.url,
    `select relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') and not relrowsecurity
      order by 1`,
  );
  expect(bare.map(({ relname }) => relname)).toEqual([...unwalled.keys()]);
});

test('a forgotten role is refused every table', async () => {
  const forgotten = new URL(hall.url);
  forgotten.searchParams.set('options', '-c role=kodama_nobody');
  const tables = await tablesIn(hall.url);
  expect(tables.length).toBeGreaterThan(20);
  for (const table of tables) {
    await expect(query(forgotten.href, `select from "${table}"`)).rejects.toThrow(
      `permission denied for table ${table}`,
    );
  }
  expect(await readable('kodama_queue')).toEqual([]);
});

test('no role can run a function of ours that was not given to it', async () => {
  const open = await query(
    hall.url,
    `select proname, r as role from pg_proc, unnest(array['kodama_nobody', 'kodama_worker', 'kodama_door', 'kodama_feed',
        'kodama_queue']) r
      where pronamespace = 'public'::regnamespace and has_function_privilege(r, oid, 'execute') order by 1`,
  );
  // `forget_notes` deletes and tells nothing, of residents alone whose erasure staff have asked for.
  expect(open).toEqual([
    { proname: 'forget_notes', role: 'kodama_worker' },
    { proname: 'replay_for_operator', role: 'kodama_worker' },
    { proname: 'service_load', role: 'kodama_worker' },
  ]);
});

test('a function that looks over the walls cannot be led astray by a search path', async () => {
  const definers = await query(
    hall.url,
    `select proname, proconfig from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`,
  );
  expect(definers.length).toBeGreaterThan(3);
  for (const { proconfig } of definers) expect(proconfig).toEqual(['search_path=public, pg_temp']);
});

describe('what each role may look at', () => {
  test('is written down', async () => {
    expect(await readable('kodama_staff')).toEqual(staffTables);
    expect(await readable('kodama_door')).toEqual(doorTables);
    expect(await readable('kodama_feed')).toEqual(feedTables);
    const worker = await readable('kodama_worker');
    for (const table of ['staff', 'session', 'note', 'audit']) expect(worker).not.toContain(table);
  });

  test('is refused otherwise, to the feed and to the door', async () => {
    for (const table of await tablesIn(hall.url)) {
      const ask = (tx: Tx) => sql`select from ${sql.table(table)}`.execute(tx);
      if (!feedTables.includes(table))
        await expect(hall.store.asFeed(ask)).rejects.toThrow(`permission denied for table ${table}`);
      if (!doorTables.includes(table)) {
        await expect(hall.store.asDoor(ask)).rejects.toThrow(`permission denied for table ${table}`);
      }
    }
  });
});

/** Tables that say nothing about residents. */
const ofTheHouse = new Set(['channel_hold', 'department', 'membership']);

const rowsSeen = async (who: StaffId, table: string): Promise<number> =>
  hall.store.asStaff(
    who,
    async (tx) => (await sql`select 1 from ${sql.table(table)}`.execute(tx)).rows.length,
  );

test('no row of another department’s matters comes through, whichever table is asked', async () => {
  for (const table of staffTables.filter((name) => !ofTheHouse.has(name))) {
    expect([table, await rowsSeen(clerk, table)]).toEqual([table, 0]);
    expect([table, await rowsSeen(sorter, table)]).toEqual([table, 0]);
    expect([table, (await rowsSeen(waterClerk, table)) > 0]).toEqual([table, true]);
  }
});

test('somebody without access any more sees nothing but themselves', async () => {
  const memberships = [{ departmentId: water, role: 'staff' }] as const;
  const left = (await hall.employ('left@city.example', { memberships })).person.id;
  await query(hall.url, `update staff set state = 'inactive' where id = $1`, [left]);
  for (const table of staffTables.filter((name) => !ofTheHouse.has(name))) {
    expect([table, await rowsSeen(left, table)]).toEqual([table, 0]);
  }
  const { rows } = await hall.store.asStaff(left, (tx) => sql`select id from staff`.execute(tx));
  expect(rows).toEqual([{ id: left }]);
  expect(await rowsSeen(left, 'membership')).toBe(1);
});

test('a department that left the city files opens no door any more', async () => {
  await query(hall.url, `insert into department (id, name, is_sorting_desk) values ('gone', 'gone', false)`);
  const [gone] = await query(hall.url, `select id from department where id = 'gone'`);
  expect(gone).toBeDefined();
  await query(
    hall.url,
    `insert into membership (staff_id, department_id, role) values ($1, 'gone', 'staff')`,
    [clerk],
  );
  await query(hall.url, `update matter set department_id = 'gone' where id = $1`, [theirs.id]);
  expect(await rowsSeen(clerk, 'matter')).toBe(1);
  await query(hall.url, `update department set is_active = false where id = 'gone'`);
  expect(await rowsSeen(clerk, 'matter')).toBe(0);
  await query(hall.url, `update matter set department_id = 'water' where id = $1`, [theirs.id]);
});

test('the sorting desk sees messages without a matter, and no others', async () => {
  await query(hall.url, `delete from classification where message_id = $1`, [theirs.messageId]);
  await query(hall.url, `delete from matter_message where message_id = $1`, [theirs.messageId]);
  const seenBy = (who: StaffId) =>
    hall.store.asStaff(
      who,
      async (tx) => (await sql<{ id: string }>`select id from message`.execute(tx)).rows,
    );
  expect(await seenBy(sorter)).toEqual([{ id: theirs.messageId }]);
  expect(await seenBy(clerk)).toEqual([]);
  expect(await seenBy(waterClerk)).toEqual([{ id: theirs.sentId }]);
});
