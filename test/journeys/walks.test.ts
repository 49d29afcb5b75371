import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { bringIn, rows, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { readFromCity, receiptNumber, takePhone, talk } from './on-the-phone.ts';

/** Taps are counted here; whatever else a hand would do has no way to be done. */
const countedHand = () => {
  let count = 0;
  return {
    tap: async (target: Locator): Promise<void> => {
      count += 1;
      await target.click();
    },
    count: () => count,
  };
};

journey(
  'a resident of 75 sends a photo, says what it shows and reads the receipt in four taps, without scrolling',
  async ({ browser, town: { line } }) => {
    const name = '中園 ハル（75歳）';
    const userId = line.residents().find((resident) => resident.name === name)?.userId ?? '';
    const phone = await takePhone(browser, line, name, 390);
    const hand = countedHand();
    await hand.tap(phone.getByRole('button', { name: '写真や場所を送る' }));
    await hand.tap(phone.getByRole('button', { name: '見本の写真' }));
    const asked = talk(phone).getByText('どのようなご用件か、文字で教えてください。');
    await expectInSight(asked);
    await hand.tap(phone.getByLabel('メッセージ', { exact: true }));
    await phone.keyboard.insertText('家の前の道路に大きな穴が開いています');
    await hand.tap(phone.getByRole('button', { name: '送信', exact: true }));
    const number = await receiptNumber(line, userId);
    await expectInSight(talk(phone).getByText(`担当　道路と川の課（3開庁日以内にお返事します）`));
    expect(readFromCity(line, userId).filter((text) => text.includes(number))).toHaveLength(2);
    expect(hand.count()).toBe(4);
  },
);

/** Wholly on the screen: nobody has to scroll to read it. */
const expectInSight = async (bubble: Locator): Promise<void> => {
  await bubble.waitFor();
  await expect
    .poll(async () => {
      const box = await bubble.boundingBox();
      const size = bubble.page().viewportSize();
      return box !== null && size !== null && box.y >= 0 && box.y + box.height <= size.height;
    })
    .toBe(true);
};

const waiting = 40;

/** A chord, such as Ctrl and Enter, is one. */
const countedKeys = (page: Page) => {
  let count = 0;
  return {
    press: async (key: string): Promise<void> => {
      count += 1;
      await page.keyboard.press(key);
    },
    count: () => count,
  };
};

journey(
  'a clerk answers forty waiting residents by keyboard alone with four keys each, and each hears it once',
  async ({ browser, town, inbox }) => {
    const { line, kodama } = town;
    const clerk = await bringIn(browser, inbox, kodama.url, {
      name: '田中 直人',
      email: 'tanaka@city.example',
      department: '税務課',
    });
    const people = Array.from({ length: waiting }, (_, nth) => line.addResident(`納税者 ${nth + 1}`).userId);
    for (const userId of people) await line.sendText(userId, '固定資産税の納付書をなくしました');
    await clerk.getByRole('link', { name: new RegExp(`^課 ?${waiting}`) }).waitFor();
    await rows(clerk, '納税者').first().waitFor();

    const keys = countedKeys(clerk);
    await keys.press('j');
    await clerk.locator('a[data-row]:focus').waitFor();
    await keys.press('Enter');
    const toBegin = keys.count();
    const answered = new Set<string>();
    for (let nth = 0; nth < waiting; nth += 1) {
      answered.add(await nextMatter(clerk, answered));
      await keys.press('r');
      await keys.press('/');
      await clerk.getByRole('listbox', { name: '定型文' }).waitFor();
      await keys.press('Enter');
      await keys.press('Control+Shift+Enter');
    }
    await clerk.getByText('待っている案件はありません').waitFor();
    expect(keys.count() - toBegin).toBe(4 * waiting);
    for (const userId of people) {
      const ended = await line.waitFor(
        () =>
          readFromCity(line, userId).some((text) => text.includes('ご質問へのお返事は以上です')) &&
          readFromCity(line, userId),
        60_000,
      );
      expect(ended.filter((text) => text.includes('内容を確認して、あらためてお返事します。'))).toHaveLength(
        1,
      );
      expect(ended).toHaveLength(3);
    }
  },
  240_000,
);

/** The number at the head of a matter that was not answered yet, once it is on the screen. */
const nextMatter = async (page: Page, answered: ReadonlySet<string>): Promise<string> => {
  const head = page.getByRole('button', { name: /^受付番号 .+ をコピー$/ });
  const readNumber = async () => (await head.allTextContents()).find((number) => !answered.has(number));
  await expect.poll(readNumber).toBeDefined();
  await thread(page).getByText('固定資産税の納付書をなくしました').waitFor();
  return (await readNumber()) ?? '';
};
