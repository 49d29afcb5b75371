import { createServer } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { devicesFor } from '#src/http/chat/devices';
import { problemHandler } from '#src/http/problems';
import type { Store } from '#src/store/open';
import { beginTalk } from '#src/usecases/chat/begin-talk';
import { openCityHall, type CityHall } from '#test/support/city-hall';
import { silentLog } from '#test/support/silent-log';
import { smallCity } from '#test/support/small-city';

let hall: CityHall;
beforeAll(async () => void (hall = await openCityHall()));
afterAll(() => hall.drop());

/** A door whose every look into the database is counted. */
const openDoor = async (isHttps: boolean) => {
  let looks = 0;
  const store: Store = {
    ...hall.store,
    asDoor: (work) => {
      looks += 1;
      return hall.store.asDoor(work);
    },
  };
  const context = { ...hall.context, store, city: smallCity };
  const devices = devicesFor(context, isHttps);
  const app = express();
  app.post('/', async (_request, response) => {
    await devices.remember(response, await beginTalk(context, crypto.randomUUID()));
    response.end();
  });
  app.get('/', async (request, response) => {
    response.json((await devices.read(request, response))?.talk ?? null);
  });
  app.use(problemHandler(silentLog));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const begin = async () => (await fetch(url, { method: 'POST' })).headers.get('set-cookie') ?? '';
  const come = async (cookie: string): Promise<unknown> => (await fetch(url, { headers: { cookie } })).json();
  return { begin, come, looks: () => looks };
};

test('a cookie that we did not sign never reaches the database', async () => {
  const door = await openDoor(false);
  const [cookie = ''] = (await door.begin()).split(';');
  expect(await door.come(cookie)).toEqual(expect.any(String));
  const before = door.looks();
  const [token = '', signature = ''] = cookie.replace('kodama_chat=', '').split('.');
  for (const forged of [
    token,
    `${token}.`,
    `${token}.${signature}x`,
    `${token}.${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`,
    `${token.replace(/^./, (sign) => (sign === 'x' ? 'y' : 'x'))}.${signature}`,
    `.${signature}`,
  ]) {
    expect([forged, await door.come(`kodama_chat=${forged}`)]).toEqual([forged, null]);
  }
  expect(door.looks()).toBe(before);
});

test('every process of an installation signs with the same key, and another installation with another', async () => {
  const [one, two] = [await openDoor(false), await openDoor(false)];
  const [cookie = ''] = (await one.begin()).split(';');
  expect(await two.come(cookie)).toEqual(expect.any(String));
  const mine = hall;
  hall = await openCityHall();
  const stranger = await openDoor(false);
  expect(await stranger.come(cookie)).toBeNull();
  await hall.drop();
  hall = mine;
});

test('over HTTPS the cookie works inside the city’s site, goes no other way, and follows nobody from site to site', async () => {
  const set = await (await openDoor(true)).begin();
  for (const part of ['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Path=/api/chat']) {
    expect(set).toContain(part);
  }
});
