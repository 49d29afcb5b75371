import { createServer, type Server } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { neverLeft } from '#adapters/shared/network';

test('a request to where nobody listens never left', async () => {
  expect(neverLeft(await failureAt('http://127.0.0.1:2'))).toBe(true);
});

test('a request to a name that nobody has never left', async () => {
  expect(neverLeft(await failureAt('http://nobody.invalid'))).toBe(true);
});

test('a request whose line broke while it was read may have arrived', async () => {
  const server = createServer((_, response) => response.socket?.destroy());
  expect(neverLeft(await failureAt(await listening(server)))).toBe(false);
});

test('a request given up may have arrived', () => {
  expect(neverLeft(new DOMException('given up', 'AbortError'))).toBe(false);
  expect(neverLeft(undefined)).toBe(false);
});

const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause });
const at = (syscall: string) => Object.assign(new Error(syscall), { syscall, code: 'ETIMEDOUT' });

test('every address of a name must have failed to connect', () => {
  expect(neverLeft(fetchFailed(new AggregateError([at('connect'), at('connect')])))).toBe(true);
  expect(neverLeft(fetchFailed(new AggregateError([at('connect'), at('read')])))).toBe(false);
  expect(neverLeft(fetchFailed(Object.assign(new Error(), { code: 'UND_ERR_CONNECT_TIMEOUT' })))).toBe(true);
  expect(neverLeft(fetchFailed(Object.assign(new Error(), { code: 'UND_ERR_HEADERS_TIMEOUT' })))).toBe(false);
  expect(neverLeft(fetchFailed(at('read')))).toBe(false);
});

const failureAt = async (url: string): Promise<unknown> =>
  fetch(url).then(
    () => null,
    (error: unknown) => error,
  );

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
};
