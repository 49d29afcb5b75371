import { expect, test } from 'vitest';
import type { QuickReply } from '#src/domain/quick-reply';
import type { Outbound } from '#src/ports/channel';
import { failureOf, faultOf, inTime, push, text } from '#test/contracts/channel-world';
import { lineWorld, type LineWorld } from './world.ts';

const calls = ({ line }: LineWorld) => line.journal().filter((entry) => entry.kind === 'api');

const reply = (world: LineWorld, token: string | null, words: string): Outbound => ({
  ...push(world, [text(words)]),
  route: { kind: 'reply', token: `${token}` },
});

const asking = (world: LineWorld, quickReplies: readonly QuickReply[]): Outbound =>
  push(world, [{ kind: 'text', text: 'どれですか', quickReplies }]);

test("a push carries the outbox's id as its retry key; a reply, where LINE forbids one, carries none", async () => {
  const world = await lineWorld();
  const message = push(world, [text('お知らせ')]);
  await world.channel.send(message, inTime());
  const { replyToken } = await world.writes('はい');
  await world.channel.send(reply(world, replyToken, '受け付けました'), inTime());
  expect(calls(world)).toMatchObject([
    { endpoint: 'push', retryKey: message.id, status: 200 },
    { endpoint: 'reply', retryKey: null, status: 200 },
  ]);
});

test('LINE that has accepted the key already has done what we wanted, and tells which call did it', async () => {
  const world = await lineWorld();
  const message = push(world, [text('一度だけ')]);
  world.trouble('dropped-after-accepting');
  await failureOf(world.channel.send(message, inTime()));
  const receipt = await world.channel.send(message, inTime());
  expect(calls(world)).toMatchObject([{ requestId: receipt.requestId }, { status: 409 }]);
  expect(receipt.messageExternalIds).toEqual([world.line.chat(message.address)[0]?.id]);
});

test('a reply whose fate is unknown is not told from a token used by another', async () => {
  const world = await lineWorld();
  const { replyToken } = await world.writes('もしもし');
  const message = reply(world, replyToken, '受け付けました');
  world.trouble('dropped-after-accepting');
  expect(await faultOf(world.channel.send(message, inTime()))).toEqual({ kind: 'unknown' });
  expect(await faultOf(world.channel.send(message, inTime()))).toEqual({ kind: 'token-invalid' });
  expect(world.sees()).toEqual(['受け付けました']);
});

test('a file, which LINE takes from no city, is said in words, and its link opens in the telephone’s own browser', async () => {
  const world = await lineWorld();
  const url = 'https://city.example/m/abc/file.pdf';
  const file = { kind: 'file', name: '図.pdf', url, bytes: 9, asText: `図.pdf\n${url}` } as const;
  await world.channel.send(push(world, [file]), inTime());
  expect(world.sees()).toEqual([`図.pdf\n${url}?openExternalBrowser=1`]);
});

test('to a resident who blocked the city LINE accepts what it will not deliver', async () => {
  const world = await lineWorld();
  await world.line.block(world.resident.address);
  const receipt = await world.channel.send(push(world, [text('お知らせ')]), inTime());
  expect(receipt.messageExternalIds).toHaveLength(1);
  expect(world.sees()).toEqual([]);
  expect(await world.channel.fetchProfile(world.resident.address, inTime())).toBeNull();
});

test('an address of another provider is refused in LINE’s words, with the id of the call', async () => {
  const world = await lineWorld();
  const failure = await failureOf(
    world.channel.send({ ...push(world, [text('お知らせ')]), address: 'U0000' }, inTime()),
  );
  expect(failure.fault).toMatchObject({
    kind: 'refused',
    why: 'wrong-address',
    reason: expect.stringContaining('to'),
  });
  expect(failure.requestId).toBe(calls(world)[0]?.requestId);
});

test('a tapped quick reply shows its label as the resident’s words and posts its data', async () => {
  const world = await lineWorld();
  await world.channel.send(asking(world, [{ label: '粗大ごみ', data: 'choice=bulky' }]), inTime());
  await world.line.tapQuickReply(world.resident.address, '粗大ごみ');
  const posted = world.line.journal().findLast((entry) => entry.kind === 'webhook');
  expect(posted?.body).toContain('choice=bulky');
  expect(world.line.chat(world.resident.address).at(-1)?.content).toEqual({ kind: 'text', text: '粗大ごみ' });
});

test('a label may have twenty characters, an emoji counting as one; a longer one is refused and not cut', async () => {
  const world = await lineWorld();
  const label = `${'あ'.repeat(19)}👨‍👩‍👧`;
  await world.channel.send(asking(world, [{ label, data: 'x' }]), inTime());
  const fault = await faultOf(
    world.channel.send(asking(world, [{ label: `${label}い`, data: 'x' }]), inTime()),
  );
  expect(fault).toEqual({
    kind: 'refused',
    why: 'wrong-button',
    reason: expect.stringContaining('label'),
  });
});

test('the city’s own monthly limit is told apart from haste', async () => {
  const world = await lineWorld();
  world.line.setMonthlyLimit(1);
  await world.channel.send(push(world, [text('一通目')]), inTime());
  const over = world.channel.send(push(world, [text('二通目')]), inTime());
  expect(await faultOf(over)).toEqual({ kind: 'quota-spent' });
});

test('a name that PostgreSQL cannot keep is made keepable', async () => {
  const world = await lineWorld();
  const { userId } = world.line.addResident('ハナ\0子');
  expect(await world.channel.fetchProfile(userId, inTime())).toEqual({ displayName: 'ハナ\uFFFD子' });
});
