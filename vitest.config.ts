import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['test/support/postgres-setup.ts'],
    pool: 'forks',
    testTimeout: 30_000,
  },
});
