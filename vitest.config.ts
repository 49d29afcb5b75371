import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['test/support/postgres-setup.ts', 'test/support/browser-setup.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    // Two cores may be busy with other tests; what is there is found at once all the same.
    expect: { poll: { timeout: 15_000 } },
  },
});
