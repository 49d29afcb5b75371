import { createHmac } from 'node:crypto';
import type { webhook } from '@line/bot-sdk';
import type { Release, WebhookEntry, WebhookOutcome, WebhookSettings } from './contract.ts';
import { note, renote, type World } from './world.ts';

/** Tells the city what residents did, signed and posted as LINE does it. */
export interface Webhooks {
  send(event: webhook.Event): Promise<WebhookOutcome>;
  /** What the console's "Verify" button does: a body without events. */
  verify(): Promise<WebhookOutcome>;
  /** A past event once more, whatever became of it. */
  redeliver(webhookEventId: string): Promise<WebhookOutcome>;
  set(change: Partial<WebhookSettings>): void;
  settings(): WebhookSettings;
  heldEvents(): number;
  /** Stops holding and sends what was collected. */
  release(how: Release): Promise<readonly WebhookOutcome[]>;
  setUrl(url: string | null): void;
  close(): void;
}

interface Sender {
  readonly world: World;
  readonly channelSecret: string;
  readonly botUserId: string;
  readonly timeoutMs: number;
}

export const createWebhooks = (sender: Sender, firstUrl: string | null): Webhooks => {
  const { world } = sender;
  const timers = new Set<NodeJS.Timeout>();
  const past = new Map<string, webhook.Event>();
  let held: webhook.Event[] = [];
  let url = firstUrl;
  let settings: WebhookSettings = {
    redelivers: false,
    redeliverAfterMs: 1_000,
    redeliverTimes: 3,
    duplicates: false,
    holds: false,
  };

  const deliver = async (events: readonly webhook.Event[], redeliveries = 0): Promise<WebhookOutcome> => {
    for (const event of events) past.set(event.webhookEventId, event);
    const outcome = await post(sender, url, events);
    if (!isAccepted(outcome) && settings.redelivers && redeliveries < settings.redeliverTimes) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        void deliver(events.map(asRedelivery), redeliveries + 1);
      }, settings.redeliverAfterMs);
      timers.add(timer);
    }
    return outcome;
  };

  const deliverAsSet = async (events: readonly webhook.Event[]): Promise<WebhookOutcome> => {
    const [outcome] = await Promise.all(
      settings.duplicates ? [deliver(events), deliver(events)] : [deliver(events)],
    );
    return outcome ?? { kind: 'no-webhook-url' };
  };

  return {
    send: async (event) => {
      if (!settings.holds) return deliverAsSet([event]);
      held.push(event);
      world.changed();
      return { kind: 'held' };
    },
    verify: () => deliver([]),
    redeliver: async (webhookEventId) => {
      const event = past.get(webhookEventId);
      if (!event) throw new Error(`No event ${webhookEventId} was ever sent.`);
      return deliver([asRedelivery(event)]);
    },
    set: (change) => {
      settings = { ...settings, ...change };
      world.changed();
    },
    settings: () => settings,
    heldEvents: () => held.length,
    release: async ({ order, together }) => {
      const events = arranged[order](held);
      held = [];
      settings = { ...settings, holds: false };
      world.changed();
      if (together) return [await deliverAsSet(events)];
      const outcomes: WebhookOutcome[] = [];
      for (const event of events) outcomes.push(await deliverAsSet([event]));
      return outcomes;
    },
    setUrl: (next) => {
      url = next;
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
};

const post = async (sender: Sender, url: string | null, events: readonly webhook.Event[]) => {
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

const isAccepted = (outcome: WebhookOutcome): boolean =>
  outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;

const asRedelivery = (event: webhook.Event): webhook.Event => ({
  ...event,
  deliveryContext: { isRedelivery: true },
});

/** The minute of a reply token runs anew with each delivery of its event. */
const renewReplyToken = (world: World, event: webhook.Event): void => {
  const token = 'replyToken' in event ? world.replyTokens.get(event.replyToken ?? '') : undefined;
  if (token) token.deliveredAt = world.now();
};

const summarise = (event: webhook.Event): string =>
  event.type === 'message' ? `message.${event.message.type}` : event.type;

type Arrange = (events: readonly webhook.Event[]) => webhook.Event[];

const arranged: Readonly<Record<Release['order'], Arrange>> = {
  'as-written': (events) => [...events],
  reversed: (events) => events.toReversed(),
  shuffled: (events) => shuffle(events),
};

/** Never the order in which they were written: the last event always moves forward. */
const shuffle: Arrange = (events) => {
  const order = [...events];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * last);
    const [moved] = order.splice(other, 1);
    if (moved) order.splice(last, 0, moved);
  }
  return order;
};
