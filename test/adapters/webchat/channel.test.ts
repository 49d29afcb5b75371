import { expect, test } from 'vitest';
import { webchatChannel } from '#adapters/webchat/channel';
import { channelContract } from '#test/contracts/channel';
import { faultOf, inTime } from '#test/contracts/channel-world';
import { isOutboxId } from '#src/domain/ids';
import { make } from '#test/support/laid-matter';
import { webchatWorld } from './world.ts';

channelContract('web chat', webchatWorld, []);

const media = {
  put: () => Promise.reject(new Error('full')),
  get: () => Promise.resolve(null),
  remove: () => Promise.resolve(),
};
const message = {
  id: make(isOutboxId),
  address: 'somewhere',
  route: { kind: 'push' },
  parts: [{ kind: 'text', text: 'こんにちは', quickReplies: [] }],
} as const;

test('whether a row was written before the database went away is unknown, and the same row is tried again', async () => {
  const lost = () => Promise.reject(new Error('the connection broke'));
  const channel = webchatChannel({ box: { arrive: lost, photoKeyOf: lost }, media });
  expect(await faultOf(channel.send(message, inTime()))).toEqual({ kind: 'unknown' });
  expect(await faultOf(channel.fetchMedia('a photo', inTime()))).toEqual({ kind: 'unavailable' });
});
