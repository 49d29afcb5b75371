import { createServer } from 'node:http';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { problemHandler } from '#src/http/problems';

test('what breaks after the answer began ends the connection, and the log does not repeat its words', async () => {
  const lines: unknown[] = [];
  const keep = (...line: readonly unknown[]) => void lines.push(line);
  const app = express();
  app.get('/photo/0123456789-0123456789', (_request, response) => {
    response.writeHead(200);
    response.write('the first half');
    throw new RangeError('秘密の相談');
  });
  app.use(problemHandler({ info: keep, warn: keep, error: keep }));
  const server = createServer(app);
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const read = async () => (await fetch(`http://127.0.0.1:${port}/photo/0123456789-0123456789`)).text();
  await expect(read()).rejects.toThrow(/terminated|fetch failed/);
  expect(lines).toEqual([['request broke off', { method: 'GET', path: '/photo/…', error: 'RangeError' }]]);
});
