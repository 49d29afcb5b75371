import { inject, test, type TestContext } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.ts';

/** One browser for a test file, started when its first test asks for it. */
export const withBrowser = test.extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
  const browser = await openBrowser();
  onCleanup(() => browser.close());
  return browser;
});

interface InBrowser extends TestContext {
  readonly browser: Browser;
}

/** A test in a real browser; where none runs it is skipped and says why. */
export const browserTest = (name: string, body: (context: InBrowser) => Promise<void>): void => {
  const lack = inject('browserLack');
  withBrowser(name, lack === '' ? body : async ({ skip }: InBrowser) => skip(lack));
};
