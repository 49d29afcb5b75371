import { expect, onTestFinished, test } from 'vitest';
import { startKodama, type Kodama } from '#test/support/kodama';
import { migratedDatabase } from '#test/support/migrated';

/** The program on a database of its own; what is settled here is LINE alone. */
const start = async (env: Readonly<Record<string, string>>): Promise<Kodama> => {
  const database = await migratedDatabase();
  const kodama = await startKodama({ DATABASE_URL: database.url, ...env });
  onTestFinished(async () => {
    await kodama.end();
    await database.drop();
  });
  return kodama;
};

const webhookOf = async ({ url }: Kodama): Promise<number> =>
  (await fetch(`${url}/webhooks/line`, { method: 'POST', body: '{"events":[]}' })).status;

test('in production without credentials there is no LINE webhook, no emulator, and the banner says so', async () => {
  const kodama = await start({ NODE_ENV: 'production' });
  expect(await webhookOf(kodama)).toBe(404);
  expect(kodama.output()).toContain(
    'LINE    OFF: LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN are not set',
  );
  expect(kodama.output()).not.toContain('emulator');
  expect((await fetch(`${kodama.url}/readyz`)).status).toBe(200);
});

test.for([
  ['LINE_CHANNEL_ACCESS_TOKEN', 'LINE_CHANNEL_SECRET'],
  ['LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN'],
])('%s alone switches nothing on: the banner names %s', async ([given = '', missing = '']) => {
  const kodama = await start({ [given]: 'something' });
  expect(await webhookOf(kodama)).toBe(404);
  expect(kodama.output()).toContain(`LINE    OFF: ${missing} is missing`);
  expect(kodama.output()).not.toContain('emulator');
});

test.for([
  ['http://kodama.city.example', true],
  ['https://kodama.city.example', false],
] as const)(
  'in production under %s the start says that LINE takes no pictures: %s',
  async ([url, isSaid]) => {
    const kodama = await start({
      NODE_ENV: 'production',
      PUBLIC_URL: url,
      LINE_CHANNEL_SECRET: 'something',
      LINE_CHANNEL_ACCESS_TOKEN: 'something',
    });
    expect(kodama.output()).toContain('LINE    on');
    expect(kodama.output().includes('LINE will refuse every picture')).toBe(isSaid);
  },
);
