import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { road, water } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { openLayingDesk, refusal, type LayingDesk } from '#test/support/laying';
import { officeFile, pdf } from '#test/support/papers';
import { query } from '#test/support/query';

let web: LayingDesk['web'];
let clerk: LayingDesk['clerk'];
let desk: LayingDesk['desk'];
let photo: Buffer;

beforeAll(async () => {
  ({ web, clerk, desk, photo } = await openLayingDesk());
});
afterAll(() => web.close());

const uploadsBeside = ({ id }: LaidMatter) =>
  query(web.hall.url, 'select id from upload where matter_id = $1', [id]);

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
  const body = bytes();
  const response = await desk.post(laid, name, typeof body === 'string' ? body : new Uint8Array(body));
  expect([response.status, await refusal(response)]).toEqual([status, code]);
  expect(await uploadsBeside(laid)).toEqual([]);
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
  expect(await desk.lay(laid, name, bytes())).toMatchObject({ kind: 'file', fileName });
});

test('of an upload that broke off nothing is kept', async () => {
  const laid = await layMatter(web.hall.url, road);
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
  expect(await uploadsBeside(laid)).toEqual([]);
});

test('an upload without the session’s token is refused', async () => {
  const laid = await layMatter(web.hall.url, road);
  const { 'x-csrf-token': _, ...headers } = clerk.headers;
  const response = await desk.post(laid, '図.pdf', new Uint8Array(pdf), headers);
  expect([response.status, await refusal(response)]).toEqual([403, 'csrf']);
});

test('an answer says something; a photo is named once, and is not behind the wall', async () => {
  const [laid, theirs] = [await layMatter(web.hall.url, road), await layMatter(web.hall.url, water)];
  const { id } = await desk.lay(laid, '現場.jpg', photo);
  expect((await desk.answer(laid, {})).status).toBe(400);
  expect((await desk.answer(laid, { uploads: [id, id] })).status).toBe(400);
  const unknown = await desk.answer(laid, { text: 'はい。', uploads: [crypto.randomUUID()] });
  const behind = await desk.answer(laid, { text: 'はい。', uploads: [theirs.uploadId] });
  expect([unknown.status, await unknown.text()]).toEqual([behind.status, await behind.text()]);
  expect(behind.status).toBe(404);
});
