import { expect, test } from 'vitest';
import { lineChannel } from '#adapters/line/channel';
import { faultOf, inTime, push, text } from '#test/contracts/channel-world';
import { settings } from './signed.ts';
import { lineWorld } from './world.ts';

const loadingCalls = ({ line }: Awaited<ReturnType<typeof lineWorld>>) =>
  line.journal().flatMap((entry) => (entry.kind === 'api' && entry.endpoint === 'loading' ? [entry] : []));

test('the resident sees the loading animation until the city’s message comes', async () => {
  const world = await lineWorld();
  const { address } = world.resident;
  const until = () => world.line.residents().find(({ userId }) => userId === address)?.loadingUntil;
  await world.channel.showWorking(address, inTime());
  expect(until()).toBeGreaterThan(Date.now());
  expect(loadingCalls(world)).toMatchObject([{ status: 202, body: { chatId: address, loadingSeconds: 20 } }]);
  await world.channel.send(push(world, [text('受け付けました')]), inTime());
  expect(until()).toBe(0);
});

test('where several people talk LINE has no animation, and is not asked for one', async () => {
  const world = await lineWorld();
  for (const { groupId } of world.line.groups()) await world.channel.showWorking(groupId, inTime());
  expect(loadingCalls(world)).toEqual([]);
});

test('an animation that LINE does not show is named for what is to be done next', async () => {
  const world = await lineWorld();
  const shown = () => faultOf(world.channel.showWorking(world.resident.address, inTime()));
  world.trouble('rate-limit');
  expect(await shown()).toMatchObject({ kind: 'throttled' });
  world.trouble('server-error');
  expect(await shown()).toEqual({ kind: 'unavailable' });
  const unreachable = lineChannel(settings).showWorking(world.resident.address, inTime());
  expect(await faultOf(unreachable)).toEqual({ kind: 'unavailable' });
});
