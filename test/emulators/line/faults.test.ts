import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { refusalOf, startCity } from './city-stand-in.ts';
import { startLineEmulator } from './server.ts';

const messages = [{ type: 'text' as const, text: 'こんにちは' }];

test("limits and failures are answered in LINE's words, as often as ordered and no more", async () => {
  const { client, line, resident } = await startCity();
  line.faults.plan({ kind: 'rate-limited' }, { endpoint: 'push', times: 2 });
  line.faults.plan({ kind: 'monthly-limit' }, { endpoint: 'push' });
  line.faults.plan({ kind: 'server-error' });
  await client.getMessageQuota().catch(() => undefined);
  const told: string[] = [];
  for (let left = 3; left > 0; left -= 1) {
    const refusal = await refusalOf(client.pushMessage({ to: resident, messages }));
    told.push(`${refusal.status} ${JSON.parse(refusal.body).message}`);
  }
  expect(told).toEqual([
    '429 The API rate limit has been exceeded. Try again later.',
    '429 The API rate limit has been exceeded. Try again later.',
    '429 You have reached your monthly limit.',
  ]);
  await client.pushMessage({ to: resident, messages });
  expect(line.chat(resident)).toHaveLength(1);
});

test('a push whose line breaks was delivered, and its retry key says so', async () => {
  const { client, line, resident } = await startCity();
  for (const kind of ['drop-after-accepting', 'half-a-body'] as const) {
    const key = randomUUID();
    line.faults.plan({ kind });
    await expect(client.pushMessage({ to: resident, messages }, key)).rejects.toThrow(
      /fetch failed|terminated/,
    );
    expect((await refusalOf(client.pushMessage({ to: resident, messages }, key))).status).toBe(409);
  }
  expect(line.chat(resident)).toHaveLength(2);
  expect(line.journal()).toMatchObject([
    { kind: 'api', endpoint: 'push', fault: 'drop-after-accepting', status: 200 },
    { status: 409, fault: null },
    { fault: 'half-a-body' },
    { status: 409 },
  ]);
});

test('a late answer is late only for the city: the resident has it already', async () => {
  const { client, line, resident } = await startCity();
  line.faults.plan({ kind: 'answer-late', delayMs: 200 });
  const answered = client.pushMessage({ to: resident, messages });
  await line.waitFor(() => line.chat(resident).length === 1);
  expect((await answered).sentMessages).toHaveLength(1);
});

test('a fault until cleared stays until it is cleared', async () => {
  const { client, line, resident } = await startCity();
  line.faults.plan({ kind: 'server-error' }, { times: 'until-cleared' });
  await refusalOf(client.pushMessage({ to: resident, messages }));
  await refusalOf(client.pushMessage({ to: resident, messages }));
  line.faults.clear('server-error');
  await client.pushMessage({ to: resident, messages });
  expect(line.chat(resident)).toHaveLength(1);
});

test('the emulator refuses to start in production', async () => {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  const start = startLineEmulator({ channelSecret: 's', channelAccessToken: 't', webhookUrl: null });
  await expect(start).rejects.toThrow('never runs in production');
  process.env['NODE_ENV'] = before;
});
