import { afterEach, expect, test } from 'vitest';
import { makePasswords } from '#src/main/passwords';
import { systemIds } from '#src/main/system';
import { activeDepartments } from '#src/store/departments';
import { changePassword } from '#src/usecases/change-password';
import { firstAdministrator } from '#src/usecases/first-administrator';
import { logIn } from '#src/usecases/log-in';
import { syncDepartments } from '#src/usecases/sync-departments';
import { departments, desk, road, water } from '#test/support/city-hall';
import { migratedDatabase, type MigratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';
import { SettableClock } from '#test/support/settable-clock';

let database: MigratedDatabase | null = null;
afterEach(() => database?.drop());

const start = async () => {
  database = await migratedDatabase();
  const { store, url } = database;
  await syncDepartments(store, { departments });
  const context = { store, clock: new SettableClock(), ids: systemIds, passwords: await makePasswords() };
  return { store, url, context };
};
const someone = { email: 'admin@city.example', name: '最初の管理者' };
const active = (store: MigratedDatabase['store']) => store.asDoor(activeDepartments);

test('the first start makes an administrator who sees the whole circle, with a one-time password', async () => {
  const { context } = await start();
  const made = await firstAdministrator(context, someone);
  if (made === null) throw new Error('somebody was there already');
  expect(made.password).toMatch(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
  const come = await logIn(context, { ...made, address: '192.0.2.1' });
  if (come.kind !== 'logged-in') throw new Error(come.kind);
  expect(come.session.mustChangePassword).toBe(true);
  expect(come.session.staff).toMatchObject({
    isAdministrator: true,
    memberships: [road, desk, water].map((departmentId) => ({ departmentId, role: 'supervisor' })),
  });
  const changed = await changePassword(context, {
    staffId: come.session.staff.id,
    token: come.token,
    current: made.password,
    next: 'a password of my own',
    address: '192.0.2.1',
  });
  expect(changed).toMatchObject({ kind: 'changed', session: { mustChangePassword: false } });
});

test('later starts make nobody, and two first starts at once make one', async () => {
  const { context, url } = await start();
  const made = await Promise.all([1, 2, 3].map(() => firstAdministrator(context, someone)));
  expect(made.filter((credentials) => credentials !== null)).toHaveLength(1);
  expect(await firstAdministrator(context, { ...someone, email: 'other@city.example' })).toBeNull();
  expect(await query(url, 'select email from staff')).toEqual([{ email: someone.email }]);
});

test('a password is kept as argon2id only, and full-width letters are the letters they look like', async () => {
  const { context } = await start();
  const kept = await context.passwords.hash('ｐａｓｓword');
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await context.passwords.verify(kept, 'password')).toBe(true);
  expect(await context.passwords.verify(kept, 'passwort')).toBe(false);
  expect(await context.passwords.verify(null, 'password')).toBe(false);
});

test('departments follow the city files: renamed, added, taken out, brought back', async () => {
  const { store } = await start();
  const renamed = departments.map((department) => ({ ...department, name: `${department.id}新課` }));
  await syncDepartments(store, { departments: renamed.filter(({ id }) => id !== water) });
  expect(await active(store)).toEqual([
    { id: road, name: 'road新課', isSortingDesk: false },
    { id: desk, name: 'sorting新課', isSortingDesk: true },
  ]);
  await syncDepartments(store, { departments });
  expect((await active(store)).map(({ id }) => id)).toEqual([road, desk, water]);
});

test('another department can become the sorting desk', async () => {
  const { store } = await start();
  const moved = departments.map((department) => ({ ...department, isSortingDesk: department.id === road }));
  await syncDepartments(store, { departments: moved });
  expect((await active(store)).filter(({ isSortingDesk }) => isSortingDesk).map(({ id }) => id)).toEqual([
    road,
  ]);
});

test('a department for which residents still wait cannot be taken out, and the refusal says what to do', async () => {
  const { store, url } = await start();
  await query(url, openMatter);
  const without = departments.filter(({ id }) => id !== water);
  await expect(syncDepartments(store, { departments: without })).rejects.toThrow(
    /water \(1 open\).*Put them back, transfer or close/,
  );
  expect((await active(store)).map(({ id }) => id)).toContain(water);

  await query(url, `update matter set state = 'closed', closed_at = now(), close_reason = 'solved'`);
  await syncDepartments(store, { departments: without });
  expect((await active(store)).map(({ id }) => id)).not.toContain(water);
});

const openMatter = `
  with r as (insert into resident (id) values (gen_random_uuid()) returning id),
    a as (insert into account (id, resident_id, channel, external_id)
      select gen_random_uuid(), id, 'line', 'Uabc' from r returning id),
    t as (insert into thread (id, channel, address, account_id)
      select gen_random_uuid(), 'line', 'Uabc', id from a returning id)
  insert into matter (id, fiscal_year, number, resident_id, thread_id, department_id, state, opened_at, last_resident_at)
  select gen_random_uuid(), 2026, '12-3456', r.id, t.id, 'water', 'new', now(), now() from r, t`;
