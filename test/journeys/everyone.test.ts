import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { answer, deskSettings, invite, openMatter, rows, stayAfterSending, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { receiptNumber } from './on-the-phone.ts';
import { samplePhoto } from './sample-photo.ts';
import { expectUsableAtBothWidths } from './usable.ts';

const place = {
  title: '東町公園の前',
  address: '福岡県久留米市東町1-2',
  latitude: 33.3138,
  longitude: 130.5181,
};

journey('the log-in can be used by everyone, also when it refuses', async ({ browser, town }) => {
  const context = await browser.newContext(deskSettings);
  const page = await context.newPage();
  await page.goto(town.kodama.url);
  await page.getByRole('button', { name: 'ログイン' }).waitFor();
  await expectUsableAtBothWidths(page);
  await page.getByLabel('メールアドレス').fill('nobody@city.example');
  await page.getByLabel('パスワード', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'ログイン' }).click();
  await page.getByText('メールアドレスかパスワードが違います。').waitFor();
  await expectUsableAtBothWidths(page);
  await context.close();
});

journey(
  'list and matter can be used by everyone, with a photo, a place, urgent words and a message that failed',
  async ({ town: { line }, inbox }) => {
    await expectUsableAtBothWidths(inbox);
    const long = line.addResident('大石・フェルナンデス 真理亜エリザベート').userId;
    await line.sendText(long, '通学路の道がボコボコで子どもが転びました');
    const number = await receiptNumber(line, long);
    await line.sendImage(long, await samplePhoto(), 'image/jpeg');
    await line.sendLocation(long, place);
    const urgent = line.addResident('急ぐ人').userId;
    await line.sendText(urgent, '隣の家から煙が出ています');
    await receiptNumber(line, urgent);
    await rows(inbox, number).getByText('場所あり').waitFor({ state: 'attached' });
    await inbox.getByRole('link', { name: 'すべて' }).click();
    await rows(inbox, '緊急').waitFor();
    await expectUsableAtBothWidths(inbox);

    await inbox.setViewportSize({ width: 1280, height: 800 });
    await openMatter(inbox, number);
    await thread(inbox)
      .getByRole('img', { name: /住民が送った写真/ })
      .waitFor();
    await line.block(long);
    await thread(inbox).getByText('住民が市のアカウントをブロックしました。').waitFor();
    await stayAfterSending(inbox);
    await answer(inbox, '見に行きます。');
    await thread(inbox).getByText('送れませんでした').waitFor();
    await expectUsableAtBothWidths(inbox);
    await inbox.setViewportSize({ width: 1280, height: 800 });
    for (const [key, title] of [
      ['t', '担当課を変える'],
      ['e', '対応済みにする'],
      ['?', 'キーの一覧'],
    ] as const) {
      await thread(inbox).focus();
      await inbox.keyboard.press(key);
      await inbox.getByRole('dialog', { name: title }).waitFor();
      await expectUsableAtBothWidths(inbox);
      await inbox.keyboard.press('Escape');
      await inbox.getByRole('dialog').waitFor({ state: 'detached' });
    }
  },
);

journey(
  'a list that was hidden behind a matter on a telephone stands there row by row when the screen becomes wide',
  async ({ town: { line }, inbox }) => {
    const resident = line.addResident('横にする人').userId;
    await line.sendText(resident, '家の前の道路に大きな穴が開いていて危ないです');
    const number = await receiptNumber(line, resident);
    await rows(inbox, number).waitFor();
    const another = line.addResident('もう一人').userId;
    await line.sendText(another, '公園のブランコの鎖が切れています');
    await rows(inbox, await receiptNumber(line, another)).waitFor();
    await openMatter(inbox, number);
    const shown = inbox.getByRole('list', { name: '案件' }).getByRole('link');
    await inbox.setViewportSize({ width: 390, height: 844 });
    await shown.first().waitFor({ state: 'hidden' });
    await inbox.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    await inbox.setViewportSize({ width: 1280, height: 800 });
    await shown.first().waitFor();
    await expect.poll(async () => (await seamsBetween(shown)).length).toBeGreaterThan(0);
    await expect.poll(async () => (await seamsBetween(shown)).filter((px) => px > 1)).toEqual([]);
  },
);

/** How far each row begins from where the one before it ends, in pixels. */
const seamsBetween = async (rowsShown: Locator): Promise<readonly number[]> => {
  const boxes = await Promise.all((await rowsShown.all()).map((row) => row.boundingBox()));
  const ends = boxes.map((box) => (box?.y ?? 0) + (box?.height ?? 0));
  return boxes.slice(1).map((box, index) => Math.abs((box?.y ?? 0) - (ends[index] ?? 0)));
};

journey('the staff administration can be used by everyone', async ({ town, inbox }) => {
  const colleague = { name: '保坂 真由', email: 'hosaka@city.example', department: '子ども保育課' };
  await invite(inbox, town.kodama.url, colleague);
  await expectUsableAtBothWidths(inbox);
});
