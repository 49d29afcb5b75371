import { expect } from 'vitest';
import { chatPhotoMostBytes } from '#src/http/contract/chat';
import { answer, openMatter, rows, stayAfterSending, thread } from './at-the-desk.ts';
import {
  choosePhoto,
  fieldOn,
  isOnScreen,
  openChat,
  receiptOn,
  saidOn,
  sayOn,
  takeDevice,
  talkOn,
} from './chat-page.ts';
import { journey } from './journey.ts';
import { largePhoto, placedPhoto, samplePhoto } from './sample-photo.ts';

journey(
  'a resident without LINE reports a hole with a photo and a place, and reads the answer live and after a reload',
  async ({ browser, town: { kodama }, inbox }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    await page.getByText('119番').waitFor();
    await sayOn(page, '家の前の道路に大きな穴が開いていて危ないです');
    const number = await receiptOn(page);
    await saidOn(page, number).getByText('市から（自動の返事）').waitFor();
    expect(await page.getByRole('button', { name: 'この返事について書く' }).count()).toBe(0);
    await choosePhoto(page, Buffer.from(await samplePhoto()));
    await page.getByRole('button', { name: 'この写真を送る' }).click();
    await saidOn(page, /^あなた/)
      .getByRole('img', { name: '送った写真' })
      .waitFor();
    await page.getByRole('button', { name: '場所', exact: true }).click();
    await page.getByRole('button', { name: '今いる場所を送る' }).click();
    await page.getByRole('link', { name: '地図で確かめる' }).waitFor();

    await rows(inbox, number).getByText('場所あり').waitFor({ state: 'attached' });
    await openMatter(inbox, number);
    await thread(inbox)
      .getByRole('img', { name: /住民が送った写真/ })
      .waitFor();
    await stayAfterSending(inbox);
    await answer(inbox, '今日の午後、担当の職員が見に行きます。');
    await saidOn(page, '今日の午後、担当の職員が').getByText('市の職員から').waitFor();
    await page.reload();
    await saidOn(page, '今日の午後、担当の職員が').waitFor();
    expect(await saidOn(page, '家の前の道路').count()).toBe(1);
    await device.close();
  },
);

journey(
  'where a photo was taken is asked only when the photo tells it, and goes only when that is meant',
  async ({ browser, town: { kodama }, inbox }) => {
    const device = await takeDevice(browser, 1280);
    const page = await openChat(device, kodama.url);
    await sayOn(page, '公園のブランコの鎖が切れそうです');
    const number = await receiptOn(page);
    await choosePhoto(page, Buffer.from(await samplePhoto()));
    await page.getByRole('button', { name: 'この写真を送る' }).waitFor();
    const tell = page.getByRole('checkbox', { name: '撮影場所も伝える' });
    expect(await tell.count()).toBe(0);
    await page.getByRole('button', { name: 'やめる' }).click();
    for (const isMeant of [false, true]) {
      await choosePhoto(page, await placedPhoto());
      expect(await tell.isChecked()).toBe(false);
      await expect.poll(() => isOnScreen(page.getByRole('button', { name: 'この写真を送る' }))).toBe(true);
      if (isMeant) await tell.check();
      await page.getByRole('button', { name: 'この写真を送る' }).click();
      await expect.poll(() => talkOn(page).getByText('写真を送っています').count()).toBe(0);
      await expect
        .poll(() => talkOn(page).getByRole('img', { name: '送った写真' }).count())
        .toBe(isMeant ? 2 : 1);
      await openMatter(inbox, number);
      await expect
        .poll(() =>
          thread(inbox)
            .getByRole('img', { name: /住民が送った写真/ })
            .count(),
        )
        .toBe(isMeant ? 2 : 1);
      await expect.poll(() => thread(inbox).getByText('33.31').count()).toBe(isMeant ? 1 : 0);
    }
    await device.close();
  },
);

journey(
  'a large photo is made smaller and upright before it goes, and what is too large or no photo is refused in words',
  async ({ browser, town: { kodama } }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    const photo = await largePhoto();
    await choosePhoto(page, photo);
    const chosen = page.getByRole('img', { name: '送る写真' });
    await expect
      .poll(() =>
        chosen.evaluate((image) => [Reflect.get(image, 'naturalWidth'), Reflect.get(image, 'naturalHeight')]),
      )
      .toEqual([1_800, 2_400]);
    const posted = page.waitForRequest('**/api/chat/photos?*');
    await page.getByRole('button', { name: 'この写真を送る' }).click();
    const bytes = Number((await (await posted).allHeaders())['content-length']);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(photo.length * 0.7);
    await talkOn(page).getByRole('img', { name: '送った写真' }).waitFor();
    await expect.poll(() => talkOn(page).getByRole('progressbar').count()).toBe(0);

    await choosePhoto(page, Buffer.alloc(chatPhotoMostBytes + 1, 'x'));
    await page.getByText('この写真は大きすぎて送れません（21MB）').waitFor();
    await page.getByRole('button', { name: '閉じる' }).click();
    await choosePhoto(page, Buffer.from('これは写真ではありません'), {
      name: 'memo.jpg',
      mimeType: 'image/jpeg',
    });
    await page.getByText('memo.jpg').waitFor();
    await page.getByRole('button', { name: 'この写真を送る' }).click();
    await talkOn(page).getByText('この形式は送れませんでした').waitFor();
    await page.getByRole('button', { name: '送らずに消す' }).click();
    expect(await talkOn(page).getByText('送れていません').count()).toBe(0);
    await device.close();
  },
);

journey(
  'a resident says with one touch what it is about, and takes words back that were not meant for the city',
  async ({ browser, town: { kodama }, inbox }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    await sayOn(page, '少し聞いてもいいでしょうか');
    const number = await receiptOn(page);
    const choice = page.getByRole('list', { name: '選んで答える' }).getByRole('button').first();
    const subject = await choice.textContent();
    await choice.click();
    await saidOn(page, `${subject}について受け付けました。`).waitFor();
    expect(await page.getByRole('list', { name: '選んで答える' }).count()).toBe(0);

    await sayOn(page, '隣の鬼塚さんの電話は0000です');
    const own = saidOn(page, /^あなた/).last();
    await own.getByText('送りました').waitFor();
    await openMatter(inbox, number);
    await thread(inbox).getByText('鬼塚').waitFor();
    await own.getByRole('button', { name: '取り消し', exact: true }).click();
    await own.getByText('市の職員の画面からも消え').waitFor();
    await own.getByRole('button', { name: '取り消す' }).click();
    await talkOn(page).getByText('このメッセージは取り消されました').waitFor();
    await expect.poll(() => thread(inbox).getByText('鬼塚').count()).toBe(0);
    expect(await page.getByText('鬼塚').count()).toBe(0);
    await device.close();
  },
);

journey(
  'a talk goes on at another device by a code that is good once, and is forgotten where the resident says so',
  async ({ browser, town: { kodama } }) => {
    const phone = await takeDevice(browser);
    const page = await openChat(phone, kodama.url);
    await sayOn(page, '側溝のふたが割れています');
    const number = await receiptOn(page);
    await page.getByRole('button', { name: 'ご案内・設定' }).click();
    await page.getByRole('button', { name: '番号を出す' }).click();
    const code = await page.locator('.code').textContent();

    const desk = await takeDevice(browser, 1280);
    const other = await openChat(desk, kodama.url);
    // Letters grow, as those do that come late: who has said nothing yet stays at the first lines.
    await other.evaluate("document.documentElement.style.fontSize = '115%'");
    await other.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    expect(await other.evaluate('scrollY')).toBe(0);
    await other.getByRole('button', { name: '別の端末のやりとりを続ける' }).click();
    await other.getByLabel('別の端末に出た番号').fill('9999 9999');
    await other.getByRole('button', { name: '続きを開く' }).click();
    await other.getByText('番号が違うか、期限が切れています').waitFor();
    await other.getByLabel('別の端末に出た番号').fill(code ?? '');
    await other.getByRole('button', { name: '続きを開く' }).click();
    await saidOn(other, number).waitFor();
    await sayOn(other, '家のパソコンから続けます');
    await page.getByRole('button', { name: 'やりとりに戻る' }).click();
    await saidOn(page, '家のパソコンから続けます').waitFor();

    await other.getByRole('button', { name: 'ご案内・設定' }).click();
    await other.getByRole('button', { name: 'この端末から消す' }).click();
    await other.getByRole('button', { name: '消す', exact: true }).click();
    await other.getByText('この端末から、やりとりを消しました').waitFor();
    await other.reload();
    await other.getByRole('heading', { name: 'お預かりする内容' }).waitFor();
    expect(await other.getByText(number).count()).toBe(0);
    expect(await other.evaluate('Object.keys(localStorage).length')).toBe(0);
    expect(await saidOn(page, number).count()).toBe(1);
    await Promise.all([phone.close(), desk.close()]);
  },
);

journey(
  'a device whose cookie was changed is told kindly and begins anew, and what it wrote is not lost',
  async ({ browser, town: { kodama } }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    await sayOn(page, '街灯が切れていて暗いです');
    const before = await receiptOn(page);
    await fieldOn(page).fill('あとで書くこと');
    const [cookie] = await device.cookies(`${kodama.url}/api/chat/talk`);
    if (cookie === undefined) throw new Error('the talk has no cookie');
    await device.addCookies([{ ...cookie, value: `forged${cookie.value}` }]);
    await page.reload();
    await page.getByText('前のやりとりは、この端末では見られなくなりました').waitFor();
    expect(await fieldOn(page).inputValue()).toBe('あとで書くこと');
    await sayOn(page, '公園の水道が止まりません');
    const after = await receiptOn(page);
    expect(after).not.toBe(before);
    expect(await page.getByText('街灯').count()).toBe(0);
    await device.close();
  },
);

journey(
  'words written while the city is out of reach are kept over a reload, and reach it once',
  async ({ browser, town: { kodama }, inbox }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    await sayOn(page, '歩道の段差につまずきました');
    const number = await receiptOn(page);
    // The city takes it, but the answer is lost on the way, and with it everything that follows.
    await device.route('**/api/chat/**', async (route) => {
      if (route.request().method() === 'POST') await route.fetch();
      await route.abort();
    });
    await sayOn(page, '杖が折れました');
    await saidOn(page, '杖が折れました').getByText('送れていません。').waitFor();
    await device.unroute('**/api/chat/**');
    await device.setOffline(true);
    await page.getByText('通信が切れています').waitFor();
    await sayOn(page, 'けがはありません');
    await saidOn(page, 'けがはありません').getByText('送れていません。').waitFor();
    await device.setOffline(false);
    await page.reload();
    await saidOn(page, 'けがはありません').getByRole('button', { name: 'もう一度送る' }).click();
    await expect.poll(() => page.getByText('送れていません').count()).toBe(0);
    await openMatter(inbox, number);
    await thread(inbox).getByText('けがはありません').waitFor();
    for (const words of ['杖が折れました', 'けがはありません']) {
      expect(await saidOn(page, words).count()).toBe(1);
      expect(await thread(inbox).getByText(words).count()).toBe(1);
    }
    await device.close();
  },
);
