import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Whole programs, browsers, and the tools: each file in a process of its own. */
const wholes = ['test/{chaos,journeys,main,support}/**/*.test.ts'];

/** Where a whole program works through its queue; test/README.md says why these. */
const throughTheQueue = [
  'test/queue/backends.test.ts',
  'test/main/{apart,backup-in-flight,database-gone,emptied-queue,ending,killed,web-chat}.test.ts',
  'test/journeys/phone-inbox-phone.test.ts',
];
const onRedisAlone = ['test/{main,queue}/redis*.test.ts'];

const everywhere = {
  pool: 'forks',
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // Two cores may be busy with other tests; what is there is found at once all the same.
  expect: { poll: { timeout: 15_000, interval: 150 } },
} as const;
const onRedis = {
  globalSetup: ['test/support/redis-setup.ts'],
  setupFiles: ['test/support/redis-gate.ts'],
};
const notOurs = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/postgres-setup.ts', 'test/support/browser-setup.ts'],
    // Tests of whole programs wait more than they work, so two at a time suit two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          ...everywhere,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...notOurs, ...wholes, ...onRedisAlone],
          // One process for many files: the dictionary is read once, and nothing they share is changed by a test.
          isolate: false,
          provide: { redisServer: '', redisLack: '' },
        },
      },
      {
        test: {
          ...everywhere,
          name: 'postgres',
          include: wholes,
          exclude: [...notOurs, ...onRedisAlone],
          provide: { redisServer: '', redisLack: '' },
        },
      },
      {
        test: {
          ...everywhere,
          ...onRedis,
          name: 'redis',
          include: [...throughTheQueue, ...onRedisAlone],
          exclude: notOurs,
        },
      },
      {
        test: {
          ...everywhere,
          ...onRedis,
          name: 'redis-journeys',
          include: ['test/journeys/**/*.test.ts', 'test/main/nothing-left.test.ts'],
          exclude: [...notOurs, ...throughTheQueue],
        },
      },
    ],
  },
});
