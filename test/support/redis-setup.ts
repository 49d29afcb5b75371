import type { TestProject } from 'vitest/node';
import { askRedis, redisServerLack, startRedis } from './redis.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The Redis that the queues of this run lie in; empty where they lie in PostgreSQL. */
    redisServer: string;
    /** Why the tests on Redis are skipped, and what to do about it; empty when they run. */
    redisLack: string;
  }
}

/** One Redis for all tests on it: `REDIS_URL`, which must be empty, or one of our own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['REDIS_URL'] ?? '';
  const lack = given === '' ? redisServerLack() : null;
  project.provide('redisLack', lack ?? '');
  if (lack !== null) {
    console.warn(`Every test on Redis is skipped. ${lack} Or set REDIS_URL to an empty one.`);
    project.provide('redisServer', '');
    return () => Promise.resolve();
  }
  if (given === '') {
    const server = await startRedis();
    project.provide('redisServer', server.url);
    return () => server.close();
  }
  await demandEmpty(given);
  project.provide('redisServer', given);
  return async () => void (await askRedis(given, 'FLUSHALL'));
}

/** What lies in a Redis may be somebody's, and the tests end by emptying it. */
const demandEmpty = async (url: string): Promise<void> => {
  const kept = String(await askRedis(url, 'INFO', 'keyspace'));
  if (/^db\d+:/m.test(kept))
    throw new Error(
      'The Redis at REDIS_URL is not empty. Give the tests one of their own, or unset REDIS_URL.',
    );
};
