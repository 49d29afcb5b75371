import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { lineChannel } from '#adapters/line/channel';
import { faultOf, inTime } from '#test/contracts/channel-world';
import { settings } from './signed.ts';
import { lineWorld } from './world.ts';

/** A LINE that has not prepared the medium, and says this of how far it is. */
const saying = async (transcoding: string, status = 200) => {
  const server = createServer((request, response) => {
    if (!`${request.url}`.endsWith('/transcoding')) response.writeHead(202).end();
    else response.writeHead(status, { 'content-type': 'application/json' }).end(transcoding);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return lineChannel({ ...settings, dataApiBaseUrl: `http://127.0.0.1:${port}` });
};

test.each([
  ['{"status":"processing"}', 200, 'not-ready'],
  ['{"status":"succeeded"}', 200, 'not-ready'],
  ['{"status":"failed"}', 200, 'refused'],
  ['no json', 200, 'not-ready'],
  ['{"message":"busy"}', 500, 'not-ready'],
])('a medium of which LINE says %s (%d) is %s', async (told, status, kind) => {
  const channel = await saying(told, status);
  expect(await faultOf(channel.fetchMedia('500100', inTime()))).toMatchObject({ kind });
});

test('a video is there once LINE has prepared it', async () => {
  const { line, channel, resident } = await lineWorld();
  const { messageId } = await line.sendVideo(resident.address, Buffer.from('video'), 'video/mp4', {
    preparesForMs: 200,
  });
  const fetched = () => channel.fetchMedia(`${messageId}`, inTime());
  expect(await faultOf(fetched())).toEqual({ kind: 'not-ready' });
  await expect
    .poll(() =>
      fetched().then(
        ({ mime }) => mime,
        () => null,
      ),
    )
    .toBe('video/mp4');
});
