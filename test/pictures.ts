import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startEmbeddedPostgres } from '#src/main/embedded-postgres';
import { buildPhone } from '#test/emulators/line/build-phone';
import { bringIn, comeInFirst, deskSettings, invite, message } from '#test/journeys/at-the-desk';
import { cityEmbeddedOn } from '#test/journeys/city-folder';
import { openCitySite } from '#test/journeys/city-site';
import { takePhone, talk } from '#test/journeys/on-the-phone';
import { openTown } from '#test/journeys/town';
import { colleagues, midori } from '#test/pictures/day';
import { packPng } from '#test/pictures/pack-png';
import { layDay } from '#test/pictures/lay-day';
import { showChat } from '#test/pictures/show-chat';
import { showKinds } from '#test/pictures/show-kinds';
import { openBrowser } from '#test/support/browser';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { silentLog } from '#test/support/silent-log';

/** `npm run pictures`: the screens, at a desk's and at a telephone's width, into `docs/pictures`. */
const folder = join(import.meta.dirname, '../docs/pictures');
const widths = [1280, 390] as const;

const makePictures = async (browser: Browser, databaseUrl: string): Promise<void> => {
  const site = await openCitySite();
  const city = await cityEmbeddedOn(site.origin);
  const town = await openTown({ databaseUrl, cityDir: city.path, redisUrl: '' });
  const { url } = town.kodama;
  try {
    const stranger = await (await browser.newContext(deskSettings)).newPage();
    await shoot(stranger, 'log-in', async () => {
      await stranger.goto(url);
      await stranger.getByLabel('メールアドレス').fill('nakamura@city.example');
    });

    const inbox = await (await browser.newContext(deskSettings)).newPage();
    await comeInFirst(inbox, town.kodama);
    await nameMyself(inbox, url, '樋口 和彦');
    const matter = await layDay(town, databaseUrl, inbox);
    const list = inbox.getByRole('list', { name: '案件' });
    await shoot(inbox, 'list', async () => {
      await inbox.goto(`${url}/inbox/department`);
      await list.getByRole('link').first().waitFor();
    });
    await shoot(inbox, 'matter', async (width) => {
      await inbox.goto(matter);
      const photo = inbox.getByRole('img', { name: /住民が送った写真/ });
      await photo.waitFor();
      await message(inbox, '応急の手当て').waitFor();
      if (width === 1280) await message(inbox, '家の前の道路に').scrollIntoViewIfNeeded();
    });

    const [first, second, ...others] = colleagues;
    for (const colleague of [first, second]) await bringIn(browser, inbox, url, colleague);
    for (const colleague of others) await invite(inbox, url, colleague);
    await shoot(inbox, 'staff', async () => {
      await inbox.goto(`${url}/staff`);
      await inbox.getByRole('table').waitFor();
    });
    await shoot(inbox, 'status', async () => {
      await inbox.goto(`${url}/status`);
      await inbox.getByText('データベースの大きさ').waitFor();
    });

    for (const width of widths) {
      const phone = await takePhone(browser, town.line, midori, width);
      await talk(phone).getByText('今日の午後、担当の職員が見に行き').waitFor();
      await talk(phone).getByText('について受け付けました。').scrollIntoViewIfNeeded();
      await save(phone, `phone-${width}`);
    }

    await showKinds(town, inbox, save);

    site.include(url);
    await showChat({ browser, inbox, kodamaUrl: url, site, widths, save });
  } finally {
    await town.close();
    await city.remove();
    await site.close();
  }
};

type Width = (typeof widths)[number];

const shoot = async (page: Page, name: string, open: (width: Width) => Promise<void>): Promise<void> => {
  for (const width of widths) {
    await page.setViewportSize({ width, height: heightOf(width) });
    await open(width);
    await save(page, `${name}-${width}`);
  }
  await page.setViewportSize(deskSettings.viewport);
};

const heightOf = (width: Width): number => (width === 390 ? 844 : 800);

const save = async (page: Page, name: string): Promise<void> => {
  await page.evaluate('document.fonts.ready');
  const path = join(folder, `${name}.png`);
  const picture = packPng(await page.screenshot({ animations: 'disabled' }));
  await writeFile(path, picture);
  console.log(`${name}.png  ${Math.ceil(picture.length / 1024)} KB`);
};

const nameMyself = async (page: Page, url: string, name: string): Promise<void> => {
  await page.goto(`${url}/staff`);
  await page.getByRole('button', { name: /さんを変更$/ }).click();
  await page.getByRole('dialog').getByLabel('名前').fill(name);
  await page.getByRole('button', { name: '変更を保存' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

await mkdir(folder, { recursive: true });
await buildPhone();
const dataDir = await makeDataFolder();
const database = await startEmbeddedPostgres({ dataDir, log: silentLog });
const browser = await openBrowser();
try {
  await makePictures(browser, database.url);
} finally {
  await browser.close();
  await database.stop();
  await removeDataFolder(dataDir);
}
