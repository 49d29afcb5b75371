import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { message, openMatter, stayAfterSending, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { callsTo, hear, readFromCity, receiptNumber } from './on-the-phone.ts';

/** Chromium's order, made by the browser itself: the key goes down while the conversion runs, and ends it. */
const convertAsChromium = async (page: Page, kana: string, kanji: string): Promise<void> => {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Input.imeSetComposition', {
    text: kana,
    selectionStart: kana.length,
    selectionEnd: kana.length,
  });
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, modifiers: 2 };
  await devTools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await devTools.send('Input.insertText', { text: kanji });
  await devTools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  await devTools.detach();
};

/** Safari's order: the conversion has ended when its Enter goes down, and only the key code 229 tells. */
const convertAsSafari = async (field: Locator, kanji: string): Promise<void> => {
  await field.dispatchEvent('compositionstart');
  await field.pressSequentially(kanji);
  await field.dispatchEvent('compositionend');
  const enter = { key: 'Enter', keyCode: 229, ctrlKey: true, bubbles: true, cancelable: true };
  await field.dispatchEvent('keydown', enter);
  await field.dispatchEvent('keyup', enter);
};

journey(
  'the Enter that ends a conversion never sends, in the order of either browser; Ctrl and Enter send once',
  async ({ town, inbox }) => {
    const { line } = town;
    const { userId } = line.addResident('変換を待つ人');
    await line.sendText(userId, '通学路の道がボコボコで子どもが転びました');
    await openMatter(inbox, await receiptNumber(line, userId));
    await stayAfterSending(inbox);
    const field = inbox.getByLabel('住民への返信');
    await field.focus();
    const keys = await field.evaluateHandle((area) => {
      const seen: string[] = [];
      area.addEventListener('keydown', (event: object) => {
        const isComposing = String(Reflect.get(event, 'isComposing'));
        seen.push(`${String(Reflect.get(event, 'keyCode'))} ${isComposing}`);
      });
      return seen;
    });
    await convertAsChromium(inbox, 'みちを', '道を');
    expect(await keys.jsonValue()).toEqual(['229 true']);
    await convertAsSafari(field, '直');
    await field.pressSequentially('します');
    await field.press('Enter');
    expect(await field.inputValue()).toBe('道を直します\n');
    await field.press('Control+Enter');
    await hear(line, userId, '道を直します');
    await message(inbox, '道を直します').getByText('LINE が受け付けました').waitFor();
    await expect.poll(() => field.inputValue()).toBe('');
    expect(callsTo(line, 'push')).toHaveLength(1);
    expect(readFromCity(line, userId)).toHaveLength(2);
  },
);

journey('the Enter that ends a conversion does not choose a department', async ({ town, inbox }) => {
  const { line } = town;
  const { userId } = line.addResident('課を待つ人');
  await line.sendText(userId, '舗装がはがれて石が飛び散っています');
  await openMatter(inbox, await receiptNumber(line, userId));
  await thread(inbox).focus();
  await inbox.keyboard.press('t');
  const field = inbox.getByRole('combobox', { name: '移す先の課' });
  await field.waitFor();
  await convertAsChromium(inbox, 'かん', '環境');
  expect(await field.inputValue()).toBe('環境');
  await convertAsSafari(field, '課');
  await inbox.getByRole('option', { name: '環境課 かんきょうか' }).waitFor();
  await field.press('Enter');
  await inbox.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await hear(line, userId, '担当の課が変わりました')).toContain('ごみと環境の課');
});
