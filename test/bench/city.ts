import { join } from 'node:path';
import { startEmbeddedPostgres } from '#src/main/embedded-postgres';
import { migrateAll } from '#src/main/database';
import { readPostmaster } from '#src/main/postmaster-file';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { askRedis, startRedis, type RedisServer } from '#test/support/redis';
import { silentLog } from '#test/support/silent-log';
import { lineKeys } from './orders.ts';
import type { Bench, Queue } from './part.ts';
import { familyOf } from './proc.ts';
import { startProgram, type Program, type ProgramName } from './program.ts';

/** A city whose database and queue outlive its programs, so that workers may come and go. */
export interface City {
  /** A superuser's. */
  readonly databaseUrl: string;
  start(name: ProgramName, nodeOptions?: readonly string[]): Promise<Program>;
  /** The processes of the database. */
  databasePids(): Promise<readonly number[]>;
  /** The process of Redis, when the queue lies there. */
  redisPids(): Promise<readonly number[]>;
}

/** Everything is started for this one use and removed after it. The database is the embedded one, with its own settings. */
export const inCity = async <T>(
  { load }: Pick<Bench, 'load'>,
  queue: Queue,
  use: (city: City) => Promise<T>,
): Promise<T> => {
  const dataDir = await makeDataFolder();
  const database = await startEmbeddedPostgres({ dataDir, log: silentLog });
  // As compose.yaml has it: written to disk each second.
  const redis = queue === 'Redis' ? await startRedis({ keepsData: true }) : null;
  const programs: Program[] = [];
  try {
    await migrateAll(database.url, silentLog);
    const env = {
      DATABASE_URL: database.url,
      ...(redis !== null && { REDIS_URL: redis.url }),
      DATA_DIR: dataDir,
      ...lineEnv(load.lineUrl),
    };
    return await use({
      databaseUrl: database.url,
      start: async (name, nodeOptions) => {
        const program = await startProgram(name, env, nodeOptions);
        programs.push(program);
        return program;
      },
      databasePids: async () => {
        const postmaster = await readPostmaster(join(dataDir, 'postgres', 'cluster'));
        return postmaster === null ? [] : familyOf(postmaster.pid);
      },
      redisPids: async () => (redis === null ? [] : [await pidOf(redis)]),
    });
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
    await redis?.close();
    await database.stop();
    await removeDataFolder(dataDir);
  }
};

export const lineEnv = (lineUrl: string): Readonly<Record<string, string>> => ({
  LINE_CHANNEL_SECRET: lineKeys.channelSecret,
  LINE_CHANNEL_ACCESS_TOKEN: lineKeys.channelAccessToken,
  LINE_API_BASE_URL: lineUrl,
});

const pidOf = async ({ url }: RedisServer): Promise<number> =>
  Number(/process_id:(\d+)/.exec(String(await askRedis(url, 'INFO', 'server')))?.[1] ?? 0);
