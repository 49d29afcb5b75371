import { createServer, type Server } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { access } from '#src/domain/access';
import { entryRoutes } from '#src/http/api/entry';
import { mount, routeMaker } from '#src/http/api/route';
import { staffRoutes } from '#src/http/api/staff';
import * as contract from '#src/http/contract/staff';
import { problem } from '#src/http/contract/problem';
import { devicesFor } from '#src/http/chat/devices';
import { gatekeeperFor } from '#src/http/gatekeeper';
import { problemHandler } from '#src/http/problems';
import { openCityHall, type CityHall } from '#test/support/city-hall';
import { smallCity } from '#test/support/small-city';
import { silentLog } from '#test/support/silent-log';

let hall: CityHall;
let server: Server;
let base: string;

beforeAll(async () => {
  hall = await openCityHall();
  const door = {
    context: hall.context,
    cookies: { isHttps: true, lastsSeconds: access.sessionHours * 3600 },
    publicUrl: 'https://kodama.city.example',
    cityName: '見本市',
  };
  const devices = devicesFor({ ...hall.context, city: smallCity }, true);
  const route = routeMaker(gatekeeperFor(door, devices));
  const app = express();
  app.set('trust proxy', 1);
  app.use(express.json());
  mount(app, [...entryRoutes(door, route), ...staffRoutes(door, route)]);
  app.use(problemHandler(silentLog));
  server = createServer(app);
  base = await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '');
    });
  });
});
afterAll(async () => {
  server.close();
  await hall.drop();
});

/** A browser: keeps its cookie, and sends the token it was given. */
const openBrowser = (address = '192.0.2.20') => {
  let cookie = '';
  let csrf = '';
  return {
    setCookie: '',
    async ask(method: string, path: string, body?: unknown) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': address,
          cookie,
          ...(csrf !== '' && { 'x-csrf-token': csrf }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      this.setCookie = response.headers.get('set-cookie') ?? this.setCookie;
      cookie = this.setCookie.split(';')[0] ?? '';
      const text = await response.text();
      const answer: unknown = text === '' ? null : JSON.parse(text);
      const me = contract.me.safeParse(answer);
      if (me.success) csrf = me.data.csrfToken;
      return { status: response.status, answer, header: (name: string) => response.headers.get(name) };
    },
    forgetCsrf: () => {
      csrf = '';
    },
  };
};
const codeOf = (answer: unknown) => problem.parse(answer).code;

test('from the one-time password to a colleague who is let in by a link, deactivated and gone', async () => {
  const chief = openBrowser();
  const first = await chief.ask('POST', '/api/session', hall.chief);
  expect(contract.me.parse(first.answer)).toMatchObject({ mustChangePassword: true, isAdministrator: true });
  expect(chief.setCookie).toMatch(
    /^__Host-kodama=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(codeOf((await chief.ask('GET', '/api/staff')).answer)).toBe('password-change-required');
  const next = 'a password of my own';
  const refused = await chief.ask('PUT', '/api/password', {
    current: hall.chief.password,
    next: hall.chief.password,
  });
  expect(problem.parse(refused.answer)).toMatchObject({
    code: 'invalid-request',
    fields: [{ path: 'next' }],
  });
  const changed = await chief.ask('PUT', '/api/password', { current: hall.chief.password, next });
  expect(contract.me.parse(changed.answer).mustChangePassword).toBe(false);

  const memberships = [{ departmentId: 'road', role: 'staff' }];
  const ask = { email: 'Sato@city.example', name: '佐藤', memberships };
  const made = await chief.ask('POST', '/api/staff', ask);
  expect(made.status).toBe(201);
  const { person, link } = contract.invited.parse(made.answer);
  expect(link).toMatch(/^https:\/\/kodama\.city\.example\/invitations\/[\w-]{43}$/);
  expect(codeOf((await chief.ask('POST', '/api/staff', ask)).answer)).toBe('already-exists');

  const clerk = openBrowser();
  const token = link.split('/').at(-1);
  expect((await clerk.ask('GET', `/api/invitations/${token}`)).answer).toEqual({
    name: '佐藤',
    email: 'sato@city.example',
    cityName: '見本市',
  });
  await clerk.ask('POST', `/api/invitations/${token}`, { password: 'twelve signs' });
  const me = await clerk.ask('GET', '/api/session');
  expect(me.answer).toMatchObject({ email: 'sato@city.example', memberships, isAdministrator: false });
  const again = await clerk.ask('GET', `/api/invitations/${token}`);
  expect([again.status, codeOf(again.answer)]).toEqual([410, 'link-expired']);
  const colleagues = contract.colleagues.parse((await clerk.ask('GET', '/api/colleagues')).answer);
  expect(colleagues.people.map(({ name }) => name).sort()).toEqual(['佐藤', '最初の管理者']);
  for (const [method, path, body] of [
    ['GET', '/api/staff', undefined],
    ['POST', '/api/staff', { ...ask, email: 'friend@city.example' }],
    ['POST', `/api/staff/${person.id}/reset`, undefined],
  ] as const) {
    expect(codeOf((await clerk.ask(method, path, body)).answer)).toBe('forbidden');
  }

  const ended = await chief.ask('POST', `/api/staff/${person.id}/deactivate`);
  expect(contract.staffMember.parse(ended.answer).state).toBe('inactive');
  expect((await clerk.ask('GET', '/api/session')).status).toBe(401);
  expect(codeOf((await chief.ask('POST', `/api/staff/${person.id}/reset`)).answer)).toBe(
    'not-allowed-in-state',
  );
  await chief.ask('POST', `/api/staff/${person.id}/reactivate`);
  const listed = contract.staffList.parse((await chief.ask('GET', '/api/staff')).answer);
  expect(listed.people.find(({ id }) => id === person.id)?.state).toBe('active');
  const moved = await chief.ask('PATCH', `/api/staff/${person.id}`, {
    memberships: [...memberships, { departmentId: 'moon', role: 'staff' }],
  });
  expect(problem.parse(moved.answer)).toMatchObject({
    code: 'invalid-request',
    fields: [{ path: 'memberships.1.departmentId' }],
  });
  const { id } = contract.me.parse(first.answer);
  expect(codeOf((await chief.ask('POST', `/api/staff/${id}/deactivate`)).answer)).toBe('last-administrator');
  expect(JSON.stringify(listed)).not.toMatch(/hash|password/i);

  expect((await chief.ask('DELETE', '/api/session')).status).toBe(204);
  expect(chief.setCookie).toMatch(/^__Host-kodama=; Max-Age=0;/);
});

test('a foreign page cannot act with a clerk’s cookie', async () => {
  const { person, password } = await hall.employ('kimura@city.example');
  const browser = openBrowser();
  await browser.ask('POST', '/api/session', { email: person.email, password });
  browser.forgetCsrf();
  const refused = await browser.ask('PUT', '/api/password', { current: password, next: 'taken over now' });
  expect([refused.status, codeOf(refused.answer)]).toEqual([403, 'csrf']);
});

test('whoever guesses is told how long to wait, in the body and in the header', async () => {
  const browser = openBrowser('192.0.2.21');
  const guess = () => browser.ask('POST', '/api/session', { email: 'sato2@city.example', password: 'no' });
  for (let failure = 0; failure < access.failuresPerEmail; failure += 1) {
    expect(codeOf((await guess()).answer)).toBe('wrong-credentials');
  }
  const refused = await guess();
  const seconds = access.failureWindowMinutes * 60;
  expect(refused.status).toBe(429);
  expect(refused.header('retry-after')).toBe(String(seconds));
  expect(problem.parse(refused.answer)).toMatchObject({
    code: 'too-many-attempts',
    retryAfterSeconds: seconds,
  });
});
