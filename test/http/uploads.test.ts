import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOutboxId, type OutboxId } from '#src/domain/ids';
import { matterDetail, type MatterDetail } from '#src/http/contract/matters';
import { problem } from '#src/http/contract/problem';
import { upload } from '#src/http/contract/uploads';
import { beginSend } from '#src/usecases/begin-send';
import { recordSend } from '#src/usecases/record-send';
import { road, water } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { officeFile, pdf, photoWithPlace } from '#test/support/papers';
import { query } from '#test/support/query';
import { dumpTables } from '#test/support/table-dump';
import { clerkOf, type WebSession } from '#test/support/web-session';

let web: OpenWeb;
let clerk: WebSession;
let photo: Buffer;

beforeAll(async () => {
  web = await openWeb();
  clerk = await clerkOf(web, road);
  photo = await photoWithPlace();
});
afterAll(() => web.close());

const post = (laid: LaidMatter, name: string, body: Uint8Array<ArrayBuffer> | string, who = clerk) =>
  fetch(`${web.base}/api/matters/${laid.id}/uploads?${new URLSearchParams({ name }).toString()}`, {
    method: 'POST',
    headers: who.headers,
    body,
  });

const lay = async (laid: LaidMatter, name: string, bytes: Buffer) => {
  const response = await post(laid, name, new Uint8Array(bytes));
  expect(response.status).toBe(201);
  return upload.parse(await response.json());
};

const refusal = async (response: Response) => problem.parse(await response.json()).code;

const answer = (laid: LaidMatter, body: object) =>
  fetch(`${web.base}/api/matters/${laid.id}/replies`, {
    method: 'POST',
    headers: { ...clerk.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ id: crypto.randomUUID(), text: '', revision: 1, overStale: true, ...body }),
  });

const detailOf = async (response: Response): Promise<MatterDetail> =>
  matterDetail.parse(await response.json());

const attachmentsIn = ({ thread }: MatterDetail) =>
  thread.flatMap((item) => (item.kind === 'message' && item.from === 'staff' ? item.attachments : []));

const outboxOf = async (laid: LaidMatter): Promise<OutboxId> => {
  const [row] = await query(
    web.hall.url,
    `select o.id from outbox o where o.matter_id = $1 and o.state = 'queued'`,
    [laid.id],
  );
  const id = String(row?.['id']);
  if (!isOutboxId(id)) throw new Error('nothing waits to be sent');
  return id;
};

/** What LINE is told, with our own addresses as a test reaches them. */
const begin = async (laid: LaidMatter) => {
  const outboxId = await outboxOf(laid);
  const begun = await beginSend(web.context, outboxId);
  if (begun.kind !== 'send') throw new Error(begun.kind);
  const here = (url: string) => url.replace(web.context.publicUrl, web.base);
  const addresses = begun.outbound.parts.flatMap((part) => {
    switch (part.kind) {
      case 'text':
        return [];
      case 'image':
        return [here(part.url), here(part.previewUrl)];
      case 'file':
        return [here(part.url)];
    }
  });
  const end = (fault: 'refused' | null) =>
    recordSend(web.context, {
      outboxId,
      attempt: begun.attempt,
      messageIds: begun.messageIds,
      outcome:
        fault === null
          ? { kind: 'accepted', receipt: { requestId: null, messageExternalIds: [] } }
          : { kind: 'fault', fault: { kind: 'refused', reason: 'x' }, requestId: null },
    });
  return { addresses, end };
};

test('a photo and a file are laid down, sent, seen in the thread, and lie under public addresses', async () => {
  const laid = await layMatter(web.hall.url, road);
  const picture = await lay(laid, '現場.png', photo);
  const paper = await lay(laid, '../../工事\u202Efdp.exe', pdf);
  expect(picture).toMatchObject({ kind: 'image', fileName: '現場.jpg' });
  expect(paper).toMatchObject({
    kind: 'file',
    fileName: '工事fdp.exe.pdf',
    bytes: pdf.byteLength,
    previewUrl: null,
  });
  const thumbnail = await fetch(`${web.base}${picture.previewUrl}`, { headers: clerk.headers });
  expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/jpeg']);

  const detail = await detailOf(await answer(laid, { text: '図です。', uploads: [paper.id, picture.id] }));
  expect(attachmentsIn(detail)).toMatchObject([
    { kind: 'image', state: 'stored', mime: 'image/jpeg' },
    { kind: 'file', state: 'stored', mime: 'application/pdf', fileName: '工事fdp.exe.pdf' },
  ]);

  const { addresses, end } = await begin(laid);
  await end(null);
  const [full, preview, file] = await Promise.all(addresses.map((address) => fetch(address)));
  for (const shown of [full, preview]) {
    expect(shown?.status).toBe(200);
    expect(shown?.headers.get('content-type')).toBe('image/jpeg');
    expect(shown?.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const bytes = Buffer.from((await shown?.arrayBuffer()) ?? new ArrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(['Exif', 'Inventedcam', 'GPS'].filter((word) => bytes.includes(word))).toEqual([]);
  }
  expect(Object.fromEntries(file?.headers ?? [])).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('工事fdp.exe.pdf')}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow, noarchive',
    'cache-control': 'private, no-store',
  });
  expect(Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer()).equals(pdf)).toBe(true);
});

test('nothing has a public address before its sending begins', async () => {
  const laid = await layMatter(web.hall.url, road);
  const { id } = await lay(laid, '現場.jpg', photo);
  await answer(laid, { uploads: [id] });
  const [row] = await query(web.hall.url, 'select public_token as token from attachment where id = $1', [id]);
  expect(row).toEqual({ token: null });
});

test('under the address of what was refused or taken back, and under a guess, there is nothing', async () => {
  const laid = await layMatter(web.hall.url, road);
  const [picture, paper] = [await lay(laid, '現場.jpg', photo), await lay(laid, '図.pdf', pdf)];
  await answer(laid, { uploads: [picture.id, paper.id] });
  const { addresses, end } = await begin(laid);
  const statuses = () => Promise.all(addresses.map(async (address) => (await fetch(address)).status));
  expect(await statuses()).toEqual([200, 200, 200]);
  await end('refused');
  expect(await statuses()).toEqual([404, 404, 404]);
  await query(web.hall.url, `update delivery set state = 'accepted', reason = null where state = 'refused'`);
  expect(await statuses()).toEqual([200, 200, 200]);
  await query(
    web.hall.url,
    `update message set content = null, taken_back_at = now() where id in
      (select message_id from attachment where id in ($1, $2))`,
    [picture.id, paper.id],
  );
  expect(await statuses()).toEqual([404, 404, 404]);
  const page = await fetch(addresses[2] ?? '');
  expect([page.headers.get('content-type'), await page.text()]).toEqual([
    'text/plain; charset=utf-8',
    web.context.city.templates.fileGone,
  ]);
  const guess = 'A'.repeat(43);
  for (const path of [
    `/m/${guess}.jpg`,
    `/m/${guess}-preview.jpg`,
    `/m/${guess}/file.pdf`,
    '/m/',
    '/m/x.jpg',
    '/m/%00.jpg',
  ]) {
    expect([path, (await fetch(`${web.base}${path}`)).status]).toEqual([path, 404]);
  }
});

test.each<readonly [string, string, () => Uint8Array | string, number, string]>([
  [
    'a drawing with a script in it',
    '図.svg',
    () => '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    415,
    'file-kind',
  ],
  ['a page', '案内.html', () => '<!doctype html><script>1</script>', 415, 'file-kind'],
  [
    'a program that calls itself a PDF',
    '申請書.pdf',
    () => Buffer.from('MZ\x90\0\x03\0\0\0'),
    415,
    'file-kind',
  ],
  [
    'a program that calls itself a text',
    '申請書.txt',
    () => Buffer.from('MZ\x90\0\x03\0\0\0'),
    415,
    'file-kind',
  ],
  [
    'a document with macros',
    '様式.docx',
    () => officeFile('word/document.xml', 'word/vbaProject.bin'),
    415,
    'file-kind',
  ],
  ['an archive', '資料.docx', () => officeFile('readme.txt'), 415, 'file-kind'],
  ['an empty file', '申請書.pdf', () => '', 422, 'broken-file'],
  ['half a photo', '現場.jpg', () => photo.subarray(0, photo.byteLength / 2), 422, 'broken-file'],
  ['30 MB', '図面.pdf', () => Buffer.concat([pdf, Buffer.alloc(30 * 1024 * 1024)]), 413, 'too-large'],
])('%s is refused, and nothing of it is kept', async (_what, name, bytes, status, code) => {
  const laid = await layMatter(web.hall.url, road);
  const before = await dumpTables(web.hall.url);
  const body = bytes();
  const response = await post(laid, name, typeof body === 'string' ? body : new Uint8Array(body));
  expect([response.status, await refusal(response)]).toEqual([status, code]);
  expect(await dumpTables(web.hall.url)).toEqual(before);
});

test.each<readonly [string, string, () => Buffer, string]>([
  ['a document', '様式第1号.docx', () => officeFile('word/document.xml'), '様式第1号.docx'],
  ['a table', '一覧.XLSX', () => officeFile('xl/workbook.xml'), '一覧.xlsx'],
  ['slides', '説明', () => officeFile('ppt/presentation.xml'), '説明.pptx'],
  ['a text as Windows writes it', 'お知らせ.txt', () => Buffer.from('8ee88cb0820d0a', 'hex'), 'お知らせ.txt'],
  ['a list', 'ごみの日.csv', () => Buffer.from('町名,曜日\n城南町,月\n'), 'ごみの日.csv'],
  ['a name of nothing but control characters', '\u0007\u200e', () => pdf, 'file.pdf'],
])('%s is taken', async (_what, name, bytes, fileName) => {
  const laid = await layMatter(web.hall.url, road);
  expect(await lay(laid, name, bytes())).toMatchObject({ kind: 'file', fileName });
});

test('of an upload that broke off nothing is kept', async () => {
  const laid = await layMatter(web.hall.url, road);
  const before = await dumpTables(web.hall.url);
  await new Promise<void>((resolve) => {
    const url = `${web.base}/api/matters/${laid.id}/uploads?name=a.pdf`;
    const sending = httpRequest(url, {
      method: 'POST',
      headers: { ...clerk.headers, 'content-length': '1000000' },
    });
    sending.on('error', () => resolve());
    sending.write(pdf, () => sending.destroy(new Error('the cable was pulled')));
  });
  await expect
    .poll(() => web.lines.filter(({ fields }) => String(fields['path']).endsWith('/uploads')).length)
    .toBeGreaterThan(0);
  expect(await dumpTables(web.hall.url)).toEqual(before);
});

test('an upload without the session’s token is refused', async () => {
  const laid = await layMatter(web.hall.url, road);
  const { 'x-csrf-token': _, ...headers } = clerk.headers;
  const response = await post(laid, '図.pdf', new Uint8Array(pdf), { ...clerk, headers });
  expect([response.status, await refusal(response)]).toEqual([403, 'csrf']);
});

test('an answer says something; a photo is named once, and is not behind the wall', async () => {
  const [laid, theirs] = [await layMatter(web.hall.url, road), await layMatter(web.hall.url, water)];
  const { id } = await lay(laid, '現場.jpg', photo);
  expect((await answer(laid, {})).status).toBe(400);
  expect((await answer(laid, { uploads: [id, id] })).status).toBe(400);
  const unknown = await answer(laid, { text: 'はい。', uploads: [crypto.randomUUID()] });
  const behind = await answer(laid, { text: 'はい。', uploads: [theirs.uploadId] });
  expect([unknown.status, await unknown.text()]).toEqual([behind.status, await behind.text()]);
  expect(behind.status).toBe(404);
});
