import { afterAll, beforeAll, expect, test } from 'vitest';
import { isStaffId, type StaffId } from '#src/domain/ids';
import { findStaff } from '#src/store/staff';
import { changeStaff } from '#src/usecases/change-staff';
import { deactivateStaff } from '#src/usecases/deactivate-staff';
import { inviteStaff } from '#src/usecases/invite-staff';
import { logIn } from '#src/usecases/log-in';
import { reactivateStaff } from '#src/usecases/reactivate-staff';
import { readInvitation } from '#src/usecases/read-invitation';
import { readSession } from '#src/usecases/read-session';
import { resetStaff } from '#src/usecases/reset-staff';
import { desk, openCityHall, road, water, type CityHall } from '#test/support/city-hall';
import { query } from '#test/support/query';

let hall: CityHall;

beforeAll(async () => {
  hall = await openCityHall();
});
afterAll(() => hall.drop());

const personOf = (id: StaffId) => hall.store.asStaff(hall.chiefId, (tx) => findStaff(tx, id));

test('the administrator changes name, departments and roles, and what is left out stays', async () => {
  const { person, token } = await hall.employ('ito@city.example', {
    memberships: [{ departmentId: road, role: 'staff' }],
  });
  expect(await changeStaff(hall.context, hall.chiefId, person.id, { name: '伊藤' })).toMatchObject({
    kind: 'changed',
    person: { name: '伊藤', isAdministrator: false, memberships: [{ departmentId: road, role: 'staff' }] },
  });
  const memberships = [
    { departmentId: 'sorting', role: 'staff' },
    { departmentId: 'water', role: 'supervisor' },
  ] as const;
  await changeStaff(hall.context, hall.chiefId, person.id, { memberships, isAdministrator: true });
  const session = await readSession(hall.context, token);
  expect(session?.staff).toMatchObject({ isAdministrator: true, memberships, name: '伊藤' });
  expect(memberships.map(({ departmentId }) => departmentId)).toEqual([desk, water]);
});

test('a department that is not there changes nothing', async () => {
  const { person } = await hall.employ('kato@city.example', {
    memberships: [{ departmentId: road, role: 'staff' }],
  });
  const change = { name: '加藤', memberships: [{ departmentId: 'moon', role: 'staff' }] } as const;
  expect(await changeStaff(hall.context, hall.chiefId, person.id, change)).toEqual({
    kind: 'unknown-department',
    index: 0,
  });
  expect(await personOf(person.id)).toEqual({ ...person, lastSeenAt: null });
});

test('deactivation ends every session, link and log-in at once, and coming back revives none of them', async () => {
  const { person, password, token } = await hall.employ('mori@city.example');
  expect(await readSession(hall.context, token)).not.toBeNull();
  expect(await deactivateStaff(hall.context, hall.chiefId, person.id)).toMatchObject({
    kind: 'changed',
    person: { state: 'inactive' },
  });
  expect(await readSession(hall.context, token)).toBeNull();
  const tryAgain = () => logIn(hall.context, { email: person.email, password, address: '192.0.2.3' });
  expect(await tryAgain()).toEqual({ kind: 'wrong-credentials' });
  expect(await resetStaff(hall.context, hall.chiefId, person.id)).toEqual({ kind: 'inactive' });

  expect(await reactivateStaff(hall.context, hall.chiefId, person.id)).toMatchObject({
    person: { state: 'active' },
  });
  expect(await readSession(hall.context, token)).toBeNull();
  expect(await tryAgain()).toMatchObject({ kind: 'logged-in' });
});

test('whoever has no access is not let in by a session or link that was left over', async () => {
  const { person, token } = await hall.employ('left@city.example');
  const reset = await resetStaff(
    hall.context,
    hall.chiefId,
    (await hall.employ('link@city.example')).person.id,
  );
  if (reset.kind !== 'invited') throw new Error(reset.kind);
  await query(hall.url, `update staff set state = 'inactive' where id in ($1, $2)`, [
    person.id,
    reset.person.id,
  ]);
  expect(await readSession(hall.context, token)).toBeNull();
  expect(await readInvitation(hall.context, reset.link.token)).toEqual({ kind: 'link-expired' });
});

test('whoever is deactivated before using the link comes back invited, and needs a new link', async () => {
  const invited = await inviteStaff(hall.context, hall.chiefId, {
    email: 'late@city.example',
    name: '遅い人',
    isAdministrator: false,
    memberships: [],
  });
  if (invited.kind !== 'invited') throw new Error(invited.kind);
  await deactivateStaff(hall.context, hall.chiefId, invited.person.id);
  const back = await reactivateStaff(hall.context, hall.chiefId, invited.person.id);
  expect(back).toMatchObject({ person: { state: 'invited' } });
  expect(await readInvitation(hall.context, invited.link.token)).toEqual({ kind: 'link-expired' });
});

test('a password that was reset does not come back with its owner', async () => {
  const { person, password } = await hall.employ('ueda@city.example');
  await resetStaff(hall.context, hall.chiefId, person.id);
  await deactivateStaff(hall.context, hall.chiefId, person.id);
  const back = await reactivateStaff(hall.context, hall.chiefId, person.id);
  expect(back).toMatchObject({ person: { state: 'invited' } });
  const tried = await logIn(hall.context, { email: person.email, password, address: '192.0.2.3' });
  expect(tried).toEqual({ kind: 'wrong-credentials' });
});

test('the last administrator can neither be deactivated, nor stripped, nor reset', async () => {
  const alone = await openCityHall();
  const { context, chiefId } = alone;
  const refused = { kind: 'last-administrator' };
  // Somebody who has not used the link yet cannot stand in.
  await inviteStaff(context, chiefId, {
    email: 'next@city.example',
    name: '次の管理者',
    isAdministrator: true,
    memberships: [],
  });
  expect(await deactivateStaff(context, chiefId, chiefId)).toEqual(refused);
  expect(await changeStaff(context, chiefId, chiefId, { isAdministrator: false })).toEqual(refused);
  expect(await resetStaff(context, chiefId, chiefId)).toEqual(refused);
  expect(await changeStaff(context, chiefId, chiefId, { name: '名前だけ' })).toMatchObject({
    kind: 'changed',
  });
  await alone.drop();
});

test('two administrators who strip each other, or themselves, at the same moment leave one', async () => {
  const two = await openCityHall();
  const { context } = two;
  const administrators = async () =>
    query(two.url, `select id from staff where is_administrator and state = 'active'`);
  for (const how of ['each other', 'themselves', 'each other', 'themselves']) {
    const first = (await administrators())[0]?.['id'];
    if (typeof first !== 'string' || !isStaffId(first)) throw new Error('nobody is left');
    const email = `second${(await query(two.url, 'select from staff')).length}@city.example`;
    const second = (await two.employ(email, { isAdministrator: true }, first)).person.id;
    const isCross = how === 'each other';
    const results = await Promise.all([
      deactivateStaff(context, first, isCross ? second : first),
      changeStaff(context, second, isCross ? first : second, { isAdministrator: false }),
    ]);
    expect(results.map(({ kind }) => kind).sort()).toEqual([
      'changed',
      isCross ? 'forbidden' : 'last-administrator',
    ]);
    expect(await administrators()).toHaveLength(1);
  }
  await two.drop();
});

test('an administrator who deactivates themselves leaves no session and no unrecorded act behind', async () => {
  const { person, token } = await hall.employ('leaving@city.example', { isAdministrator: true });
  expect(await deactivateStaff(hall.context, person.id, person.id)).toMatchObject({ kind: 'changed' });
  expect(await readSession(hall.context, token)).toBeNull();
  expect(await query(hall.url, 'select from session where staff_id = $1', [person.id])).toEqual([]);
  expect(
    await query(hall.url, 'select action from audit where actor_id = $1 and subject = $1::text order by id', [
      person.id,
    ]),
  ).toEqual([{ action: 'invitation-accepted' }, { action: 'staff-deactivated' }]);
});

test('who is no administrator, or no longer one, may do none of it', async () => {
  const { person: clerk } = await hall.employ('clerk@city.example', {
    memberships: [{ departmentId: road, role: 'supervisor' }],
  });
  const { person: former } = await hall.employ('former@city.example', { isAdministrator: true });
  await deactivateStaff(hall.context, hall.chiefId, former.id);
  const request = { email: 'friend@city.example', name: '友人', isAdministrator: true, memberships: [] };
  const before = await query(hall.url, 'select id, state, is_administrator from staff order by id');
  for (const actor of [clerk.id, former.id]) {
    const results = [
      await inviteStaff(hall.context, actor, request),
      await changeStaff(hall.context, actor, clerk.id, { isAdministrator: true }),
      await deactivateStaff(hall.context, actor, hall.chiefId),
      await reactivateStaff(hall.context, actor, former.id),
      await resetStaff(hall.context, actor, hall.chiefId),
    ];
    expect(results).toEqual(Array(5).fill({ kind: 'forbidden' }));
  }
  expect(await query(hall.url, 'select id, state, is_administrator from staff order by id')).toEqual(before);
});

test('somebody who is not there is not found', async () => {
  const stranger = hall.context.ids.newId();
  if (!isStaffId(stranger)) throw new Error(stranger);
  expect(await deactivateStaff(hall.context, hall.chiefId, stranger)).toEqual({ kind: 'not-found' });
});

test('every administrative act is recorded, in ids only', async () => {
  const { person } = await hall.employ('acts@city.example');
  await changeStaff(hall.context, hall.chiefId, person.id, { name: '記録' });
  await deactivateStaff(hall.context, hall.chiefId, person.id);
  await reactivateStaff(hall.context, hall.chiefId, person.id);
  await resetStaff(hall.context, hall.chiefId, person.id);
  const acts = await query(hall.url, 'select actor_id, action from audit where subject = $1 order by id', [
    person.id,
  ]);
  expect(acts).toEqual([
    { actor_id: hall.chiefId, action: 'staff-invited' },
    { actor_id: person.id, action: 'invitation-accepted' },
    { actor_id: hall.chiefId, action: 'staff-changed' },
    { actor_id: hall.chiefId, action: 'staff-deactivated' },
    { actor_id: hall.chiefId, action: 'staff-reactivated' },
    { actor_id: hall.chiefId, action: 'staff-reset' },
  ]);
});
