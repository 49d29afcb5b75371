import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { serviceHealth, replayedCount } from '#src/http/contract/health';
import { giveSign } from '#src/store/process-signs';
import { readServiceHealth } from '#src/store/health-facts';
import { listSetAside, replayAllSetAside, replaySetAside } from '#src/store/set-aside';
import { addAnswered } from '#src/store/webhook-hours';
import { road } from '#test/support/city-hall';
import { layMatter } from '#test/support/laid-matter';
import { layAside } from '#test/support/laid-aside';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { query } from '#test/support/query';
import { clerkOf, comeIn, type WebSession } from '#test/support/web-session';

let web: OpenWeb;
let chief: WebSession;

beforeAll(async () => {
  web = await openWeb();
  const { email } = web.hall.chief;
  const { password } = web.hall.chief;
  await query(web.hall.url, 'update staff set must_change_password = false');
  chief = await comeIn(web, email, password);
});
afterAll(() => web.close());
beforeEach(async () => {
  web.nudges.length = 0;
  await query(web.hall.url, `delete from inbound_event where state = 'set-aside'`);
});

const read = async () => {
  const response = await fetch(`${web.base}/api/service-health`, { headers: chief.headers });
  expect(response.status).toBe(200);
  return serviceHealth.parse(await response.json());
};

const post = (path: string, who: WebSession = chief) =>
  fetch(`${web.base}${path}`, { method: 'POST', headers: who.headers });

const sign = (role: 'web' | 'worker', secondsAgo: number) => {
  const now = web.hall.clock.now().getTime();
  return {
    id: crypto.randomUUID(),
    role,
    host: 'machine-1',
    pid: 4321,
    version: '1.2.3',
    queue: 'postgres' as const,
    queueTroubleAt: null,
    startedAt: new Date(now - 3_600_000),
    seenAt: new Date(now - secondsAgo * 1_000),
  };
};

test('an administrator sees which programs are at work, and that no worker is, until one gives a sign', async () => {
  const silent = sign('worker', 600);
  await web.hall.store.asWorker((tx) => giveSign(tx, silent));
  await web.hall.store.asWorker((tx) => giveSign(tx, sign('web', 1)));
  const before = await read();
  expect(before.processes).toMatchObject({ level: 'act', hasWorker: false });
  expect(before.processes.list.map(({ role, isSilent }) => [role, isSilent])).toEqual([
    ['web', false],
    ['worker', true],
  ]);
  await web.hall.store.asWorker((tx) => giveSign(tx, { ...silent, seenAt: web.hall.clock.now() }));
  const after = await read();
  expect(after.processes).toMatchObject({ level: 'good', hasWorker: true });
  expect(after.processes.list).toHaveLength(2);
  expect(after.queue).toEqual({ level: 'good', kinds: ['postgres'] });
});

test('what waits is counted with the age of its oldest, and what is held back for an undo does not wait', async () => {
  await layMatter(web.hall.url, road, 'open', chief.staffId);
  const now = web.hall.clock.now();
  const waiting = new Date(now.getTime() - 300_000);
  const [event] = await layAside(web.hall.url, { count: 1, address: 'U-waiting', at: waiting });
  await query(
    web.hall.url,
    `update inbound_event set state = 'pending', set_aside_at = null, received_at = $2 where id = $1`,
    [event, waiting],
  );
  const dueIn = (time: Date) =>
    query(
      web.hall.url,
      `update outbox set state = 'queued', tries = 0, first_tried_at = null, next_try_at = $1`,
      [time],
    );
  await dueIn(new Date(now.getTime() + 8_000));
  expect(await read()).toMatchObject({
    sort: { level: 'act', count: 1, oldestAt: waiting.toISOString() },
    send: { level: 'good', count: 0, oldestAt: null },
  });
  await dueIn(waiting);
  expect((await read()).send).toMatchObject({ level: 'watch', oldestAt: waiting.toISOString() });
  await query(web.hall.url, `delete from inbound_event where id = $1`, [event]);
  await query(web.hall.url, `update outbox set state = 'settled'`);
});

test('sends that came to nothing are counted by their reason, for a day and for thirty', async () => {
  const set = (reason: string, state: string, daysAgo: number) =>
    query(web.hall.url, `update delivery set state = $1, reason = $2, changed_at = $3`, [
      state,
      reason,
      new Date(web.hall.clock.now().getTime() - daysAgo * 86_400_000),
    ]);
  await set('unauthorised', 'refused', 0.5);
  const [one] = (await read()).failedSends.list;
  expect(one).toMatchObject({ state: 'refused', reason: 'unauthorised' });
  expect(one?.day).toBeGreaterThan(0);
  expect((await read()).failedSends.level).toBe('act');
  await set('no-answer-from-platform', 'unknown', 12);
  const later = (await read()).failedSends;
  expect(later.level).toBe('good');
  expect(later.list).toEqual([
    { state: 'unknown', reason: 'no-answer-from-platform', day: 0, month: one?.day },
  ]);
  await set('unauthorised', 'refused', 31);
  expect((await read()).failedSends.list).toEqual([]);
});

test('refused calls of a platform are counted by the hour, and a channel that never called is there too', async () => {
  expect((await read()).webhooks.channels).toEqual([
    { channel: 'line', lastAcceptedAt: null, accepted: 0, badSignature: 0, malformed: 0, failed: 0 },
  ]);
  const now = web.hall.clock.now();
  const tell = (outcome: 'accepted' | 'bad-signature', count: number, lastAt: Date) =>
    web.hall.store.asWorker((tx) => addAnswered(tx, [{ channel: 'line', outcome, count, lastAt }]));
  await tell('accepted', 5, new Date(now.getTime() - 1_000));
  await tell('bad-signature', 2, new Date(now.getTime() - 120_000));
  await tell('bad-signature', 2, new Date(now.getTime() - 60_000));
  const heard = (await read()).webhooks;
  expect(heard.level).toBe('watch');
  expect(heard.channels).toEqual([
    {
      channel: 'line',
      lastAcceptedAt: new Date(now.getTime() - 1_000).toISOString(),
      accepted: 5,
      badSignature: 4,
      malformed: 0,
      failed: 0,
    },
  ]);
  await tell('bad-signature', 1, now);
  expect((await read()).webhooks.level).toBe('act');
});

test('an event that was set aside is shown without its words, and the administrator lays it before the worker again', async () => {
  const [mine, other] = await layAside(web.hall.url, {
    count: 2,
    address: 'U-aside',
    at: web.hall.clock.now(),
  });
  const shown = await read();
  expect(shown.setAside).toMatchObject({ level: 'act', count: 2 });
  expect(shown.setAside.latest[0]).toMatchObject({
    channel: 'line',
    kind: 'message',
    fault: 'TypeError',
    tries: 3,
  });
  expect(JSON.stringify(shown)).not.toContain('届かなかった言葉');

  expect((await post(`/api/set-aside/${mine}/replay`)).status).toBe(204);
  expect(web.nudges).toEqual([{ name: 'message.sort', data: { inboundEventId: mine } }]);
  const rows = await query(web.hall.url, 'select state, tries, fault from inbound_event where id = $1', [
    mine,
  ]);
  expect(rows).toEqual([{ state: 'pending', tries: 0, fault: null }]);
  const acts = await query(
    web.hall.url,
    `select actor_id, subject from audit where action = 'event-replayed'`,
  );
  expect(acts).toEqual([{ actor_id: chief.staffId, subject: mine }]);

  expect((await post(`/api/set-aside/${mine}/replay`)).status).toBe(404);
  const all = await post('/api/set-aside/replay');
  expect(replayedCount.parse(await all.json())).toEqual({ count: 1 });
  expect(web.nudges.at(-1)).toEqual({ name: 'message.sort', data: { inboundEventId: other } });
  expect((await read()).setAside).toEqual({ level: 'good', count: 0, latest: [] });
  await query(web.hall.url, `delete from inbound_event where id = any ($1)`, [[mine, other]]);
});

test('to a clerk the database itself shows none of it and replays nothing', async () => {
  const [aside] = await layAside(web.hall.url, { count: 1, address: 'U-wall', at: web.hall.clock.now() });
  const clerk = await clerkOf(web, road);
  for (const [path, method] of [
    ['/api/service-health', 'GET'],
    ['/api/set-aside/replay', 'POST'],
    [`/api/set-aside/${aside}/replay`, 'POST'],
  ]) {
    const answer = await fetch(`${web.base}${path}`, { method: method ?? 'GET', headers: clerk.headers });
    expect(answer.status).toBe(403);
  }
  await query(web.hall.url, 'update staff set is_administrator = false where id = $1', [chief.staffId]);
  const asked = await web.hall.store.asStaff(web.hall.chiefId, async (tx) => ({
    health: await readServiceHealth(tx, web.hall.clock.now()),
    aside: await listSetAside(tx, 10),
    replayed: await replaySetAside(
      tx,
      [aside].filter((id) => id !== undefined),
    ),
    all: await replayAllSetAside(tx),
  }));
  await query(web.hall.url, 'update staff set is_administrator = true where id = $1', [chief.staffId]);
  expect(asked).toEqual({ health: null, aside: [], replayed: [], all: [] });
});
