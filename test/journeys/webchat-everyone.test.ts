import AxeBuilder from '@axe-core/playwright';
import { expect } from 'vitest';
import { answer, openMatter, rows, stayAfterSending } from './at-the-desk.ts';
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
import { cityEmbeddedOn } from './city-folder.ts';
import { openCitySite, type CitySite } from './city-site.ts';
import { inTown, journey } from './journey.ts';
import { placedPhoto } from './sample-photo.ts';
import { expectUsable } from './usable.ts';

/** The first is listed with the city, the second is not. */
const sites: CitySite[] = [];
inTown.override('cityDir', { scope: 'file' }, async ({}, { onCleanup }) => {
  const [listed, foreign] = await Promise.all([openCitySite(), openCitySite()]);
  sites.push(listed, foreign);
  const folder = await cityEmbeddedOn(listed.origin, listed.strangeOrigin);
  onCleanup(async () => {
    await Promise.all([folder.remove(), listed.close(), foreign.close()]);
  });
  return folder.path;
});

journey(
  'every state of the chat can be used by everyone on a telephone, with letters of twice the size too',
  async ({ browser, town: { kodama }, inbox }) => {
    const device = await takeDevice(browser);
    const page = await openChat(device, kodama.url);
    await expectUsable(page);
    await sayOn(page, '家の前の道路に大きな穴があります');
    const number = await receiptOn(page);
    await choosePhoto(page, await placedPhoto());
    await page.getByRole('checkbox', { name: '撮影場所も伝える' }).waitFor();
    await expect.poll(() => isOnScreen(page.getByRole('button', { name: 'この写真を送る' }))).toBe(true);
    await expectUsable(page);
    await page.getByRole('button', { name: 'この写真を送る' }).click();
    await talkOn(page).getByRole('img', { name: '送った写真' }).waitFor();
    await page.getByRole('button', { name: '場所', exact: true }).click();
    await expectUsable(page);
    await page.getByRole('button', { name: 'やめる' }).click();
    await openMatter(inbox, number);
    await stayAfterSending(inbox);
    await answer(inbox, `お待ちください。https://www.city.example/${'road'.repeat(20)}`);
    await saidOn(page, 'お待ちください').waitFor();
    await device.setOffline(true);
    await sayOn(page, 'いつ直りますか');
    await page.getByRole('button', { name: '送らずに消す' }).waitFor();
    await talkOn(page).getByRole('button', { name: '取り消し', exact: true }).first().click();
    await expectUsable(page);
    await device.setOffline(false);
    await page.getByRole('button', { name: 'ご案内・設定' }).click();
    await page.getByRole('button', { name: '番号を出す' }).click();
    await page.locator('.code').waitFor();
    await page.getByRole('button', { name: 'この端末から消す' }).click();
    await expectUsable(page);
    await device.close();
  },
);

journey(
  'with the keyboard alone a resident writes in two lines, sends, answers by a button and takes it back',
  async ({ browser, town: { kodama } }) => {
    const device = await takeDevice(browser, 1280);
    const page = await openChat(device, kodama.url);
    const goTo = async (name: string) => {
      const isThere = () =>
        page.evaluate(`document.activeElement.textContent.trim() === ${JSON.stringify(name)}`);
      for (let presses = 0; presses < 40 && !(await isThere()); presses += 1)
        await page.keyboard.press('Tab');
      expect(await isThere()).toBe(true);
    };
    await fieldOn(page).focus();
    await page.keyboard.type('少し聞いても');
    await page.keyboard.press('Enter');
    await page.keyboard.type('いいでしょうか');
    expect(await talkOn(page).getByRole('listitem').count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    const number = await receiptOn(page);
    // What comes in leaves the focus where it is.
    expect(await page.locator('textarea:focus').count()).toBe(1);
    expect(await saidOn(page, '少し聞いても').locator('.words').textContent()).toBe(
      '少し聞いても\nいいでしょうか',
    );
    const first = page.getByRole('list', { name: '選んで答える' }).getByRole('button').first();
    const subject = (await first.textContent()) ?? '';
    await page.keyboard.press('Home');
    await page.locator('body').press('Shift+Tab');
    await goTo(subject);
    await page.keyboard.press('Enter');
    await saidOn(page, `${subject}について受け付けました。`).waitFor();
    expect(number).toMatch(/\d/);
    await goTo('取り消し');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await talkOn(page).getByText('このメッセージは取り消されました').waitFor();
    await expectUsable(page);
    await device.close();
  },
);

journey(
  'the city’s own site opens the chat in its page, and on a telephone over the whole screen',
  async ({ browser, town: { kodama }, inbox }) => {
    const [site] = sites;
    if (site === undefined) throw new Error('no site');
    site.include(kodama.url);
    for (const width of [1280, 390] as const) {
      const device = await takeDevice(browser, width);
      const page = await device.newPage();
      const refusals: string[] = [];
      page.on(
        'console',
        (message) => message.text().includes('Content Security') && refusals.push(message.text()),
      );
      await page.goto(site.origin);
      const opener = page.getByRole('button', { name: '市に相談する' });
      await opener.focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('dialog', { name: '市に相談する' });
      const chat = panel.locator('iframe').contentFrame();
      await chat.getByRole('heading', { name: 'お預かりする内容' }).waitFor();
      const box = await panel.boundingBox();
      expect(box?.width).toBe(width === 390 ? 390 : 440);
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      await chat.getByLabel('市に伝えたいこと').fill(`公園のブランコの鎖が切れそうです（${width}）`);
      await chat.getByRole('button', { name: '送る', exact: true }).click();
      const number = await receiptOn(chat);
      await rows(inbox, number).waitFor();
      await chat.getByLabel('市に伝えたいこと').press('Escape');
      await panel.waitFor({ state: 'hidden' });
      expect(await page.locator('button:focus').textContent()).toBe('市に相談する');
      await page.reload();
      await opener.click();
      await chat.getByText(number).first().waitFor();
      await panel.getByRole('button', { name: '閉じる' }).click();
      await panel.waitFor({ state: 'hidden' });
      expect(refusals).toEqual([]);
      await device.close();
    }
  },
);

journey(
  'where the browser keeps no cookie for a page inside another, nothing is sent that could never be answered',
  async ({ browser, town: { kodama } }) => {
    const [site] = sites;
    if (site === undefined) throw new Error('no site');
    site.include(kodama.url);
    const device = await takeDevice(browser);
    const page = await device.newPage();
    await page.goto(site.strangeOrigin);
    await page.getByRole('button', { name: '市に相談する' }).click();
    const chat = page.locator('iframe').contentFrame();
    await chat.getByText('お返事を読めません').waitFor();
    expect(await chat.getByLabel('市に伝えたいこと').isVisible()).toBe(false);
    expect(await chat.getByRole('link', { name: '別の画面で開く' }).getAttribute('href')).toBe('/chat');
    await device.close();
  },
);

journey(
  'on a site that is not listed the chat stays closed, and its visitors are shown the way to its own page',
  async ({ browser, town: { kodama } }) => {
    const [, site] = sites;
    if (site === undefined) throw new Error('no site');
    site.include(kodama.url);
    const device = await takeDevice(browser);
    const page = await device.newPage();
    await page.clock.install();
    await page.goto(site.origin);
    await page.getByRole('button', { name: '市に相談する' }).click();
    await page.clock.runFor(8_000);
    await page.getByText('ここには開けませんでした').waitFor();
    expect(await page.locator('iframe').isVisible()).toBe(false);
    const opened = device.waitForEvent('page');
    await page.getByRole('link', { name: '別の画面でチャットを開く' }).click();
    await (await opened).getByRole('heading', { name: 'お預かりする内容' }).waitFor();
    await device.close();
  },
);
