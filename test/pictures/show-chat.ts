import type { Browser, BrowserContext, Page } from 'playwright-core';
import { answer, openMatter, patienceMs, stayAfterSending } from '#test/journeys/at-the-desk';
import { choosePhoto, openChat, receiptOn, saidOn, sayOn, talkOn } from '#test/journeys/chat-page';
import type { CitySite } from '#test/journeys/city-site';
import { samplePhoto } from '#test/journeys/sample-photo';
import { lendLetters, putOnLetters } from './japanese-letters.ts';

interface Scene {
  readonly browser: Browser;
  readonly inbox: Page;
  readonly kodamaUrl: string;
  readonly site: CitySite;
  readonly widths: readonly number[];
  readonly save: (page: Page, name: string) => Promise<void>;
}

/** The web chat: before the first word, with an answer, and inside the city's own site. */
export const showChat = async (scene: Scene): Promise<void> => {
  for (const width of scene.widths) {
    const device = await lentDevice(scene.browser, width);
    await showPage(scene, device, width);
    await showEmbed(scene, device, width);
    await device.close();
  }
};

const showPage = async (scene: Scene, device: BrowserContext, width: number): Promise<void> => {
  const page = await openChat(device, scene.kodamaUrl);
  await putOnLetters(page);
  await scene.save(page, `chat-start-${width}`);
  await sayOn(page, '側溝のふたが割れていて自転車のタイヤが落ちそうです');
  const number = await receiptOn(page);
  await choosePhoto(page, Buffer.from(await samplePhoto()));
  await page.getByRole('button', { name: 'この写真を送る' }).click();
  await talkOn(page).getByRole('img', { name: '送った写真' }).waitFor();
  await saidOn(page, `受付番号　${number} に加えました。`).waitFor();
  // High enough for the whole list: only rows in sight are drawn.
  await scene.inbox.setViewportSize({ width: 1280, height: 2_000 });
  await scene.inbox.goto(`${scene.kodamaUrl}/inbox/department`);
  await openMatter(scene.inbox, number);
  await stayAfterSending(scene.inbox);
  await answer(
    scene.inbox,
    'お知らせいただき、ありがとうございます。\n今日の午後、担当の職員が見に行き、新しいふたに取りかえます。',
  );
  await saidOn(page, '新しいふたに取りかえます').waitFor();
  await page.mouse.move(0, 0);
  await scene.save(page, `chat-${width}`);
};

const showEmbed = async ({ site, save }: Scene, device: BrowserContext, width: number): Promise<void> => {
  const page = await device.newPage();
  await page.goto(site.origin);
  await putOnLetters(page);
  await page.getByRole('button', { name: '市に相談する' }).click();
  const chat = page.locator('iframe').contentFrame();
  await talkOn(chat).getByText('新しいふたに取りかえます').waitFor();
  const [, frame] = page.frames();
  if (frame !== undefined) await putOnLetters(frame);
  await save(page, `chat-embed-${width}`);
};

const lentDevice = async (browser: Browser, width: number): Promise<BrowserContext> => {
  const device = await browser.newContext({
    viewport: { width, height: width < 1024 ? 844 : 800 },
    locale: 'ja-JP',
    bypassCSP: true,
  });
  device.setDefaultTimeout(patienceMs);
  await lendLetters(device);
  return device;
};
