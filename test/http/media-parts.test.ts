import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { road } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { query } from '#test/support/query';
import { clerkOf, type WebSession } from '#test/support/web-session';

let web: OpenWeb;
let clerk: WebSession;
let laid: LaidMatter;

beforeAll(async () => {
  web = await openWeb();
  clerk = await clerkOf(web, road);
  laid = await layMatter(web.hall.url, road);
  await web.media.put(laid.storedId, Readable.from([Buffer.from('0123456789')]), 10);
});
afterAll(() => web.close());

const ask = (headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${web.base}/api/attachments/${laid.storedId}`, { headers: { ...clerk.headers, ...headers } });

const become = (kind: string, mime: string, fileName: string | null = null) =>
  query(web.hall.url, 'update attachment set kind = $2, mime = $3, file_name = $4 where id = $1', [
    laid.storedId,
    kind,
    mime,
    fileName,
  ]);

test('a player gets the part it asks for, and is told how long the whole is', async () => {
  await become('video', 'video/mp4');
  const whole = await ask();
  expect([whole.status, whole.headers.get('accept-ranges'), await whole.text()]).toEqual([
    200,
    'bytes',
    '0123456789',
  ]);
  for (const [range, told, body] of [
    ['bytes=2-4', 'bytes 2-4/10', '234'],
    ['bytes=7-', 'bytes 7-9/10', '789'],
    ['bytes=-3', 'bytes 7-9/10', '789'],
    ['bytes=8-99', 'bytes 8-9/10', '89'],
  ] as const) {
    const part = await ask({ range });
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
      206,
      told,
      `${body.length}`,
    ]);
    expect(await part.text()).toBe(body);
  }
});

test('a part beyond the end is refused; a wish that cannot be read is a wish for all', async () => {
  const beyond = await ask({ range: 'bytes=10-' });
  expect([beyond.status, beyond.headers.get('content-range'), await beyond.text()]).toEqual([
    416,
    'bytes */10',
    '',
  ]);
  for (const range of ['bytes=x', 'lines=1-2', 'bytes=0-1,8-9']) {
    const all = await ask({ range });
    expect([all.status, await all.text()]).toEqual([200, '0123456789']);
  }
});

test.each([
  ['audio', 'audio/x-m4a', 'audio/x-m4a', 'inline'],
  ['audio', 'audio/mp4; codecs="mp4a"', 'audio/mp4', 'inline'],
  ['video', 'video/mp4', 'video/mp4', 'inline'],
  ['image', 'image/svg+xml', 'application/octet-stream', 'attachment'],
  ['image', 'text/html', 'application/octet-stream', 'attachment'],
  ['file', 'image/png', 'application/octet-stream', 'attachment'],
])('a %s said to be %s leaves as %s, %s', async (kind, mime, type, disposition) => {
  await become(kind, mime);
  const { headers } = await ask();
  expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([type, disposition]);
  expect(headers.get('content-security-policy')).toContain('sandbox');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('a file is saved under its Japanese name, without what turns or ends the line', async () => {
  await become('file', 'application/pdf', "罹災'証明\u202efdp\r\n.exe");
  const { headers } = await ask();
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="__'__fdp.exe"; filename*=UTF-8''%E7%BD%B9%E7%81%BD%27%E8%A8%BC%E6%98%8Efdp.exe`,
  );
});

test('a player that hangs up in the middle is no trouble', async () => {
  const long = Buffer.alloc(20_000_000, 'x');
  await web.media.put(laid.storedId, Readable.from([long]), long.byteLength);
  await become('video', 'video/mp4');
  for (let jump = 0; jump < 3; jump += 1) {
    const response = await ask({ range: `bytes=${jump}-` });
    await response.body?.cancel();
  }
  expect((await (await ask()).arrayBuffer()).byteLength).toBe(long.byteLength);
  expect(web.lines).toEqual([]);
});
