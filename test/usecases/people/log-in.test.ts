import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { access } from '#src/domain/access';
import type { Passwords } from '#src/ports/passwords';
import { changePassword } from '#src/usecases/change-password';
import { logIn } from '#src/usecases/log-in';
import { logOut } from '#src/usecases/log-out';
import { readSession } from '#src/usecases/read-session';
import { openCityHall, road, type CityHall } from '#test/support/city-hall';
import { query } from '#test/support/query';

let hall: CityHall;
const sato = { email: 'sato@city.example', password: '' };

beforeAll(async () => {
  hall = await openCityHall();
  const made = await hall.employ(sato.email, { memberships: [{ departmentId: road, role: 'staff' }] });
  sato.password = made.password;
});
afterAll(() => hall.drop());
beforeEach(() => hall.clock.pass({ minutes: access.failureWindowMinutes + 1 }));

const attempt = (email: string, password: string, address = '192.0.2.7') =>
  logIn(hall.context, { email, password, address });

test('a clerk logs in, in whatever capitals, and is known by the cookie until the day is over', async () => {
  const { token, session } = await hall.enter(' Sato@City.Example ', sato.password);
  expect(session.staff).toMatchObject({
    email: sato.email,
    state: 'active',
    isAdministrator: false,
    memberships: [{ departmentId: road, role: 'staff' }],
  });
  hall.clock.pass({ hours: access.sessionHours - 1 });
  expect(await readSession(hall.context, token)).toMatchObject({ csrfToken: session.csrfToken });
  hall.clock.pass({ hours: 1 });
  expect(await readSession(hall.context, token)).toBeNull();
});

test('whoever reads the sessions in the database cannot come in with them', async () => {
  const { token } = await hall.enter(sato.email, sato.password);
  const kept = await query(hall.url, `select encode(token_hash, 'base64') from session`);
  expect(JSON.stringify(kept)).not.toContain(Buffer.from(token, 'base64url').toString('base64'));
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
});

test('logging out ends this session and no other', async () => {
  const here = await hall.enter(sato.email, sato.password);
  const there = await hall.enter(sato.email, sato.password);
  await logOut(hall.context, here.token);
  expect(await readSession(hall.context, here.token)).toBeNull();
  expect(await readSession(hall.context, there.token)).not.toBeNull();
});

test('an unknown address, a wrong password and an unused invitation are answered alike, at the same cost', async () => {
  const compared: (string | null)[] = [];
  const passwords: Passwords = {
    ...hall.context.passwords,
    verify: (hash, password) => {
      compared.push(hash);
      return hall.context.passwords.verify(hash, password);
    },
  };
  const context = { ...hall.context, passwords };
  const answers = [];
  for (const email of ['nobody@city.example', sato.email, 'a\0b']) {
    answers.push(await logIn(context, { email, password: 'wrong', address: '192.0.2.8' }));
  }
  expect(answers).toEqual(Array(3).fill({ kind: 'wrong-credentials' }));
  expect(compared).toEqual([null, expect.any(String), null]);
});

test('after five failures even the right password waits, and is told for how long', async () => {
  for (let failure = 0; failure < access.failuresPerEmail; failure += 1) {
    expect(await attempt(sato.email, 'wrong')).toEqual({ kind: 'wrong-credentials' });
    hall.clock.pass({ minutes: 1 });
  }
  const refused = { kind: 'too-many-attempts', retryAfterSeconds: 10 * 60 };
  expect(await attempt(sato.email.toUpperCase(), sato.password)).toEqual(refused);
  expect(await attempt(sato.email, sato.password, '198.51.100.1')).toEqual(refused);
  hall.clock.pass({ minutes: 10, seconds: 1 });
  expect(await attempt(sato.email, sato.password)).toMatchObject({ kind: 'logged-in' });
});

test('an unknown address is slowed down like a known one', async () => {
  for (let failure = 0; failure < access.failuresPerEmail; failure += 1)
    await attempt('x@city.example', 'no');
  expect(await attempt('x@city.example', 'no')).toMatchObject({ kind: 'too-many-attempts' });
});

test('of twenty guesses at once no more than five are compared', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, guess) => attempt(sato.email, `${guess}`)),
  );
  expect(answers.filter(({ kind }) => kind === 'wrong-credentials')).toHaveLength(access.failuresPerEmail);
});

test('the right password forgets earlier failures', async () => {
  for (let round = 0; round < 3; round += 1) {
    for (let failure = 1; failure < access.failuresPerEmail; failure += 1) await attempt(sato.email, 'wrong');
    expect(await attempt(sato.email, sato.password)).toMatchObject({ kind: 'logged-in' });
  }
});

test('one address that tries many names is stopped, and the others go on', async () => {
  for (let failure = 0; failure < access.failuresPerAddress; failure += 1) {
    await attempt(`guess${failure}@city.example`, 'wrong', '203.0.113.5');
  }
  expect(await attempt(sato.email, sato.password, '203.0.113.5')).toMatchObject({
    kind: 'too-many-attempts',
  });
  expect(await attempt(sato.email, sato.password, '203.0.113.6')).toMatchObject({ kind: 'logged-in' });
});

test('when somebody was last seen is kept to the minute, not at every request', async () => {
  const { token } = await hall.enter(sato.email, sato.password);
  const seen = async () =>
    (await query(hall.url, 'select last_seen_at from staff where email = $1', [sato.email]))[0];
  await readSession(hall.context, token);
  const first = hall.clock.now();
  expect(await seen()).toEqual({ last_seen_at: first });
  hall.clock.pass({ seconds: access.lastSeenEverySeconds - 1 });
  await readSession(hall.context, token);
  expect(await seen()).toEqual({ last_seen_at: first });
  hall.clock.pass({ seconds: 1 });
  await readSession(hall.context, token);
  expect(await seen()).toEqual({ last_seen_at: hall.clock.now() });
});

test('a new password needs the old one, differs from it, and ends the sessions elsewhere', async () => {
  const here = await hall.enter(sato.email, sato.password);
  const there = await hall.enter(sato.email, sato.password);
  const ask = (current: string, next: string) =>
    changePassword(hall.context, {
      staffId: here.session.staff.id,
      token: here.token,
      current,
      next,
      address: '192.0.2.9',
    });
  expect(await ask('wrong', 'a new password')).toEqual({ kind: 'wrong-credentials' });
  expect(await ask(sato.password, sato.password)).toEqual({ kind: 'same-password' });
  expect(await ask(sato.password, 'a new password')).toMatchObject({ kind: 'changed' });
  expect(await readSession(hall.context, here.token)).not.toBeNull();
  expect(await readSession(hall.context, there.token)).toBeNull();
  expect(await attempt(sato.email, sato.password)).toEqual({ kind: 'wrong-credentials' });
  sato.password = 'a new password';
  expect(await attempt(sato.email, sato.password)).toMatchObject({ kind: 'logged-in' });
});

test('the current password cannot be guessed from an inbox left open', async () => {
  const { token, session } = await hall.enter(sato.email, sato.password);
  const guess = () =>
    changePassword(hall.context, {
      staffId: session.staff.id,
      token,
      current: 'wrong',
      next: 'taken over now',
      address: '192.0.2.9',
    });
  for (let failure = 0; failure < access.failuresPerEmail; failure += 1) await guess();
  expect(await guess()).toMatchObject({ kind: 'too-many-attempts' });
});
