import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { lineChannel } from '#adapters/line/channel';
import type { InboundEvent } from '#src/domain/inbound';
import type { Received, WebhookRequest } from '#src/ports/channel';

export const settings = {
  channelSecret: '8c570fa6dd201bb328f1c1eac23a96d8',
  channelAccessToken: 'the-city-may',
  apiBaseUrl: 'http://127.0.0.1:2',
  dataApiBaseUrl: 'http://127.0.0.1:2',
};

const { intake } = lineChannel(settings);

export const sign = (body: string | Buffer): string =>
  createHmac('sha256', settings.channelSecret).update(body).digest('base64');

export const request = (body: string | Buffer, signature: string | null): WebhookRequest => ({
  rawBody: Buffer.from(body),
  header: (name) => (name.toLowerCase() === 'x-line-signature' ? (signature ?? undefined) : undefined),
});

export const receive = (body: string | Buffer, signature: string | null = sign(body)): Received =>
  intake.receive(request(body, signature));

/** The events of a body that LINE itself could have sent. */
export const eventsIn = (body: unknown): readonly InboundEvent[] => {
  const received = receive(JSON.stringify(body));
  if (received.kind !== 'events') throw new Error(`The body was ${received.kind}.`);
  return received.events;
};

export const fixture = async (name: string): Promise<string> =>
  readFile(new URL(`../../fixtures/line/${name}.json`, import.meta.url), 'utf8');

/** One event of LINE's, changed for the test. */
export const event = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  type: 'message',
  message: { type: 'text', id: '500100', text: 'こんにちは', quoteToken: 'quote' },
  webhookEventId: '01M3254J4Y1E5PHGCXE2FD2E15',
  deliveryContext: { isRedelivery: false },
  timestamp: 1_790_000_000_000,
  source: { type: 'user', userId: 'Uc3af2cb0bfb68d3daf0bd7a6fe79286e' },
  replyToken: 'reply',
  mode: 'active',
  ...change,
});

export const callback = (...events: readonly unknown[]) => ({ destination: 'Ucity', events });
