import { z } from 'zod';
import { readSecretFiles } from './secret-files.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
/** An empty line in `.env` means the same as none. */
const blankIsAbsent = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional());

const schema = z.object({
  NODE_ENV: optional(z.enum(['development', 'production', 'test'])),
  PORT: optional(port),
  PUBLIC_URL: optional(address),
  DATA_DIR: optional(z.string()),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/ })),
  CITY_DIR: optional(z.string()),
  LINE_CHANNEL_SECRET: optional(z.string()),
  LINE_CHANNEL_ACCESS_TOKEN: optional(z.string()),
  LINE_API_BASE_URL: optional(address),
  LINE_DATA_API_BASE_URL: optional(address),
  TRUSTED_PROXIES: optional(z.coerce.number().int().min(0).max(10)),
  WORKER_HEALTH_PORT: optional(port),
  METRICS_PORT: optional(port),
  METRICS_TOKEN: optional(
    z.string().min(16, 'needs 16 characters or more, since it is all that stands before /metrics'),
  ),
});

export interface Env {
  readonly isProduction: boolean;
  readonly port: number;
  /** How browsers and LINE reach us, without a path. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Null: the embedded database. */
  readonly databaseUrl: string | null;
  /** Null: the queue lies in the database. */
  readonly redisUrl: string | null;
  /** Null: the sample that ships with the product. */
  readonly cityDir: string | null;
  readonly line: LineEnv;
  /** How many proxies before us add to X-Forwarded-For. */
  readonly trustedProxies: number;
  /** Where a worker alone says that it is well. Null: nowhere. */
  readonly workerHealthPort: number | null;
  /** Where /metrics alone is answered, to anybody who reaches it. Null: nowhere. */
  readonly metricsPort: number | null;
  /** With it /metrics is answered beside everything else. Null: it is not. */
  readonly metricsToken: string | null;
}

/** - `off`: nothing is set
 *  - `incomplete`: half is set; `missing` names the rest */
export type LineEnv =
  | { readonly kind: 'off' }
  | { readonly kind: 'incomplete'; readonly missing: string }
  | {
      readonly kind: 'on';
      readonly channelSecret: string;
      readonly channelAccessToken: string;
      readonly apiBaseUrl: string;
      readonly dataApiBaseUrl: string;
    };

export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/** The only reader of the environment. Throws `EnvError` with every fault at once. */
export const readEnv = (source: NodeJS.ProcessEnv = process.env): Env => {
  const secrets = readSecretFiles(source);
  const result = schema.safeParse(secrets.source);
  const issues = result.error?.issues ?? [];
  const faults = [...issues.map(({ path, message }) => `${path.join('.')}: ${message}`), ...secrets.faults];
  if (!result.success || faults.length > 0) {
    const list = faults.map((fault) => `\n  ${fault}`).join('');
    throw new EnvError(`The environment is not usable. Mend these and start again:${list}`);
  }
  const env = result.data;
  const usedPort = env.PORT ?? 3000;
  return {
    isProduction: env.NODE_ENV === 'production',
    port: usedPort,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${usedPort}`,
    dataDir: env.DATA_DIR ?? 'data',
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    cityDir: env.CITY_DIR ?? null,
    line: readLine(env),
    trustedProxies: env.TRUSTED_PROXIES ?? 0,
    workerHealthPort: env.WORKER_HEALTH_PORT ?? null,
    metricsPort: env.METRICS_PORT ?? null,
    metricsToken: env.METRICS_TOKEN ?? null,
  };
};

const readLine = (env: z.output<typeof schema>): LineEnv => {
  const { LINE_CHANNEL_SECRET: channelSecret, LINE_CHANNEL_ACCESS_TOKEN: channelAccessToken } = env;
  if (channelSecret === undefined && channelAccessToken === undefined) return { kind: 'off' };
  if (channelSecret === undefined) return { kind: 'incomplete', missing: 'LINE_CHANNEL_SECRET' };
  if (channelAccessToken === undefined) return { kind: 'incomplete', missing: 'LINE_CHANNEL_ACCESS_TOKEN' };
  return {
    kind: 'on',
    channelSecret,
    channelAccessToken,
    apiBaseUrl: env.LINE_API_BASE_URL ?? 'https://api.line.me',
    dataApiBaseUrl: env.LINE_DATA_API_BASE_URL ?? env.LINE_API_BASE_URL ?? 'https://api-data.line.me',
  };
};
