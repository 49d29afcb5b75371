import { afterAll, beforeAll, expect, test } from 'vitest';
import { access } from '#src/domain/access';
import { acceptInvitation } from '#src/usecases/accept-invitation';
import { inviteStaff } from '#src/usecases/invite-staff';
import { logIn } from '#src/usecases/log-in';
import { readInvitation } from '#src/usecases/read-invitation';
import { readSession } from '#src/usecases/read-session';
import { resetStaff } from '#src/usecases/reset-staff';
import { openCityHall, road, water, type CityHall } from '#test/support/city-hall';
import { query } from '#test/support/query';

let hall: CityHall;

beforeAll(async () => {
  hall = await openCityHall();
});
afterAll(() => hall.drop());

const invite = async (email: string) => {
  const result = await inviteStaff(hall.context, hall.chiefId, {
    email,
    name: '佐藤 花子',
    isAdministrator: false,
    memberships: [{ departmentId: 'road', role: 'staff' }],
  });
  if (result.kind !== 'invited') throw new Error(result.kind);
  return result;
};
const accept = (token: string, password = 'a long password') =>
  acceptInvitation(hall.context, { token, password });
const linkExpired = { kind: 'link-expired' };

test('an invited clerk sets a password, is let in at once, and the link opens nothing more', async () => {
  const { person, link } = await invite('Sato@City.Example');
  expect(person).toMatchObject({ email: 'sato@city.example', state: 'invited', lastSeenAt: null });
  expect(link.expiresAt.getTime() - hall.clock.now().getTime()).toBe(access.invitationDays * 86_400_000);
  expect(await readInvitation(hall.context, link.token)).toEqual({
    kind: 'invitation',
    name: '佐藤 花子',
    email: 'sato@city.example',
  });
  const accepted = await accept(link.token);
  expect(accepted).toMatchObject({
    kind: 'logged-in',
    session: { staff: { state: 'active', memberships: [{ departmentId: road, role: 'staff' }] } },
  });
  expect(await readInvitation(hall.context, link.token)).toEqual(linkExpired);
  expect(await accept(link.token, 'another password')).toEqual(linkExpired);
  await hall.enter('sato@city.example', 'a long password');
});

test('of many who use a link at once one comes in', async () => {
  const { link } = await invite('twice@city.example');
  const results = await Promise.all(
    Array.from({ length: 6 }, (_, index) => accept(link.token, `the password of number ${index}`)),
  );
  expect(results.map(({ kind }) => kind).sort()).toEqual([...Array(5).fill('link-expired'), 'logged-in']);
});

test('nobody comes in before the link was used', async () => {
  await invite('early@city.example');
  const tried = await logIn(hall.context, {
    email: 'early@city.example',
    password: '',
    address: '192.0.2.4',
  });
  expect(tried).toEqual({ kind: 'wrong-credentials' });
});

test('a link that is too old, one that was replaced and one made up look alike', async () => {
  const { link: old } = await invite('old@city.example');
  const { person, link: lost } = await invite('lost@city.example');
  const again = await resetStaff(hall.context, hall.chiefId, person.id);
  expect(await accept(lost.token)).toEqual(linkExpired);
  expect(again).toMatchObject({ kind: 'invited', person: { state: 'invited' } });
  hall.clock.pass({ days: access.invitationDays });
  expect(await readInvitation(hall.context, old.token)).toEqual(linkExpired);
  expect(await accept(old.token)).toEqual(linkExpired);
  expect(await accept('made-up-made-up-made-up-made-up')).toEqual(linkExpired);
});

test('the database keeps nothing that opens a link', async () => {
  const { link } = await invite('hidden@city.example');
  const kept = await query(hall.url, `select encode(token_hash, 'base64') from invitation`);
  expect(JSON.stringify(kept)).not.toContain(Buffer.from(link.token, 'base64url').toString('base64'));
});

test('nobody is invited twice, nor into a department that is not there or is named twice', async () => {
  await hall.employ('once@city.example');
  const ask = (email: string, ...departmentIds: readonly string[]) =>
    inviteStaff(hall.context, hall.chiefId, {
      email,
      name: '二度目',
      isAdministrator: false,
      memberships: departmentIds.map((departmentId) => ({ departmentId, role: 'staff' })),
    });
  expect(await ask('ONCE@city.example')).toEqual({ kind: 'already-exists' });
  expect(await ask('new@city.example', road, 'moon')).toEqual({ kind: 'unknown-department', index: 1 });
  expect(await ask('new@city.example', road, water, road)).toEqual({ kind: 'department-twice', index: 2 });
  expect(await ask('new@city.example', road, water)).toMatchObject({ kind: 'invited' });
});

test('a reset ends the sessions and the old password, and the new link lets in again', async () => {
  const { person, password, token } = await hall.employ('reset@city.example');
  const reset = await resetStaff(hall.context, hall.chiefId, person.id);
  if (reset.kind !== 'invited') throw new Error(reset.kind);
  expect(await query(hall.url, 'select from session where staff_id = $1', [person.id])).toEqual([]);
  const tried = await logIn(hall.context, { email: person.email, password, address: '192.0.2.5' });
  expect(tried).toEqual({ kind: 'wrong-credentials' });
  expect(await query(hall.url, 'select password_hash from staff where id = $1', [person.id])).toEqual([
    { password_hash: null },
  ]);
  const accepted = await accept(reset.link.token, 'the new password');
  if (accepted.kind !== 'logged-in') throw new Error(accepted.kind);
  expect(await readSession(hall.context, token)).toBeNull();
  expect(await readSession(hall.context, accepted.token)).not.toBeNull();
});

test('whoever was locked out by failures comes in after a reset', async () => {
  const { person } = await hall.employ('locked@city.example');
  const fail = () => logIn(hall.context, { email: person.email, password: 'no', address: '192.0.2.6' });
  for (let failure = 0; failure <= access.failuresPerEmail; failure += 1) await fail();
  const reset = await resetStaff(hall.context, hall.chiefId, person.id);
  if (reset.kind !== 'invited') throw new Error(reset.kind);
  await accept(reset.link.token, 'the new password');
  await hall.enter(person.email, 'the new password');
});

test('setting a password ends whatever session there still was', async () => {
  const { person, link } = await invite('stale@city.example');
  await query(
    hall.url,
    `insert into session (token_hash, staff_id, csrf_token, expires_at)
     values (sha256('an older cookie'), $1, 'x', '2100-01-01')`,
    [person.id],
  );
  const accepted = await accept(link.token);
  if (accepted.kind !== 'logged-in') throw new Error(accepted.kind);
  expect(await readSession(hall.context, accepted.token)).not.toBeNull();
  expect(await readSession(hall.context, 'an older cookie')).toBeNull();
});
