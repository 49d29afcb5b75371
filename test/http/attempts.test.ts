import { afterAll, beforeAll, expect, test } from 'vitest';
import { road, water } from '#test/support/city-hall';
import { layMatter } from '#test/support/laid-matter';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { query } from '#test/support/query';
import { clerkOf, type WebSession } from '#test/support/web-session';

let web: OpenWeb;
let clerk: WebSession;
beforeAll(async () => {
  web = await openWeb();
  clerk = await clerkOf(web, road);
});
afterAll(() => web.close());

const ask = async (path: string, who = clerk): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${web.base}${path}`, { headers: who.headers });
  return { status: response.status, body: await response.json() };
};

test('staff see every try of an answer, with its time, way, result and the platform’s number, and no platform’s words', async () => {
  const laid = await layMatter(web.hall.url, road);
  await query(web.hall.url, 'delete from attempt where outbox_id = $1', [laid.outboxId]);
  await query(
    web.hall.url,
    `insert into attempt (outbox_id, number, route, started_at, ended_at, result, request_id, detail) values
      ($1, 1, 'reply', '2026-11-17T01:00:00Z', '2026-11-17T01:00:01Z', 'throttled', 'r-1', null),
      ($1, 2, 'push', '2026-11-17T01:00:05Z', '2026-11-17T01:00:06Z', 'refused', 'r-2', 'May not be empty'),
      ($1, 3, 'push', '2026-11-17T01:00:09Z', null, null, null, null)`,
    [laid.outboxId],
  );
  const { body } = await ask(`/api/messages/${laid.sentId}/attempts`);
  const at = (second: number) => `2026-11-17T01:00:0${second}.000Z`;
  expect(body).toEqual({
    attempts: [
      { number: 1, route: 'reply', startedAt: at(0), endedAt: at(1), result: 'throttled', requestId: 'r-1' },
      { number: 2, route: 'push', startedAt: at(5), endedAt: at(6), result: 'refused', requestId: 'r-2' },
      { number: 3, route: 'push', startedAt: at(9), endedAt: null, result: null, requestId: null },
    ],
  });
});

test('what a resident wrote was never sent by us: nothing was tried', async () => {
  const laid = await layMatter(web.hall.url, road);
  expect(await ask(`/api/messages/${laid.messageId}/attempts`)).toEqual({
    status: 200,
    body: { attempts: [] },
  });
});

test('the list of what did not arrive holds these matters, closed ones of two weeks too, and none of others', async () => {
  const failed = await layMatter(web.hall.url, road);
  const closed = await layMatter(web.hall.url, road, 'closed');
  const longAgo = await layMatter(web.hall.url, road, 'closed');
  const waiting = await layMatter(web.hall.url, road);
  const well = await layMatter(web.hall.url, road);
  const theirs = await layMatter(web.hall.url, water);
  const set = (change: string, laid: typeof failed) =>
    query(web.hall.url, `update delivery set ${change} where outbox_id = $1`, [laid.outboxId]);
  await set(`changed_at = now() - interval '15 days'`, longAgo);
  await set(`state = 'queued', reason = 'quota-spent'`, waiting);
  await set(`state = 'accepted', reason = null`, well);

  const { body } = await ask('/api/matters?view=all&sending=failed&limit=100');
  const text = JSON.stringify(body);
  for (const laid of [failed, closed, waiting]) expect(text).toContain(laid.number);
  for (const laid of [longAgo, well, theirs]) expect(text).not.toContain(laid.number);
  const counts = await ask('/api/matter-counts');
  const rows = await ask('/api/matters?view=all&sending=failed&state=closed');
  expect(JSON.stringify(rows.body)).not.toContain(failed.number);
  expect(counts.body).toMatchObject({ failed: expect.any(Number) });
  await set(`state = 'accepted', reason = null`, failed);
  const after = await ask('/api/matter-counts');
  expect(JSON.stringify(after.body)).not.toBe(JSON.stringify(counts.body));
});

test('everybody who works here is told which channel is held, and nobody else', async () => {
  await query(
    web.hall.url,
    `insert into channel_hold (channel, kind, since, next_try_at)
      values ('line', 'quota-spent', '2026-11-17T01:00:00Z', '2026-11-17T01:10:00Z')`,
  );
  expect((await ask('/api/holds')).body).toEqual({
    holds: [{ channel: 'line', kind: 'quota-spent', since: '2026-11-17T01:00:00.000Z' }],
  });
  expect((await fetch(`${web.base}/api/holds`)).status).toBe(401);
});
