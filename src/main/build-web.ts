import { join } from 'node:path';
import { buildPages, repository } from './build-pages.ts';

/** The inbox, the residents' chat and the script that a city's site includes, built into `dist/web`. An image that ships it built has no Vite, so Vite is only called when it is needed. */
export const buildWeb = (): Promise<{ readonly built: boolean }> =>
  buildPages({
    viteOptions: configs.map((config) => ['--config', config]),
    sources: ['src/web/**/*', 'src/http/contract/*.ts', ...configs, 'package-lock.json'],
    folder: join(repository, 'dist/web'),
  });

const configs = ['vite.config.ts', 'vite.chat.config.ts', 'vite.embed.config.ts'];
