import { startLineEmulator, type LineEmulator } from '#test/emulators/line/server';
import { startKodama, type Kodama } from './kodama.ts';

/** The real program in a process of its own, and the emulated LINE it serves. */
export interface Town {
  readonly line: LineEmulator;
  readonly kodama: Kodama;
  /** Starts the program anew on the same data, after it ended or was killed. */
  restart(): Promise<Kodama>;
  close(): Promise<void>;
}

const channelSecret = 'town-secret';
const channelAccessToken = 'town-token';

/** `env` says on which data; the program is started with LINE switched on. */
export const openTown = async (env: Readonly<Record<string, string>>): Promise<Town> => {
  const line = await startLineEmulator({
    channelSecret,
    channelAccessToken,
    webhookUrl: null,
    // A machine that does much else at the same time must not look like a city that is down.
    webhookTimeoutMs: 10_000,
  });
  const start = async (): Promise<Kodama> => {
    const kodama = await startKodama({
      LINE_CHANNEL_SECRET: channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: channelAccessToken,
      LINE_API_BASE_URL: line.url,
      ...env,
    });
    line.setWebhookUrl(`${kodama.url}/webhooks/line`);
    return kodama;
  };
  let kodama = await start();
  return {
    line,
    get kodama() {
      return kodama;
    },
    restart: async () => (kodama = await start()),
    close: async () => {
      await kodama.end();
      await line.close();
    },
  };
};

/** What the city said to this resident, oldest first. */
export const saidTo = (line: LineEmulator, userId: string): readonly string[] =>
  line
    .chat(userId)
    .flatMap(({ author, content }) => (author === 'city' && content.kind === 'text' ? [content.text] : []));
