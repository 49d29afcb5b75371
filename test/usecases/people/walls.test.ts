import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isStaffId, type StaffId } from '#src/domain/ids';
import { replaceInvitation } from '#src/store/invitations';
import type { Tx } from '#src/store/open';
import { endSessionsOf } from '#src/store/sessions';
import {
  addInvited,
  addMemberships,
  changeStaffRow,
  colleaguesOf,
  findStaff,
  reactivate,
  replaceMemberships,
} from '#src/store/staff';
import { recordAct } from '#src/store/audit';
import { readSession } from '#src/usecases/read-session';
import { openCityHall, road, water, type CityHall } from '#test/support/city-hall';
import { query } from '#test/support/query';

let hall: CityHall;
let clerk: StaffId;
let clerkToken: string;
let other: StaffId;

beforeAll(async () => {
  hall = await openCityHall();
  const memberships = [{ departmentId: road, role: 'supervisor' }] as const;
  const made = await hall.employ('clerk@city.example', { memberships });
  clerk = made.person.id;
  clerkToken = made.token;
  other = (await hall.employ('other@city.example', { memberships: [{ departmentId: water, role: 'staff' }] }))
    .person.id;
});
afterAll(() => hall.drop());

const asClerk = <T>(work: (tx: Tx) => Promise<T>) => hall.store.asStaff(clerk, work);
const denied = /permission denied|row-level security/;

test('the database itself refuses a clerk who adds staff, roles or links', async () => {
  const fresh = hall.context.ids.newId();
  if (!isStaffId(fresh)) throw new Error(fresh);
  const friend = { id: fresh, email: 'friend@city.example', name: '友人', isAdministrator: true };
  const expiresAt = new Date('2030-01-01T00:00:00Z');
  const tokenHash = Buffer.alloc(32, 1);
  await expect(asClerk((tx) => addInvited(tx, friend))).rejects.toThrow(denied);
  await expect(
    asClerk((tx) => addMemberships(tx, clerk, [{ departmentId: water, role: 'staff' }])),
  ).rejects.toThrow(denied);
  await expect(
    asClerk((tx) => replaceInvitation(tx, { tokenHash, staffId: other, expiresAt })),
  ).rejects.toThrow(denied);
  await expect(
    asClerk((tx) => recordAct(tx, { actorId: other, action: 'staff-changed', subject: clerk })),
  ).rejects.toThrow(denied);
});

test('what a clerk changes or ends of others, or of their own role, stays as it was', async () => {
  const rows = `select s.id, s.name, s.state, s.is_administrator, m.department_id, m.role,
      (select count(*) from session where staff_id = s.id) as sessions
    from staff s left join membership m on m.staff_id = s.id order by s.id, m.department_id`;
  const before = await query(hall.url, rows);
  await asClerk((tx) => changeStaffRow(tx, clerk, { isAdministrator: true }));
  await asClerk((tx) => changeStaffRow(tx, other, { state: 'inactive', name: '改名' }));
  await asClerk((tx) => reactivate(tx, other));
  await asClerk((tx) => endSessionsOf(tx, other));
  await asClerk((tx) => replaceMemberships(tx, other, []));
  expect(await query(hall.url, rows)).toEqual(before);
});

test('nobody but the door reads a password, a session or a link', async () => {
  const secrets = [
    'select password_hash from staff',
    'select * from staff',
    'select token_hash from session',
    'select csrf_token from session',
    'select token_hash from invitation',
    'select email from login_failure',
  ];
  for (const secret of secrets) {
    const ask = (tx: Tx) => sql.raw(secret).execute(tx);
    await expect(hall.store.asStaff(hall.chiefId, ask)).rejects.toThrow('permission denied');
    await expect(hall.store.asWorker(ask)).rejects.toThrow('permission denied');
    await expect(hall.store.asFeed(ask)).rejects.toThrow('permission denied');
    await expect(hall.store.asDoor(ask)).resolves.toBeDefined();
  }
});

test('even an administrator cannot write a password, only ask for a new one', async () => {
  const write = (tx: Tx) => sql`update staff set password_hash = 'known' where id = ${other}`.execute(tx);
  await expect(hall.store.asStaff(hall.chiefId, write)).rejects.toThrow('permission denied');
});

test('a clerk does not even see that others are logged in', async () => {
  const count = (tx: Tx) => sql<{ staff_id: string }>`select staff_id from session`.execute(tx);
  expect((await asClerk(count)).rows).toEqual([]);
  expect((await hall.store.asStaff(hall.chiefId, count)).rows).not.toEqual([]);
});

test('the door sees who may come in, and nothing of what lies inside', async () => {
  for (const table of ['matter', 'message', 'resident', 'account', 'note', 'event', 'outbox', 'audit']) {
    const ask = (tx: Tx) => sql`select from ${sql.table(table)}`.execute(tx);
    await expect(hall.store.asDoor(ask)).rejects.toThrow('permission denied');
  }
});

test('a forgotten role sees nothing', async () => {
  for (const table of [
    'staff',
    'membership',
    'session',
    'invitation',
    'login_failure',
    'audit',
    'department',
  ]) {
    const forgotten = new URL(hall.url);
    forgotten.searchParams.set('options', '-c role=kodama_nobody');
    await expect(query(forgotten.href, `select from ${table}`)).rejects.toThrow('permission denied');
  }
});

test('colleagues are the active staff of my departments, with those that we share', async () => {
  const both = [
    { departmentId: road, role: 'staff' },
    { departmentId: water, role: 'staff' },
  ] as const;
  const { person } = await hall.employ('both@city.example', { memberships: both });
  const seen = await asClerk((tx) => colleaguesOf(tx, clerk));
  const chief = await asClerk((tx) => findStaff(tx, hall.chiefId));
  expect(seen).toHaveLength(3);
  expect(seen).toEqual(
    expect.arrayContaining([
      { id: clerk, name: 'clerk@city.example', departmentIds: [road] },
      { id: person.id, name: 'both@city.example', departmentIds: [road] },
      { id: hall.chiefId, name: chief?.name, departmentIds: [road] },
    ]),
  );
  expect(await readSession(hall.context, clerkToken)).not.toBeNull();
});
