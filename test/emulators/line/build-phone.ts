import { join } from 'node:path';
import { buildPages, repository } from '#src/main/build-pages';

export const phoneDist = join(repository, 'dist/phone');

/** The phone page, built into `dist/phone` when its sources changed since the last build. */
export const buildPhone = (): Promise<{ readonly built: boolean }> =>
  buildPages({
    viteOptions: [[join(import.meta.dirname, 'phone')]],
    sources: ['test/emulators/line/phone/**/*', 'test/emulators/line/contract.ts', 'package-lock.json'],
    folder: phoneDist,
  });
