import { createHmac } from 'node:crypto';
import { validateSignature } from '@line/bot-sdk';
import { expect, test } from 'vitest';
import { secret, startCity, type CityStandIn } from './city-stand-in.ts';

const textsOf = (city: CityStandIn): string[] =>
  city.received
    .flatMap(({ events }) => events)
    .flatMap((event) =>
      event.type === 'message' && event.message.type === 'text' ? [event.message.text] : [],
    );

test('webhooks carry the signature that the SDK accepts', async () => {
  const { line, received, resident } = await startCity();
  await line.sendText(resident, '久留米');
  const [hook] = received;
  expect(validateSignature(hook?.body ?? '', secret, String(hook?.headers['x-line-signature']))).toBe(true);
  expect(hook?.headers['user-agent']).toBe('LineBotWebhook2.0');
});

test('the signature is the one that LINE publishes as its example', () => {
  const body = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}';
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  expect(signature).toBe('GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=');
});

test('a verification has no events', async () => {
  const { line, received } = await startCity();
  expect(await line.webhooks.verify()).toEqual({ kind: 'answered', status: 200 });
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({ destination: line.botUserId, events: [] });
});

test('a webhook that the city failed comes again, the same but for its mark', async () => {
  const { answerWith, line, received, resident } = await startCity();
  line.webhooks.set({ redelivers: true, redeliverAfterMs: 1 });
  answerWith(503, 500);
  const { outcome, webhookEventId, replyToken } = await line.sendText(resident, '届きますか');
  expect(outcome).toEqual({ kind: 'answered', status: 503 });
  const last = await line.waitFor(() =>
    line.journal().find((entry) => entry.kind === 'webhook' && entry.seq === 3 && entry.outcome),
  );
  expect(last).toMatchObject({ isRedelivery: true, outcome: { status: 200 } });
  expect(received.map(({ events }) => events[0])).toMatchObject([
    { webhookEventId, replyToken, deliveryContext: { isRedelivery: false } },
    { webhookEventId, replyToken, deliveryContext: { isRedelivery: true } },
    { webhookEventId, replyToken, deliveryContext: { isRedelivery: true } },
  ]);
});

test('redelivery ends after the number of times it was given, and is off at first', async () => {
  const { answerWith, line, received, resident } = await startCity();
  answerWith(503, 503, 503, 503);
  await line.sendText(resident, '一度きり');
  line.webhooks.set({ redelivers: true, redeliverAfterMs: 1, redeliverTimes: 1 });
  await line.sendText(resident, 'もう一度');
  await line.waitFor(() => received.length === 3);
  await line.webhooks.verify();
  expect(received).toHaveLength(4);
});

test('a city that does not answer in time is given up', async () => {
  const { answerWith, line, resident } = await startCity({ webhookTimeoutMs: 50 });
  answerWith('never');
  expect((await line.sendText(resident, 'もしもし')).outcome).toEqual({ kind: 'timed-out' });
  line.setWebhookUrl('http://127.0.0.1:9/');
  expect((await line.sendText(resident, 'もしもし')).outcome).toMatchObject({ kind: 'unreachable' });
});

test('a duplicate is the same event twice, neither marked as redelivered', async () => {
  const { line, received, resident } = await startCity();
  line.webhooks.set({ duplicates: true });
  await line.sendText(resident, '二重');
  expect(received).toHaveLength(2);
  expect(received[0]?.body).toBe(received[1]?.body);
});

test('held events of several residents go out in one body', async () => {
  const city = await startCity();
  const { line, received } = city;
  line.webhooks.set({ holds: true });
  const [first, second] = line.residents();
  expect((await line.sendText(first?.userId ?? '', '一人目')).outcome).toEqual({ kind: 'held' });
  await line.sendText(second?.userId ?? '', '二人目');
  expect(received).toEqual([]);
  await line.webhooks.release({ order: 'as-written', together: true });
  expect(received).toHaveLength(1);
  expect(received[0]?.events.map((event) => event.source)).toMatchObject([
    { userId: first?.userId },
    { userId: second?.userId },
  ]);
});

test('held events can overtake one another and keep the time at which they happened', async () => {
  const city = await startCity();
  const { line, moveClock, received, resident } = city;
  line.webhooks.set({ holds: true });
  for (const text of ['一', '二', '三']) {
    await line.sendText(resident, text);
    moveClock(1);
  }
  await line.webhooks.release({ order: 'shuffled', together: false });
  expect(textsOf(city)).not.toEqual(['一', '二', '三']);
  expect(textsOf(city).toSorted()).toEqual(['一', '三', '二']);
  const byTime = received.flatMap(({ events }) => events).toSorted((a, b) => a.timestamp - b.timestamp);
  expect(byTime).toMatchObject([
    { message: { text: '一' } },
    { message: { text: '二' } },
    { message: { text: '三' } },
  ]);
});

test('following, blocking and coming back are told apart', async () => {
  const { line, received } = await startCity();
  const stranger = line.residents().find((one) => one.relation === 'stranger')?.userId ?? '';
  await line.follow(stranger);
  await line.block(stranger);
  await expect(line.sendText(stranger, 'ブロック中')).rejects.toThrow('blocks the city');
  await line.unblock(stranger);
  expect(received.flatMap(({ events }) => events)).toMatchObject([
    { type: 'follow', follow: { isUnblocked: false } },
    { type: 'unfollow' },
    { type: 'follow', follow: { isUnblocked: true } },
  ]);
});
