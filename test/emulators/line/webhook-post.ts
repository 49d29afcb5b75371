import { createHmac } from 'node:crypto';
import type { webhook } from '@line/bot-sdk';
import type { WebhookEntry, WebhookOutcome } from './contract.ts';
import { note, renote, type World } from './world.ts';

export interface Sender {
  readonly world: World;
  readonly channelSecret: string;
  readonly botUserId: string;
  readonly timeoutMs: number;
}

/** One body to the city, signed and headed as LINE's; the journal keeps it and what became of it. */
export const postWebhook = async (sender: Sender, url: string | null, events: readonly webhook.Event[]) => {
  const { world } = sender;
  const body = JSON.stringify({ destination: sender.botUserId, events });
  const signature = createHmac('sha256', sender.channelSecret).update(body).digest('base64');
  const entry: WebhookEntry = {
    kind: 'webhook',
    seq: world.journal.length + 1,
    at: world.now(),
    summary: events.map(summarise),
    eventIds: events.map((event) => event.webhookEventId),
    isRedelivery: events.some((event) => event.deliveryContext.isRedelivery),
    body,
    signature,
    outcome: null,
  };
  for (const event of events) renewReplyToken(world, event);
  note(world, entry);
  const outcome =
    url === null ? { kind: 'no-webhook-url' as const } : await call(sender, url, body, signature);
  renote(world, { ...entry, outcome });
  return outcome;
};

const call = async (
  sender: Sender,
  url: string,
  body: string,
  signature: string,
): Promise<WebhookOutcome> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'LineBotWebhook2.0',
        'x-line-signature': signature,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(sender.timeoutMs),
    });
    await response.body?.cancel();
    return { kind: 'answered', status: response.status };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return { kind: 'timed-out' };
    return { kind: 'unreachable', reason: reasonOf(error) };
  }
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
};

/** The minute of a reply token runs anew with each delivery of its event. */
const renewReplyToken = (world: World, event: webhook.Event): void => {
  const token = 'replyToken' in event ? world.replyTokens.get(event.replyToken ?? '') : undefined;
  if (token) token.deliveredAt = world.now();
};

const summarise = (event: webhook.Event): string =>
  event.type === 'message' ? `message.${event.message.type}` : event.type;
