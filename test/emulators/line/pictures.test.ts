import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { refusalOf, startCity } from './city-stand-in.ts';

/** Serves whatever size and kind its address asks for: `/image/jpeg/1000`. */
const startPictures = async (): Promise<string> => {
  const server = createServer((request, response) => {
    const [, kind = '', subtype = '', size = ''] = (request.url ?? '').split('/');
    if (kind === 'nothing') return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': `${kind}/${subtype}` }).end(Buffer.alloc(Number(size)));
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

test.each([
  ['image/jpeg/10000000', 'image/jpeg/1000000', undefined],
  ['image/jpeg/10000001', 'image/jpeg/9', 'has 10000001 bytes, more than 10000000'],
  ['image/jpeg/9', 'image/png/1000001', 'has 1000001 bytes, more than 1000000'],
  ['image/webp/9', 'image/jpeg/9', 'is image/webp, not JPEG or PNG'],
  ['image/jpeg/9', 'nothing', 'answered 404'],
])('of the picture %s with the preview %s the telephone says: %s', async (full, preview, problem) => {
  const { client, line, resident } = await startCity();
  const at = await startPictures();
  const [originalContentUrl, previewImageUrl] = [`${at}/${full}`, `${at}/${preview}`];
  await client.pushMessage({
    to: resident,
    messages: [{ type: 'image', originalContentUrl, previewImageUrl }],
  });
  const shown = { kind: 'image', url: previewImageUrl, originalUrl: originalContentUrl };
  await expect
    .poll(() => line.chat(resident)[0]?.content)
    .toEqual(problem === undefined ? shown : { ...shown, problem });
});

test('a picture on an address without TLS is refused, but for this machine', async () => {
  const { client, resident } = await startCity();
  const originalContentUrl = 'http://city.example/a.jpg';
  const image = { type: 'image' as const, originalContentUrl, previewImageUrl: originalContentUrl };
  const refusal = await refusalOf(client.pushMessage({ to: resident, messages: [image] }));
  expect(refusal.status).toBe(400);
});
