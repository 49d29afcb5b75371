import { startLineEmulator, type LineEmulator } from '#test/emulators/line/server';
import { startBalancer } from '#test/support/balancer';
import { logInto, type Clerk } from '#test/support/clerk';
import { query } from '#test/support/query';
import { startRedis, type RedisServer } from '#test/support/redis';
import { freePort, startCluster, type Cluster } from './cluster.ts';
import type { Ask } from './our-book.ts';
import { makeProgram, type Program } from './programs.ts';

export const backends = ['postgres', 'redis'] as const;
export type Backend = (typeof backends)[number];

/** Two webs behind a proxy and two workers, a database and perhaps a Redis, all its own; and the world around it. */
export interface City {
  readonly line: LineEmulator;
  readonly cluster: Cluster;
  readonly redis: RedisServer | null;
  readonly webs: readonly [Program, Program];
  readonly workers: readonly [Program, Program];
  readonly clerk: Clerk;
  readonly ask: Ask;
  /** Tells every program to end; resolves with how many had to be killed. */
  endPrograms(): Promise<number>;
  close(): Promise<void>;
}

const channelSecret = 'chaos-secret';
const channelAccessToken = 'chaos-token';

export const openCity = async (backend: Backend): Promise<City> => {
  const ends: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  };
  try {
    const cluster = await startCluster();
    ends.push(() => cluster.close());
    const redis = backend === 'redis' ? await startRedis() : null;
    if (redis !== null) ends.push(() => redis.close());
    const line = await startLineEmulator({ channelSecret, channelAccessToken, webhookUrl: null });
    ends.push(() => line.close());
    const env = {
      DATABASE_URL: cluster.url,
      DATA_DIR: `${cluster.dataDir}/media`,
      REDIS_URL: redis?.url ?? '',
      LINE_CHANNEL_SECRET: channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: channelAccessToken,
      LINE_API_BASE_URL: line.url,
      NODE_ENV: 'production',
    };
    // A killed web comes back where the proxy looks for it.
    const ports = [await freePort(), await freePort()] as const;
    const webs = [web(env, ports[0]), web(env, ports[1])] as const;
    const workers = [makeProgram('worker', env), makeProgram('worker', env)] as const;
    const programs = [...webs, ...workers];
    const endPrograms = async (): Promise<number> => {
      const fates = await Promise.all(programs.map((program) => program.end()));
      return fates.filter((fate) => fate === 'hung').length;
    };
    ends.push(endPrograms);
    await Promise.all(programs.map((program) => program.start()));
    const balancer = await startBalancer(ports);
    ends.push(() => balancer.close());
    line.setWebhookUrl(`${balancer.url}/webhooks/line`);
    const clerk = await firstClerk(webs, balancer.url);
    const ask: Ask = (text, values) => query(cluster.url, text, values);
    return { line, cluster, redis, webs, workers, clerk, ask, endPrograms, close };
  } catch (error) {
    await close();
    throw error;
  }
};

const web = (env: Readonly<Record<string, string>>, port: number): Program =>
  makeProgram('web', { ...env, PORT: `${port}` });

const firstClerk = (webs: readonly Program[], url: string): Promise<Clerk> => {
  const [credentials = null] = webs.flatMap((one) => one.credentials() ?? []);
  return logInto({ kodama: { url, credentials } });
};
