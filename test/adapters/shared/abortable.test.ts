import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { abortable, installAbortableHttp } from '#adapters/shared/abortable';

/** A server that takes a request and never answers. */
const silence = async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { server, call: (path = '') => fetch(`http://127.0.0.1:${port}/${path}`) };
};

const installed = (limits: { connectMs: number; silenceMs: number }): void => {
  const before = getGlobalDispatcher();
  installAbortableHttp(limits);
  onTestFinished(() => setGlobalDispatcher(before));
};

test('an aborted call lets go of its socket, though the code that made it knows no signal', async () => {
  installed({ connectMs: 60_000, silenceMs: 60_000 });
  const { server, call } = await silence();
  const stop = new AbortController();
  const asked = once(server, 'request');
  const result = abortable(stop.signal, () => call());
  const [request] = await asked;
  const closed = once(request.socket, 'close');
  stop.abort(new Error('the time is over'));
  await expect(result).rejects.toThrow('the time is over');
  await closed;
});

test('a call beside it goes on', async () => {
  installed({ connectMs: 60_000, silenceMs: 60_000 });
  const { server, call } = await silence();
  const responses: ServerResponse[] = [];
  server.on('request', (_, response) => responses.push(response));
  const stop = new AbortController();
  const stopped = abortable(stop.signal, () => call());
  const other = abortable(new AbortController().signal, () => call());
  await expect.poll(() => responses.length).toBe(2);
  stop.abort(new Error('the time is over'));
  await expect(stopped).rejects.toThrow('the time is over');
  for (const response of responses) response.end('here');
  expect(await (await other).text()).toBe('here');
});

test('a call given up while its line is made is never asked', async () => {
  installed({ connectMs: 60_000, silenceMs: 60_000 });
  const { server, call } = await silence();
  const asked: (string | undefined)[] = [];
  server.on('request', (request, response) => {
    asked.push(request.url);
    response.end();
  });
  const connected = once(server, 'connection');
  const stop = new AbortController();
  const result = abortable(stop.signal, () => call('given-up'));
  stop.abort(new Error('the time is over'));
  await expect(result).rejects.toThrow('the time is over');
  await connected;
  await abortable(new AbortController().signal, () => call('wanted'));
  expect(asked).toEqual(['/wanted']);
});

test('a call whose time was over before is not begun', async () => {
  let isBegun = false;
  const begin = async () => {
    isBegun = true;
  };
  await expect(abortable(AbortSignal.abort(new Error('too late')), begin)).rejects.toThrow('too late');
  expect(isBegun).toBe(false);
});

test('a call without an end of its own ends in silence', async () => {
  installed({ connectMs: 60_000, silenceMs: 100 });
  const { call } = await silence();
  const failed = await abortable(new AbortController().signal, () => call()).catch((error: unknown) => error);
  expect(failed).toMatchObject({ cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } });
});

test('where nothing is installed an aborted call is still given up at once', async () => {
  const { server, call } = await silence();
  const stop = new AbortController();
  const asked = once(server, 'request');
  const result = abortable(stop.signal, () => call());
  await asked;
  stop.abort(new Error('the time is over'));
  await expect(result).rejects.toThrow('the time is over');
});
