import { expect } from 'vitest';
import { pdf, photoWithPlace } from '#test/support/papers';
import { answer, message, openMatter, stayAfterSending, thread } from './at-the-desk.ts';
import { fieldOn, openChat, receiptOn, saidOn, sayOn, takeDevice, talkOn } from './chat-page.ts';
import { journey } from './journey.ts';
import { expectUsable } from './usable.ts';

journey(
  'on the web chat what either side quotes stands above the words, until it is taken back',
  async ({ browser, town: { kodama }, inbox }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    await sayOn(page, '家の前の道路に大きな穴が開いていて危ないです');
    const number = await receiptOn(page);
    await openMatter(inbox, number);
    await stayAfterSending(inbox);
    await message(inbox, '大きな穴が').getByRole('button', { name: '引用して返信' }).click();
    await answer(inbox, '市役所の北側でしょうか。');
    const asked = saidOn(page, '市役所の北側でしょうか。');
    await asked.getByText('次のメッセージへの返事：家の前の道路').waitFor();

    await asked.getByRole('button', { name: 'この返事について書く' }).press('Enter');
    expect(await page.locator('textarea:focus').count()).toBe(1);
    await page.getByText('このメッセージについて書きます').waitFor();
    await expectUsable(page);
    await page.getByRole('button', { name: 'やめる' }).click();
    expect(await page.getByText('このメッセージについて書きます').count()).toBe(0);
    await asked.getByRole('button', { name: 'この返事について書く' }).click();
    await sayOn(page, 'はい、北側です');
    const own = saidOn(page, 'はい、北側です');
    await own.getByText('次のメッセージへの返事：市役所の北側でしょうか。').waitFor();
    expect(await page.getByText('このメッセージについて書きます').count()).toBe(0);
    await own.getByText('送りました').waitFor();
    await message(inbox, 'はい、北側です').getByText('市役所の北側でしょうか。').waitFor();
    // An answer of one's own can be quoted, too.
    await message(inbox, '市役所の北側でしょうか。')
      .first()
      .getByRole('button', { name: '引用して返信' })
      .click();
    await answer(inbox, 'ありがとうございます。');
    await saidOn(page, 'ありがとうございます。')
      .getByText('次のメッセージへの返事：市役所の北側でしょうか。')
      .waitFor();

    const first = saidOn(page, /^あなた/).first();
    await first.getByRole('button', { name: '取り消し', exact: true }).click();
    await first.getByRole('button', { name: '取り消す' }).click();
    await asked.getByText('次のメッセージへの返事：取り消されたメッセージ').waitFor();
    expect(await page.getByText('家の前の道路').count()).toBe(0);
    await expect.poll(() => thread(inbox).getByText('家の前の道路').count()).toBe(0);
    await device.close();
  },
);

journey(
  'a photo and a PDF of a clerk open in the resident’s talk, and in nobody else’s',
  async ({ browser, town: { kodama }, inbox }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    await sayOn(page, '通学路の側溝のふたが割れています');
    await openMatter(inbox, await receiptOn(page));
    await stayAfterSending(inbox);
    for (const [name, mimeType, buffer] of [
      ['現場.jpg', 'image/jpeg', await photoWithPlace()],
      ['工事の図.pdf', 'application/pdf', pdf],
    ] as const) {
      const asked = inbox.waitForEvent('filechooser');
      await inbox.getByRole('button', { name: '写真・ファイルを添える' }).click();
      await (await asked).setFiles({ name, mimeType, buffer });
      await inbox.getByRole('list', { name: '添えたもの' }).getByText(name).first().waitFor();
    }
    await inbox.getByLabel('住民への返信').fill('工事の図をお送りします。');
    await expect
      .poll(() => inbox.getByRole('button', { name: '送信', exact: true }).isEnabled(), { timeout: 15_000 })
      .toBe(true);
    await inbox.getByLabel('住民への返信').press('Control+Enter');

    const photo = talkOn(page).getByRole('img', { name: '市から届いた写真' });
    await photo.waitFor();
    await expect.poll(() => photo.evaluate((image) => Number(Reflect.get(image, 'naturalWidth')))).toBe(720);
    expect(await photo.getAttribute('src')).toMatch(/\/preview$/);
    const whole = await photo.locator('xpath=..').getAttribute('href');
    const file = await talkOn(page).getByRole('link', { name: '工事の図.pdf' }).getAttribute('href');
    // Three parts, and one who speaks.
    expect(await talkOn(page).getByText('市の職員から').count()).toBe(1);
    const addresses = [whole, file].map((path) => `${kodama.url}${path}`);
    const [shown, saved] = await Promise.all(addresses.map((address) => device.request.get(address)));
    expect([shown?.status(), shown?.headers()['content-type']]).toEqual([200, 'image/jpeg']);
    expect(saved?.headers()['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('工事の図.pdf')}`,
    );
    expect((await saved?.body())?.equals(pdf)).toBe(true);

    const stranger = await takeDevice(browser);
    const other = await openChat(stranger, kodama.url);
    for (const isInTheirOwnTalk of [false, true]) {
      if (isInTheirOwnTalk) {
        await sayOn(other, '公園の水道が止まりません');
        await receiptOn(other);
      }
      for (const address of addresses) {
        expect((await stranger.request.get(address)).status()).toBe(isInTheirOwnTalk ? 404 : 401);
      }
    }
    await Promise.all([device.close(), stranger.close()]);
  },
);

journey(
  'a resident who waits longer than a moment reads that the city has it, until somebody has looked at it',
  async ({ browser, town: { kodama } }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    const sign = page.getByText('届いています。受け付けています…');
    await device.route(/\/api\/chat\/(messages|talk)/, async (route) => {
      const response = await route.fetch();
      const told: object = await response.json();
      await route.fulfill({ response, json: { ...told, isReceiving: true } });
    });
    await sayOn(page, '街路樹の枝が折れそうです');
    await sign.waitFor();
    await device.unroute(/\/api\/chat\/(messages|talk)/);
    await fieldOn(page).fill('風が強いです');
    await page.getByRole('button', { name: '送る', exact: true }).click();
    await sign.waitFor({ state: 'detached' });
    await device.close();
  },
);
