import { randomBytes, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { callback, event, sign } from '#test/adapters/line/signed';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { query } from '#test/support/query';

let web: OpenWeb;

beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

const post = async (
  body: string | Buffer<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = { 'x-line-signature': sign(body) },
) => {
  const response = await fetch(`${web.base}/webhooks/line`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
};

/** What a resident says, under an event id of its own. */
const said = (words: string, change: Readonly<Record<string, unknown>> = {}) =>
  event({
    webhookEventId: randomUUID(),
    message: { type: 'text', id: randomUUID(), text: words },
    ...change,
  });
const bodyOf = (...events: readonly unknown[]) => JSON.stringify(callback(...events));
const kept = async (): Promise<number> => (await query(web.hall.url, 'select 1 from inbound_event')).length;

test('a signed event is a row and a nudge before it is acknowledged', async () => {
  const before = await kept();
  expect(await post(bodyOf(said('穴がある'), said('水が出ない')))).toMatchObject({ status: 200, body: '{}' });
  expect(await kept()).toBe(before + 2);
  expect(web.nudges.filter(({ name }) => name === 'message.sort')).toHaveLength(2);
});

test('a wrong signature or none is refused: nothing is kept, and one line says so without the words', async () => {
  const before = await kept();
  const body = bodyOf(said('秘密の相談'));
  const forged = [
    { 'x-line-signature': sign(`${body} `) },
    { 'x-line-signature': '' },
    { 'x-line-signature': `${sign(body)}, ${sign(body)}` },
    {},
  ];
  for (const headers of forged) {
    const lines = web.lines.length;
    expect(await post(body, headers)).toMatchObject({ status: 401, type: expect.stringMatching('problem') });
    const said = web.lines.slice(lines);
    expect(said).toHaveLength(1);
    expect(JSON.stringify(said)).not.toMatch('秘密');
  }
  expect(await kept()).toBe(before);
});

test('when LINE takes the word from the city, the operator reads it in the log, and the platform is thanked', async () => {
  const lines = web.lines.length;
  const suspended = { type: 'botSuspended', timestamp: 1, webhookEventId: randomUUID(), mode: 'active' };
  expect(await post(bodyOf(suspended, said('もしもし')))).toMatchObject({ status: 200 });
  expect(web.lines.slice(lines)).toEqual([
    expect.objectContaining({ level: 'warn', fields: { channel: 'line', event: 'botSuspended' } }),
  ]);
  const row = 'select kind, state, body from inbound_event where event_id = $1';
  expect(await query(web.hall.url, row, [suspended.webhookEventId])).toEqual([
    { kind: 'silenced', state: 'done', body: { kind: 'silenced', name: 'botSuspended' } },
  ]);
});

test('a body over the limit is refused, signed or not', async () => {
  const body = bodyOf(said('あ'.repeat(800_000)));
  expect(await post(body)).toMatchObject({ status: 413 });
  expect(await post(body, {})).toMatchObject({ status: 413 });
});

test('what is signed but is no webhook is refused, without its words in the log', async () => {
  const lines = web.lines.length;
  for (const body of ['{"秘密', '[]', '"秘密"', '{}', '{"events":[{"type":"message","秘密":1}]}', '']) {
    expect([body, (await post(body)).status]).toEqual([body, 400]);
  }
  expect(JSON.stringify(web.lines.slice(lines))).not.toMatch('秘密');
});

test('no events at all are welcome: LINE asks so whether we are there', async () => {
  expect(await post(bodyOf())).toMatchObject({ status: 200 });
});

test('a packed body is refused, since the signature is over what was unpacked', async () => {
  const body = bodyOf(said('詰めた'));
  const packed = gzipSync(body);
  const headers = { 'content-encoding': 'gzip', 'x-line-signature': sign(packed) };
  expect((await post(packed, headers)).status).toBe(400);
  expect((await post(body)).status).toBe(200);
});

test('the same event in two requests at once is one row', async () => {
  const before = await kept();
  const body = bodyOf(said('一度だけ'));
  const answers = await Promise.all(Array.from({ length: 6 }, () => post(body)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(await kept()).toBe(before + 1);
});

test('one message under two event ids is one row', async () => {
  const before = await kept();
  const message = { type: 'text', id: randomUUID(), text: '同じ' };
  await post(bodyOf(said('', { message }), said('', { message })));
  expect(await kept()).toBe(before + 1);
});

test('what the database refuses fails its own request and not the others that share its commit', async () => {
  const before = await kept();
  // More than an index takes, and too random to be packed.
  const unkeepable = said('長い名', { webhookEventId: randomBytes(8_000).toString('hex') });
  const bodies = [
    bodyOf(said('甲')),
    bodyOf(unkeepable),
    bodyOf(said('乙'), said('丙')),
    bodyOf(said('丁', { timestamp: 8.64e15 })),
    bodyOf(said('\u0000戊\ud800')),
  ];
  const answers = await Promise.all(bodies.map((body) => post(body)));
  expect(answers.map(({ status }) => status)).toEqual([200, 500, 200, 200, 200]);
  expect(answers[1]?.body).not.toMatch(/index|btree/);
  expect(await kept()).toBe(before + 5);
});

test('while the database is gone the answer is "later", and then all is well again', async () => {
  const before = await kept();
  const name = new URL(web.hall.url).pathname.slice(1);
  const server = new URL(web.hall.url);
  server.pathname = '/postgres';
  const body = bodyOf(said('停電中'));
  await query(server.href, `alter database "${name}" allow_connections false`);
  await query(server.href, `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [
    name,
  ]);
  for (let round = 0; round < 12; round += 1) {
    expect(await post(body)).toMatchObject({ status: 503, type: expect.stringMatching('problem') });
  }
  expect((await fetch(`${web.base}/readyz`)).status).toBe(503);
  expect((await fetch(`${web.base}/healthz`)).status).toBe(200);

  await query(server.href, `alter database "${name}" allow_connections true`);
  await vi.waitFor(async () => expect((await post(body)).status).toBe(200), { timeout: 10_000 });
  expect(await kept()).toBe(before + 1);
  expect((await fetch(`${web.base}/readyz`)).status).toBe(200);
});
