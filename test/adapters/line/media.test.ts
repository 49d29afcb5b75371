import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { lineChannel } from '#adapters/line/channel';
import { faultOf, inTime } from '#test/contracts/channel-world';
import { settings } from './signed.ts';
import { lineWorld } from './world.ts';

/** A LINE that begins a picture and then says no more. */
const halting = async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': 1_000 }).write('half');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { server, channel: lineChannel({ ...settings, dataApiBaseUrl: `http://127.0.0.1:${port}` }) };
};

test('a picture that halts is given up with the signal, and its socket let go', async () => {
  const { server, channel } = await halting();
  const asked = once(server, 'request');
  const stop = new AbortController();
  const { body } = await channel.fetchMedia('500100', stop.signal);
  const [request] = await asked;
  const closed = once(request.socket, 'close');
  const read = buffer(body);
  stop.abort();
  await expect(read).rejects.toThrow('aborted');
  await closed;
});

test('a picture nobody wants any more lets go of its socket', async () => {
  const { server, channel } = await halting();
  const asked = once(server, 'request');
  const { body } = await channel.fetchMedia('500100', inTime());
  const [request] = await asked;
  const closed = once(request.socket, 'close');
  body.destroy();
  await closed;
});

test('LINE in trouble is asked for the picture again later', async () => {
  const world = await lineWorld();
  const { messageExternalId } = await world.sendsPhoto(Buffer.from('photo'), 'image/png');
  const fetched = () => world.channel.fetchMedia(messageExternalId, inTime());
  world.trouble('server-error');
  expect(await faultOf(fetched())).toEqual({ kind: 'unavailable' });
  world.trouble('rate-limit');
  expect(await faultOf(fetched())).toMatchObject({ kind: 'throttled' });
  expect((await buffer((await fetched()).body)).toString()).toBe('photo');
});

test('an id that is a way through the folders is only an id', async () => {
  const { channel, line } = await lineWorld();
  expect(await faultOf(channel.fetchMedia('../../bot/info', inTime()))).toEqual({ kind: 'gone' });
  expect(line.journal()).toMatchObject([{ kind: 'api', endpoint: 'content' }]);
});
