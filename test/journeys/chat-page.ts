import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { patienceMs } from './at-the-desk.ts';

/** A resident's own device: its cookies and what it keeps are its own. */
export const takeDevice = async (browser: Browser, width: 390 | 1280 = 390): Promise<BrowserContext> => {
  const device = await browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 800 },
    locale: 'ja-JP',
    geolocation: { latitude: 33.3138, longitude: 130.5181 },
    permissions: ['geolocation'],
  });
  device.setDefaultTimeout(patienceMs);
  return device;
};

/** The chat as somebody finds it who was never there. */
export const openChat = async (device: BrowserContext, kodamaUrl: string): Promise<Page> => {
  const page = await device.newPage();
  await page.goto(`${kodamaUrl}/chat`);
  await page.getByRole('heading', { name: 'お預かりする内容' }).waitFor();
  return page;
};

/** A page of its own, or in the frame of another site. */
type ChatPage = Page | FrameLocator;

export const talkOn = (page: ChatPage): Locator => page.getByRole('log', { name: 'やりとり' });

/** One message of the talk, by words in it. */
export const saidOn = (page: Page, words: string | RegExp): Locator =>
  talkOn(page).getByRole('listitem').filter({ hasText: words });

export const fieldOn = (page: Page): Locator => page.getByLabel('市に伝えたいこと');

export const sayOn = async (page: Page, words: string): Promise<void> => {
  await fieldOn(page).fill(words);
  await page.getByRole('button', { name: '送る', exact: true }).click();
};

export const choosePhoto = async (
  page: Page,
  photo: Buffer,
  { name, mimeType } = { name: 'road.jpg', mimeType: 'image/jpeg' },
): Promise<void> => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '写真', exact: true }).click();
  await (await chooser).setFiles({ name, mimeType, buffer: photo });
};

/** Whether it is wholly on the screen, without scrolling; a page scrolls by whole pixels. */
export const isOnScreen = (one: Locator): Promise<boolean> =>
  one.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && Math.floor(bottom) <= Number(Reflect.get(globalThis, 'innerHeight'));
  });

/** The number on the receipt in the talk. */
export const receiptOn = async (page: ChatPage): Promise<string> => {
  const receipt = talkOn(page)
    .getByText(/受付番号　\S+/)
    .first();
  await receipt.waitFor();
  return /受付番号　(\S+)/.exec((await receipt.textContent()) ?? '')?.[1] ?? '';
};
