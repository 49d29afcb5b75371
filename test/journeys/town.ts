import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLineEmulator, type LineEmulator } from '#test/emulators/line/server';
import { startKodama, type Kodama } from '#test/support/kodama';

/** The residents' telephones here, the city's real program in a process of its own. */
export interface Town {
  readonly line: LineEmulator;
  readonly kodama: Kodama;
  readonly mediaFolder: string;
  close(): Promise<void>;
}

export interface TownSettings {
  readonly databaseUrl: string;
  /** The sample city when left out. */
  readonly cityDir?: string;
  /** Where its queue lies; where those of this test run lie when left out. */
  readonly redisUrl?: string;
}

export const openTown = async ({ databaseUrl, cityDir, redisUrl }: TownSettings): Promise<Town> => {
  const secrets = { channelSecret: 'journey-secret', channelAccessToken: 'journey-token' };
  const line = await startLineEmulator({ ...secrets, webhookUrl: null });
  const dataDir = await mkdtemp(join(tmpdir(), 'kodama-journey-'));
  const kodama = await startKodama({
    // Known before the start: LINE and the residents fetch what the city sends under this address.
    PORT: await freePort(),
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    LINE_CHANNEL_SECRET: secrets.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: secrets.channelAccessToken,
    LINE_API_BASE_URL: line.url,
    LINE_DATA_API_BASE_URL: line.url,
    ...(cityDir !== undefined && { CITY_DIR: cityDir }),
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
  });
  line.setWebhookUrl(`${kodama.url}/webhooks/line`);
  return {
    line,
    kodama,
    mediaFolder: join(dataDir, 'media'),
    close: async () => {
      await kodama.end();
      await line.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

const freePort = (): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(String(port)));
    });
  });
