import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { pdf, photoWithPlace } from '#test/support/papers';
import { message, openMatter, rows, stayAfterSending, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { callsTo, receiptNumber, takePhone, talk } from './on-the-phone.ts';
import { expectNothingWrong } from './usable.ts';

interface Carried {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

const choose = async (page: Page, { name, mimeType, bytes }: Carried): Promise<void> => {
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '写真・ファイルを添える' }).press('Enter');
  await (await asked).setFiles({ name, mimeType, buffer: bytes });
};

/** As the hand does it: a copied picture is pasted, a file is dropped from the desktop. */
const handOver = async (page: Page, how: 'paste' | 'drop', carried: Carried): Promise<void> => {
  const { name, mimeType, bytes } = carried;
  const given = JSON.stringify({ how, name, mimeType, encoded: bytes.toString('base64') });
  await page.evaluate(`(({ how, name, mimeType, encoded }) => {
    const carrier = new DataTransfer();
    const content = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    carrier.items.add(new File([content], name, { type: mimeType }));
    const common = { bubbles: true, cancelable: true };
    document.querySelector('textarea').dispatchEvent(
      how === 'drop'
        ? new DragEvent('drop', { ...common, dataTransfer: carrier })
        : new ClipboardEvent('paste', { ...common, clipboardData: carrier }),
    );
  })(${given})`);
};

const laid = (page: Page) => page.getByRole('list', { name: '添えたもの' }).getByRole('listitem');

for (const width of [1280, 390]) {
  journey(
    `a clerk at ${width} pixels lays a photo and a PDF beside an answer, and the resident sees both`,
    async ({ browser, town, inbox }) => {
      const { line } = town;
      const name = `古賀 みどり（${width}）`;
      const { userId } = line.addResident(name);
      await line.sendText(userId, '家の前の道路に大きな穴が開いていて危ないです');
      const number = await receiptNumber(line, userId);
      await inbox.setViewportSize({ width, height: width === 390 ? 844 : 800 });
      await rows(inbox, number).waitFor();
      await openMatter(inbox, number);
      await stayAfterSending(inbox);

      const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
      await choose(inbox, { name: '図.svg', mimeType: 'image/svg+xml', bytes: drawing });
      await laid(inbox).getByText('この種類のファイルは送れません').waitFor();
      await inbox.getByLabel('住民への返信').fill('工事の図をお送りします。');
      expect(await inbox.getByRole('button', { name: '送信', exact: true }).isDisabled()).toBe(true);
      await inbox.getByRole('button', { name: '図.svg を外す' }).press('Enter');

      const photoFile = { name: '現場.jpg', mimeType: 'image/jpeg', bytes: await photoWithPlace() };
      const pdfFile = { name: '工事の図.pdf', mimeType: 'application/pdf', bytes: pdf };
      if (width === 390) {
        await choose(inbox, photoFile);
        await choose(inbox, pdfFile);
      } else {
        await handOver(inbox, 'paste', photoFile);
        await handOver(inbox, 'drop', pdfFile);
      }
      await laid(inbox).getByRole('img', { name: '添えた写真 現場.jpg' }).waitFor();
      await laid(inbox).getByText('工事の図.pdf').waitFor();
      await inbox.getByText('文1通・写真1枚・ファイル1件を送ります（5通まで）').waitFor();
      await expectNothingWrong(inbox);
      const [first, field] = await Promise.all([
        laid(inbox).first().boundingBox(),
        inbox.getByLabel('住民への返信').boundingBox(),
      ]);
      expect(first?.x).toBe(field?.x);

      // What lies there outlives a reload, like the words.
      await inbox.reload();
      await laid(inbox).getByRole('img', { name: '添えた写真 現場.jpg' }).waitFor();
      await inbox.getByLabel('住民への返信').press('Control+Enter');
      await laid(inbox).first().waitFor({ state: 'detached' });

      const photo = thread(inbox).getByRole('img', { name: /市が送った写真/ });
      await photo.waitFor();
      await thread(inbox).getByRole('link', { name: '工事の図.pdf' }).waitFor();
      await message(inbox, '工事の図.pdf').getByText('LINE が受け付けました').waitFor();
      expect(callsTo(line, 'push').filter(({ body }) => JSON.stringify(body).includes(userId))).toMatchObject(
        [{ status: 200, body: { messages: [{ type: 'text' }, { type: 'image' }, { type: 'text' }] } }],
      );

      const phone = await takePhone(browser, line, name, width);
      await talk(phone).getByText('工事の図をお送りします。').waitFor();
      const seen = talk(phone).getByRole('img', { name: /写真/ }).last();
      await seen.waitFor();
      await expect.poll(() => seen.evaluate((image) => Number(Reflect.get(image, 'naturalWidth')))).toBe(720);
      const link = talk(phone).getByRole('link', { name: /\/m\// });
      const file = await fetch((await link.getAttribute('href')) ?? '');
      expect(Buffer.from(await file.arrayBuffer()).equals(pdf)).toBe(true);
    },
  );
}
