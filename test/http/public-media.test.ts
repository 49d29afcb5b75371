import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOutboxId, type OutboxId } from '#src/domain/ids';
import { matterDetail, type MatterDetail } from '#src/http/contract/matters';
import { beginSend } from '#src/usecases/begin-send';
import { recordSend } from '#src/usecases/record-send';
import { road } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { openLayingDesk, type LayingDesk } from '#test/support/laying';
import { pdf } from '#test/support/papers';
import { query } from '#test/support/query';

let web: LayingDesk['web'];
let clerk: LayingDesk['clerk'];
let desk: LayingDesk['desk'];
let photo: Buffer;

beforeAll(async () => {
  ({ web, clerk, desk, photo } = await openLayingDesk());
});
afterAll(() => web.close());

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
          : { kind: 'fault', fault: { kind: 'refused', why: 'refused', reason: 'x' }, requestId: null },
    });
  return { addresses, end };
};

test('a photo and a file are laid down, sent, seen in the thread, and lie under public addresses', async () => {
  const laid = await layMatter(web.hall.url, road);
  const picture = await desk.lay(laid, '現場.png', photo);
  const paper = await desk.lay(laid, '../../工事\u202Efdp.exe', pdf);
  expect(picture).toMatchObject({ kind: 'image', fileName: '現場.jpg' });
  expect(paper).toMatchObject({
    kind: 'file',
    fileName: '工事fdp.exe.pdf',
    bytes: pdf.byteLength,
    previewUrl: null,
  });
  const thumbnail = await fetch(`${web.base}${picture.previewUrl}`, { headers: clerk.headers });
  expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/jpeg']);

  const detail = await detailOf(
    await desk.answer(laid, { text: '図です。', uploads: [paper.id, picture.id] }),
  );
  expect(attachmentsIn(detail)).toMatchObject([
    { kind: 'image', state: 'stored', mime: 'image/jpeg' },
    { kind: 'file', state: 'stored', mime: 'application/pdf', fileName: '工事fdp.exe.pdf' },
  ]);

  const fates = detail.thread.flatMap((item) =>
    item.kind === 'message' && item.from === 'staff' ? [item.delivery?.state ?? null] : [],
  );
  expect(fates).toEqual([null, null, 'queued']);

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
  const { id } = await desk.lay(laid, '現場.jpg', photo);
  await desk.answer(laid, { uploads: [id] });
  const [row] = await query(web.hall.url, 'select public_token as token from attachment where id = $1', [id]);
  expect(row).toEqual({ token: null });
});

test('under the address of what was refused or taken back, and under a guess, there is nothing', async () => {
  const laid = await layMatter(web.hall.url, road);
  const [picture, paper] = [await desk.lay(laid, '現場.jpg', photo), await desk.lay(laid, '図.pdf', pdf)];
  await desk.answer(laid, { uploads: [picture.id, paper.id] });
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
