import type { Env, LineEnv } from '#config/env';
import type { Log } from '#src/ports/system';

export interface RunningEmulator {
  readonly line: LineEnv;
  readonly phoneUrl: string;
  close(): Promise<void>;
}

const channelSecret = 'emulator-secret';
const channelAccessToken = 'emulator-token';

/**
 * Stands for LINE so that a newcomer sees a message go round. Loaded only here and only outside production: an image
 * ships without it. Its phone lies one port above ours, or on any free one.
 */
export const startEmulator = async (env: Env, log: Log): Promise<RunningEmulator> => {
  const { startLineEmulator } = await import('#test/emulators/line/server');
  const { buildPhone } = await import('#test/emulators/line/build-phone');
  if ((await buildPhone()).built) log.info('the phone page was built');
  const settings = {
    channelSecret,
    channelAccessToken,
    webhookUrl: `http://127.0.0.1:${env.port}/webhooks/line`,
  };
  const wanted = env.port === 0 ? 0 : env.port + 1;
  const emulator = await startLineEmulator({ ...settings, port: wanted }).catch(() =>
    startLineEmulator({ ...settings, port: 0 }),
  );
  return {
    line: {
      kind: 'on',
      channelSecret,
      channelAccessToken,
      apiBaseUrl: emulator.url,
      dataApiBaseUrl: emulator.url,
    },
    phoneUrl: emulator.phoneUrl,
    close: () => emulator.close(),
  };
};
