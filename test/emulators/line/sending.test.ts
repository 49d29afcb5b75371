import { randomUUID } from 'node:crypto';
import { messagingApi } from '@line/bot-sdk';
import { expect, test } from 'vitest';
import { refusalOf, startCity } from './city-stand-in.ts';

const words = (text: string): messagingApi.Message[] => [{ type: 'text', text }];

test('a push tried again with its retry key reaches the resident once and names the accepted request', async () => {
  const { client, line, resident } = await startCity();
  const key = randomUUID();
  const first = await client.pushMessageWithHttpInfo({ to: resident, messages: words('一度だけ') }, key);
  const again = await refusalOf(client.pushMessage({ to: resident, messages: words('一度だけ') }, key));
  expect(again.status).toBe(409);
  expect(again.headers.get('x-line-accepted-request-id')).toBe(
    first.httpResponse.headers.get('x-line-request-id'),
  );
  expect(JSON.parse(again.body)).toEqual({
    message: 'The retry key is already accepted',
    sentMessages: first.body.sentMessages,
  });
  expect(line.chat(resident)).toHaveLength(1);
});

test('a retry key is forgotten after a day', async () => {
  const { client, line, resident, moveClock } = await startCity();
  const key = randomUUID();
  await client.pushMessage({ to: resident, messages: words('今日') }, key);
  moveClock(24 * 60 * 60_000 + 1);
  await client.pushMessage({ to: resident, messages: words('あす') }, key);
  expect(line.chat(resident)).toHaveLength(2);
});

test('a reply with a retry key is refused', async () => {
  const { line, resident } = await startCity();
  const { replyToken } = await line.sendText(resident, 'もしもし');
  const response = await fetch(`${line.url}/v2/bot/message/reply`, {
    method: 'POST',
    headers: { authorization: 'Bearer token-of-the-test', 'x-line-retry-key': randomUUID() },
    body: JSON.stringify({ replyToken, messages: words('はい') }),
  });
  expect(response.status).toBe(400);
  expect(line.chat(resident)).toHaveLength(1);
});

test('a reply token answers once', async () => {
  const { client, line, resident } = await startCity();
  const replyToken = (await line.sendText(resident, 'もしもし')).replyToken ?? '';
  await client.replyMessage({ replyToken, messages: words('はい') });
  const again = await refusalOf(client.replyMessage({ replyToken, messages: words('はい、はい') }));
  expect([again.status, JSON.parse(again.body)]).toEqual([400, { message: 'Invalid reply token' }]);
  expect(line.chat(resident).map((bubble) => bubble.author)).toEqual(['resident', 'city']);
});

test('a reply token is dead after a minute and lives another after a redelivery, twenty minutes in all', async () => {
  const { client, line, resident, moveClock } = await startCity();
  const { replyToken, webhookEventId } = await line.sendText(resident, 'もしもし');
  const reply = () => client.replyMessage({ replyToken: replyToken ?? '', messages: words('はい') });
  moveClock(60_001);
  expect((await refusalOf(reply())).status).toBe(400);
  moveClock(20 * 60_000);
  await line.webhooks.redeliver(webhookEventId);
  expect((await refusalOf(reply())).status).toBe(400);
  const next = await line.sendText(resident, 'まだですか');
  moveClock(60_001);
  await line.webhooks.redeliver(next.webhookEventId);
  await client.replyMessage({ replyToken: next.replyToken ?? '', messages: words('はい') });
  expect(line.chat(resident)).toHaveLength(3);
});

test('nobody is reached under an id that LINE never gave', async () => {
  const { client, resident } = await startCity();
  const stranger = `U${'0'.repeat(32)}`;
  const push = await refusalOf(client.pushMessage({ to: stranger, messages: words('あ') }));
  expect(JSON.parse(push.body).message).toBe(
    'The property, to, in the request body is invalid (line: -, column: -)',
  );
  const many = await refusalOf(client.multicast({ to: [resident, stranger], messages: words('あ') }));
  expect(JSON.parse(many.body).message).toContain('to[1]');
});

test('a resident who blocked the city hears nothing, and LINE says 200', async () => {
  const { client, line, resident } = await startCity();
  await line.block(resident);
  const sent = await client.pushMessage({ to: resident, messages: words('聞こえますか') });
  expect(sent.sentMessages).toHaveLength(1);
  expect(line.chat(resident)).toEqual([]);
  expect((await client.getMessageQuotaConsumption()).totalUsage).toBe(0);
  const profile = await refusalOf(client.getProfile(resident));
  expect([profile.status, profile.body]).toEqual([404, '{"message":"Not found"}']);
  await line.unblock(resident);
  expect((await client.getProfile(resident)).userId).toBe(resident);
});

test('pushes end at the monthly limit, replies do not', async () => {
  const { client, line, resident } = await startCity();
  line.setMonthlyLimit(1);
  expect(await client.getMessageQuota()).toEqual({ type: 'limited', value: 1 });
  await client.pushMessage({ to: resident, messages: words('一通目') });
  const over = await refusalOf(client.pushMessage({ to: resident, messages: words('二通目') }));
  expect([over.status, JSON.parse(over.body).message]).toEqual([429, 'You have reached your monthly limit.']);
  const { replyToken } = await line.sendText(resident, 'はい');
  await client.replyMessage({ replyToken: replyToken ?? '', messages: words('返信') });
  expect(line.chat(resident)).toHaveLength(3);
});

test('a wrong token opens nothing', async () => {
  const { line, resident } = await startCity();
  const thief = new messagingApi.MessagingApiClient({ channelAccessToken: 'guessed', baseURL: line.url });
  const refusal = await refusalOf(thief.pushMessage({ to: resident, messages: words('あ') }));
  expect(refusal.status).toBe(401);
  expect(JSON.parse(refusal.body).message).toMatch(/^Authentication failed\./);
  expect(line.chat(resident)).toEqual([]);
});
