import { startLineEmulator, type LineEmulator } from '#test/emulators/line/server';
import { startKodama, type Kodama } from './kodama.ts';

/** The real program in a process of its own, and the emulated LINE it serves. */
export interface Town {
  readonly line: LineEmulator;
  readonly kodama: Kodama;
  /** Starts the program anew, after it ended or was killed: on the same data, or on others. */
  restart(elsewhere?: Readonly<Record<string, string>>): Promise<Kodama>;
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
  const start = async (data: Readonly<Record<string, string>>): Promise<Kodama> => {
    const kodama = await startKodama({
      LINE_CHANNEL_SECRET: channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: channelAccessToken,
      LINE_API_BASE_URL: line.url,
      ...data,
    });
    line.setWebhookUrl(`${kodama.url}/webhooks/line`);
    return kodama;
  };
  let kodama = await start(env);
  return {
    line,
    get kodama() {
      return kodama;
    },
    restart: async (elsewhere = env) => (kodama = await start(elsewhere)),
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
