import { parseArgs } from 'node:util';
import { buildPhone } from './build-phone.ts';
import { startLineEmulator } from './server.ts';

/** Runs the emulator alone: `node test/emulators/line/main.ts --webhook-url http://127.0.0.1:3000/webhooks/line`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3100' },
    'webhook-url': { type: 'string' },
    secret: { type: 'string', default: 'emulator-channel-secret' },
    token: { type: 'string', default: 'emulator-channel-access-token' },
  },
});

await buildPhone();
const emulator = await startLineEmulator({
  port: Number(values.port),
  channelSecret: values.secret,
  channelAccessToken: values.token,
  webhookUrl: values['webhook-url'] ?? null,
});
console.log(`LINE emulator: API ${emulator.url}, phone ${emulator.phoneUrl}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void emulator.close().then(() => process.exit(0)));
}
