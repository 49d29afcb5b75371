import { join } from 'node:path';
import { buildPages, repository } from './build-pages.ts';

/** The inbox, built into `dist/web`. An image that ships it built has no Vite, so Vite is only called when it is needed. */
export const buildWeb = (): Promise<{ readonly built: boolean }> =>
  buildPages({
    viteOptions: ['--config', 'vite.config.ts'],
    sources: ['src/web/**/*', 'src/http/contract/*.ts', 'vite.config.ts', 'package-lock.json'],
    folder: join(repository, 'dist/web'),
  });
