import type { messagingApi } from '@line/bot-sdk';
import { expect, test } from 'vitest';
import { refusalOf, startCity, type CityStandIn } from './city-stand-in.ts';

const words = (text: string): messagingApi.Message[] => [{ type: 'text', text }];

const groupOf = ({ line }: CityStandIn, kind: 'group' | 'room') => {
  const found = line.groups().find((one) => one.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
};
const eventsOf = ({ received }: CityStandIn) => received.flatMap(({ events }) => events);

test.for(['group', 'room'] as const)('a %s tells the city who came, spoke and left', async (kind) => {
  const city = await startCity();
  const { line, resident } = city;
  const { groupId } = groupOf(city, kind);
  await expect(line.sendText(resident, 'まだ早い', { in: groupId })).rejects.toThrow('The city is not in');
  const joined = await line.invite(resident, groupId);
  const { messageId } = await line.sendText(resident, '回覧です', { in: groupId });
  await line.sendSticker(resident, { in: groupId });
  await line.edit(resident, messageId ?? '', '回覧です（日付を直しました）');
  await line.unsend(resident, messageId ?? '');
  await line.join(line.residents()[4]?.userId ?? '', groupId);
  await line.dismiss(resident, groupId);
  const source = { type: kind, [`${kind}Id`]: groupId, userId: resident };
  expect(eventsOf(city)).toMatchObject([
    { type: 'join', source, replyToken: joined.replyToken },
    { type: 'message', source, message: { text: '回覧です' } },
    { type: 'message', source, message: { type: 'sticker' } },
    { type: 'messageEdited', source, message: { id: messageId, text: '回覧です（日付を直しました）' } },
    { type: 'unsend', source, unsend: { messageId } },
    { type: 'memberJoined' },
    { type: 'leave', source },
  ]);
  expect(line.chat(groupId)).toMatchObject([
    { writer: resident, content: { kind: 'taken-back' } },
    { writer: resident, content: { kind: 'sticker' } },
  ]);
  expect(line.chat(resident)).toEqual([]);
});

test('what the city says to a group is read there and counts for each member', async () => {
  const city = await startCity();
  const { client, line, resident } = city;
  const { groupId, members } = groupOf(city, 'group');
  const before = await refusalOf(client.pushMessage({ to: groupId, messages: words('こんにちは') }));
  expect(before.status).toBe(400);
  const { replyToken } = await line.invite(resident, groupId);
  await client.replyMessage({ replyToken: replyToken ?? '', messages: words('ここでは受け付けません') });
  expect((await client.getMessageQuotaConsumption()).totalUsage).toBe(0);
  await client.pushMessage({ to: groupId, messages: words('お知らせ') });
  expect((await client.getMessageQuotaConsumption()).totalUsage).toBe(members.length);
  expect(line.chat(groupId).map(({ author, content }) => [author, content])).toEqual([
    ['city', { kind: 'text', text: 'ここでは受け付けません' }],
    ['city', { kind: 'text', text: 'お知らせ' }],
  ]);
  expect(line.chat(resident)).toEqual([]);
  const loading = await refusalOf(client.showLoadingAnimation({ chatId: groupId }));
  expect(loading.status).toBe(400);
});

test('in standby every event comes without a reply token', async () => {
  const city = await startCity();
  const { line, resident } = city;
  line.webhooks.set({ standby: true });
  await line.sendText(resident, 'もしもし');
  await line.block(resident);
  expect(eventsOf(city)).toMatchObject([{ mode: 'standby' }, { mode: 'standby' }]);
  expect(eventsOf(city)[0]).not.toHaveProperty('replyToken');
});

test('an emoji of LINE’s stands in the text in brackets, and LINE says where', async () => {
  const city = await startCity();
  const emojis = [{ index: 5, length: 7 }];
  await city.line.sendText(city.resident, 'ありがとう(happy)', { emojis });
  expect(eventsOf(city)).toMatchObject([{ message: { text: 'ありがとう(happy)', emojis } }]);
});
