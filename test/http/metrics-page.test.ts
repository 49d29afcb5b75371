import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callback, event, sign } from '#test/adapters/line/signed';
import { openWeb, type OpenWeb } from '#test/support/open-web';

let web: OpenWeb;
const token = 'prometheus-may-read-this';

beforeAll(async () => {
  web = await openWeb({ metricsToken: token });
});
afterAll(() => web.close());

const ask = (authorization?: string, base = web.base) =>
  fetch(`${base}/metrics`, { headers: { accept: 'text/html', ...(authorization && { authorization }) } });

test('metrics are read by whoever knows the token, and by nobody else', async () => {
  for (const wrong of [undefined, 'Bearer another', token, `Basic ${token}`, `Bearer ${token}x`, 'Bearer '])
    expect((await ask(wrong)).status).toBe(401);
  const answer = await ask(`Bearer ${token}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await answer.text();
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  expect(text).toContain('process_resident_memory_bytes');
});

test('without a token there is no such page, and not the inbox in its place', async () => {
  const other = await openWeb();
  const answer = await ask(undefined, other.base);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    404,
    expect.stringContaining('problem'),
  ]);
  await other.close();
});

const post = (body: string, signature: string) =>
  fetch(`${web.base}/webhooks/line`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-line-signature': signature },
    body,
  });

test('webhooks are counted by how they were answered, and only the time of good ones is kept', async () => {
  const body = JSON.stringify(
    callback(
      event({ webhookEventId: randomUUID(), message: { type: 'text', id: randomUUID(), text: '鶴亀' } }),
    ),
  );
  await post(body, sign(body));
  await post(body, sign(body));
  await post(body, 'forged');
  await post('[', sign('['));
  const line = async (name: string): Promise<string | undefined> =>
    (await (await ask(`Bearer ${token}`)).text()).split('\n').find((one) => one.startsWith(name));
  await expect
    .poll(() => line('kodama_webhook_requests_total{channel="line",outcome="malformed"}'))
    .toMatch(/ 1$/);
  expect(await line('kodama_webhook_requests_total{channel="line",outcome="accepted"}')).toMatch(/ 2$/);
  expect(await line('kodama_webhook_requests_total{channel="line",outcome="bad-signature"}')).toMatch(/ 1$/);
  expect(await line('kodama_webhook_acknowledgement_seconds_count{channel="line"}')).toMatch(/ 2$/);
  const text = await (await ask(`Bearer ${token}`)).text();
  expect(text).not.toContain('鶴亀');
});
