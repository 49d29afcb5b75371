import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BrowserContext, Frame, Page } from 'playwright-core';

const home = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-jp/index.css'));

/** The chat is written in a telephone's own letters; this browser has none for Japanese, so it is lent ours under their name. */
export const lendLetters = (context: BrowserContext): Promise<void> =>
  context
    .route('**/files/noto-sans-jp-*.woff2', (route) =>
      route.fulfill({
        path: join(home, 'files', new URL(route.request().url()).pathname.split('/').pop() ?? ''),
      }),
    )
    .then(() => undefined);

export const putOnLetters = async (shown: Page | Frame): Promise<void> => {
  const sheet = await readFile(join(home, 'index.css'), 'utf8');
  await shown.addStyleTag({
    content: `html{font-family:'Noto Sans JP',sans-serif}${sheet.replaceAll("'Noto Sans JP Variable'", "'Noto Sans JP'")}`,
  });
};
