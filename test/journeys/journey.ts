import type { Browser, BrowserContext, Page } from 'playwright-core';
import { inject, vi, type TestContext } from 'vitest';
import { withBrowser } from '#test/support/browser-test';
import { migratedDatabase, type MigratedDatabase } from '#test/support/migrated';
import { comeInFirst, deskSettings, patienceMs } from './at-the-desk.ts';
import { openTown, type Town } from './town.ts';

vi.setConfig({ hookTimeout: 90_000 });

/** A town for each test file; whoever came in first holds every role and sees every department. */
export const inTown = withBrowser
  .extend('cityDir', { scope: 'file' }, (): string | null => null)
  .extend('database', { scope: 'file' }, async ({}, { onCleanup }) => {
    const database = await migratedDatabase();
    onCleanup(() => database.drop());
    return database;
  })
  .extend('town', { scope: 'file' }, async ({ database, cityDir }, { onCleanup }): Promise<Town> => {
    const town = await openTown({ databaseUrl: database.url, ...(cityDir !== null && { cityDir }) });
    onCleanup(() => town.close());
    return town;
  })
  .extend('chief', { scope: 'file' }, async ({ browser, town }, { onCleanup }): Promise<BrowserContext> => {
    const chief = await browser.newContext(deskSettings);
    onCleanup(() => chief.close());
    chief.setDefaultTimeout(patienceMs);
    const page = await chief.newPage();
    await comeInFirst(page, town.kodama);
    await page.close();
    return chief;
  })
  .extend('inbox', async ({ chief, town }, { onCleanup }): Promise<Page> => {
    const inbox = await chief.newPage();
    onCleanup(() => inbox.close());
    await inbox.goto(`${town.kodama.url}/inbox/department`);
    await inbox.getByRole('region', { name: '案件の一覧' }).waitFor();
    return inbox;
  });

export interface World extends TestContext {
  readonly browser: Browser;
  readonly database: MigratedDatabase;
  readonly town: Town;
  readonly inbox: Page;
}

/** A test through the whole town; where no browser runs it is skipped and says why. */
export const journey = (name: string, walk: (world: World) => Promise<void>, timeoutMs = 90_000): void => {
  const lack = inject('browserLack');
  inTown(name, lack === '' ? walk : async ({ skip }: World) => skip(lack), timeoutMs);
};
