import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  choosePhoto,
  isOnScreen,
  openChat,
  receiptOn,
  saidOn,
  sayOn,
  takeDevice,
  talkOn,
} from './chat-page.ts';
import { journey } from './journey.ts';

journey(
  'a HEIC goes to the city as a picture that everybody can open',
  async ({ browser, town: { kodama } }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    await sayOn(page, '公園の柵が倒れています');
    await receiptOn(page);
    const heic = await readFile(join(import.meta.dirname, '../fixtures/pictures/two-colours.heic'));
    await choosePhoto(page, heic, { name: 'IMG_0001.HEIC', mimeType: 'image/heic' });
    await page.getByText('写真　IMG_0001.HEIC').waitFor();
    await page.getByRole('button', { name: 'この写真を送る' }).click();
    const photo = talkOn(page).getByRole('img', { name: '送った写真' });
    await photo.waitFor();
    await expect.poll(() => photo.evaluate((image) => Number(Reflect.get(image, 'naturalWidth')))).toBe(160);
    await device.close();
  },
);

journey(
  'a photo of 30 MB and a drawing with a script in it are refused in so many words, and the talk goes on',
  async ({ browser, town: { kodama } }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    await sayOn(page, '側溝から水があふれています');
    await receiptOn(page);
    await choosePhoto(page, Buffer.alloc(30 * 1024 * 1024, 1));
    await page.getByText('この写真は大きすぎて送れません（32MB）').waitFor();
    await page.getByRole('button', { name: '閉じる' }).click();

    const drawing =
      '<svg xmlns="http://www.w3.org/2000/svg"><script>parent.wasRun = top.wasRun = 1</script></svg>';
    await choosePhoto(page, Buffer.from(drawing), { name: 'map.svg', mimeType: 'image/svg+xml' });
    await page.getByRole('button', { name: 'この写真を送る' }).click();
    const refused = talkOn(page).getByRole('listitem').filter({ hasText: '送れていません。' });
    await refused.getByText('この形式は送れませんでした').waitFor();
    expect(await page.evaluate('window.wasRun === undefined')).toBe(true);
    await refused.getByRole('button', { name: '送らずに消す' }).click();
    await refused.waitFor({ state: 'detached' });
    await sayOn(page, '写真はありません');
    await saidOn(page, '写真はありません').getByText('送りました').waitFor();
    await device.close();
  },
);

journey(
  'of many messages in a minute those that came too fast say so, and go by themselves',
  async ({ browser, town: { kodama } }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    await sayOn(page, '信号機が消えています');
    await receiptOn(page);
    const letThrough = Promise.withResolvers<undefined>();
    let refusals = 0;
    await device.route('**/api/chat/messages', async (route) => {
      refusals += 1;
      if (refusals > 1) await letThrough.promise;
      if (refusals > 1) return route.fallback();
      const problem = { type: 'about:blank', title: 'too fast', status: 429, code: 'too-fast' };
      await route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        body: JSON.stringify({ ...problem, retryAfterSeconds: 1 }),
      });
    });
    for (const words of ['一つ目', '二つ目', '三つ目']) await sayOn(page, words);
    await saidOn(page, '一つ目').getByText('1秒ほど待って送ります').waitFor();
    letThrough.resolve(undefined);
    await expect
      .poll(() => talkOn(page).locator('.line-own .words').allTextContents())
      .toEqual(['信号機が消えています', '一つ目', '二つ目', '三つ目']);
    await saidOn(page, '三つ目').getByText('送りました').waitFor();
    expect(await page.getByText('送れていません').count()).toBe(0);
    await device.close();
  },
);

journey(
  'on a small screen a number that is shown and a number that is refused are in sight where they come',
  async ({ browser, town: { kodama } }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    await sayOn(page, '横断歩道の線が消えています');
    await receiptOn(page);
    await page.getByRole('button', { name: 'ご案内・設定' }).click();
    const settled = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';
    // The end of the menu is so near that the talk's reader would be taken for one who follows its end.
    const whole = Number(await page.evaluate('document.documentElement.scrollHeight'));
    await page.setViewportSize({ width: 390, height: whole - 100 });
    await page.evaluate(`scrollTo(0, 1); ${settled}.then(() => scrollTo(0, 0)).then(() => ${settled})`);
    await page.getByRole('button', { name: '番号を出す' }).click();
    await page.locator('.code').waitFor();
    await page.evaluate(settled);
    expect(await page.evaluate('scrollY')).toBe(0);

    await page.setViewportSize({ width: 390, height: 420 });
    const field = page.getByLabel('別の端末に出た番号');
    await field.fill('9999 9999');
    await field.evaluate((element) => element.scrollIntoView(false));
    await field.press('Enter');
    const refusal = page.getByText('番号が違うか、期限が切れています');
    await refusal.waitFor();
    await expect.poll(() => isOnScreen(refusal)).toBe(true);
    await device.close();
  },
);
