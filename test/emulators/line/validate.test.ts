import type { messagingApi } from '@line/bot-sdk';
import { expect, test } from 'vitest';
import { refusalOf, startCity } from './city-stand-in.ts';

const words = (text: string): messagingApi.Message[] => [{ type: 'text', text }];

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
