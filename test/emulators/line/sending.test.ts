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

test("what LINE would not take is refused in LINE's words and not delivered", async () => {
  const { client, line, resident } = await startCity();
  const refused = async (messages: messagingApi.Message[]) => {
    const refusal = await refusalOf(client.pushMessage({ to: resident, messages }));
    return { status: refusal.status, ...JSON.parse(refusal.body) };
  };
  const one = (message: string, property: string) => ({
    status: 400,
    message: 'The request body has 1 error(s)',
    details: [{ message, property }],
  });
  const items = (count: number, label: string) =>
    Array.from({ length: count }, () => ({
      type: 'action',
      action: { type: 'message' as const, label, text: 'はい' },
    }));

  expect(await refused(words('🍎'.repeat(2501)))).toEqual(
    one('Length must be between 0 and 5000', 'messages[0].text'),
  );
  expect(await refused(words(''))).toEqual(one('May not be empty', 'messages[0].text'));
  expect(await refused([])).toEqual(one('Size must be between 1 and 5', 'messages'));
  expect(await refused(Array.from({ length: 6 }, () => words('あ')).flat())).toEqual(
    one('Size must be between 1 and 5', 'messages'),
  );
  expect(await refused([{ type: 'text', text: 'あ', quickReply: { items: items(14, 'はい') } }])).toEqual(
    one('Size must be between 0 and 13', 'messages[0].quickReply.items'),
  );
  expect(
    await refused([{ type: 'text', text: 'あ', quickReply: { items: items(1, 'あ'.repeat(21)) } }]),
  ).toEqual(one('must not be longer than 20 characters', 'messages[0].quickReply.items[0].action.label'));
  const picture = {
    originalContentUrl: 'http://city.example/a.jpg',
    previewImageUrl: 'https://city.example/a.jpg',
  };
  expect(await refused([{ type: 'image', ...picture }])).toEqual(
    one('Must be a valid HTTPS URL', 'messages[0].originalContentUrl'),
  );
  expect(line.chat(resident)).toEqual([]);
});

test('texts up to 5,000 UTF-16 units and labels of twenty emoji pass', async () => {
  const { client, line, resident } = await startCity();
  const label = '👨‍👩‍👧'.repeat(20);
  const quickReply = {
    items: [{ type: 'action', action: { type: 'message' as const, label, text: 'はい' } }],
  };
  await client.pushMessage({
    to: resident,
    messages: [{ type: 'text', text: '🍎'.repeat(2500), quickReply }],
  });
  await line.tapQuickReply(resident, label);
  expect(line.chat(resident).at(-1)?.content).toEqual({ kind: 'text', text: 'はい' });
});

test('a message type that LINE does not know is refused with the list of those it knows', async () => {
  const { line, resident } = await startCity();
  const response = await fetch(`${line.url}/v2/bot/message/push`, {
    method: 'POST',
    headers: { authorization: 'Bearer token-of-the-test' },
    body: JSON.stringify({ to: resident, messages: [{ type: 'fax' }] }),
  });
  expect(await response.json()).toMatchObject({
    details: [{ message: expect.stringMatching(/^Must be one of .*\[text, /), property: 'messages[0].type' }],
  });
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

test('a body that cannot be read is refused, and even that answer has a request id', async () => {
  const { line } = await startCity();
  const push = (body: string) =>
    fetch(`${line.url}/v2/bot/message/push`, {
      method: 'POST',
      headers: { authorization: 'Bearer token-of-the-test' },
      body,
    });
  const notJson = await push('{"to":');
  expect([notJson.status, notJson.headers.has('x-line-request-id')]).toEqual([400, true]);
  expect(await notJson.json()).toMatchObject({
    message: expect.stringContaining('could not be parsed as JSON'),
  });
  expect((await push(JSON.stringify({ to: 'あ'.repeat(1_000_000) }))).status).toBe(413);
});
