import { expect } from 'vitest';
import { tablesWith } from '#test/support/tables-with';
import { message, openMatter, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { receiptNumber } from './on-the-phone.ts';
import { expectUsableAtBothWidths } from './usable.ts';

journey(
  'a supervisor erases a message for good, and the thread says who did it and when',
  async ({ database, town: { line, kodama }, inbox }) => {
    const { userId } = line.addResident('消してほしい人');
    await line.sendText(userId, '家の前の道路に大きな穴が開いていて、隣の石蔵さんが転びました');
    const number = await receiptNumber(line, userId);
    await openMatter(inbox, number);
    const written = message(inbox, '石蔵さん');
    await written.hover();
    await written.getByRole('button', { name: 'このメッセージの操作' }).click();
    await inbox.getByRole('button', { name: '消去する…', exact: true }).click();
    const dialog = inbox.getByRole('dialog', { name: 'メッセージを消去する' });
    const erase = dialog.getByRole('button', { name: '消去する' });
    expect(await erase.isDisabled()).toBe(true);
    await dialog.getByLabel('ほかの人の個人情報がふくまれる').check();
    await expectUsableAtBothWidths(inbox);
    await erase.click();
    await thread(inbox)
      .getByText(/^\d{4}年\d+月\d+日（.）\d+:\d\d 道路河川課 最初の管理者さんが消去しました$/)
      .waitFor();
    expect(await inbox.getByText('石蔵さん').count()).toBe(0);
    await expect.poll(() => tablesWith(database.url, '石蔵')).toEqual([]);
    expect(kodama.output()).not.toContain('石蔵');
  },
);

journey(
  'an administrator erases everything of a resident from a telephone, after being told what that means',
  async ({ database, town: { line }, inbox }) => {
    const { userId } = line.addResident('忘れてほしい人');
    await line.sendText(userId, '家の前の道路に大きな穴が開いていて、向かいの古賀崎さんが困っています');
    const number = await receiptNumber(line, userId);
    await inbox.setViewportSize({ width: 390, height: 844 });
    await openMatter(inbox, number);
    await inbox.getByRole('textbox', { name: /住民への返信/ }).fill('古賀崎さんにも伝えます');
    await inbox.getByRole('button', { name: '詳細を見る' }).click();
    const sheet = inbox.getByRole('dialog', { name: '案件の詳細' });
    await sheet.getByRole('button', { name: '記録をすべて消去する…' }).click();
    const dialog = inbox.getByRole('dialog', { name: '住民の記録をすべて消去する' });
    await dialog.getByLabel('住民本人から求められた').check();
    await dialog.getByRole('button', { name: '消去する' }).click();
    await thread(inbox).getByText('この住民の記録をすべて消去しました').waitFor();
    await expect.poll(() => tablesWith(database.url, '古賀崎')).toEqual([]);
    expect(await tablesWith(database.url, userId)).toEqual([]);
    await sheet.getByText('記録を消去しました').waitFor();
    expect(await inbox.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain('古賀崎');
    await inbox.keyboard.press('Escape');
    expect(await inbox.getByRole('button', { name: '対応を再開する' }).count()).toBe(0);
  },
);
