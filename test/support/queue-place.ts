import { inject } from 'vitest';
import { askRedis } from './redis.ts';
import { query } from './query.ts';

const places = new Map<string, Promise<string>>();

/**
 * `REDIS_URL` for the program on this database, so that no two towns share a queue; empty where this run's queues lie in
 * PostgreSQL. A town that starts again finds its own.
 */
export const queueUrlFor = (data: string): Promise<string> => {
  const server = inject('redisServer');
  if (server === '') return Promise.resolve('');
  const place = places.get(data) ?? takePlace(server);
  places.set(data, place);
  return place;
};

/** Numbers are handed out by the server to all test files of a run; whoever had this one on a small server has ended. */
const takePlace = async (server: string): Promise<string> => {
  const taken = Number(await askRedis(server, 'INCR', 'kodama-test-places'));
  const databases = String(await askRedis(server, 'CONFIG', 'GET', 'databases'));
  const count = Number(/\d+/.exec(databases)?.[0] ?? 16);
  const url = new URL(server);
  url.pathname = `/${1 + (taken % (count - 1))}`;
  await askRedis(url.href, 'FLUSHDB');
  return url.href;
};

/** Every job of the program on this database is lost, those being worked on too. */
export const emptyQueue = async (databaseUrl: string): Promise<void> => {
  const redisUrl = await queueUrlFor(databaseUrl);
  if (redisUrl !== '') return void (await askRedis(redisUrl, 'FLUSHDB'));
  const [tables] = await query(
    databaseUrl,
    `select string_agg(format('%I.%I', schemaname, tablename), ', ') names from pg_tables
      where schemaname = 'bullmq' and tablename ~ 'job'`,
  );
  await query(databaseUrl, `truncate ${String(tables?.['names'])} cascade`);
};
