import type { webhook } from '@line/bot-sdk';
import type { Release, WebhookOutcome, WebhookSettings } from './contract.ts';
import { arranged } from './webhook-order.ts';
import { postWebhook, type Sender } from './webhook-post.ts';

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
  /** Goes on holding, and hands over what was collected to somebody who delivers it in a way of their own. */
  takeHeld(): readonly webhook.Event[];
  /** These events in one body, once. */
  post(events: readonly webhook.Event[], isRedelivery: boolean): Promise<WebhookOutcome>;
  setUrl(url: string | null): void;
  close(): void;
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
    standby: false,
  };

  const deliver = async (events: readonly webhook.Event[], redeliveries = 0): Promise<WebhookOutcome> => {
    for (const event of events) past.set(event.webhookEventId, event);
    const outcome = await postWebhook(sender, url, events);
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
    send: async (active) => {
      const event = settings.standby ? asStandby(active) : active;
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
    takeHeld: () => {
      const events = held;
      held = [];
      return events;
    },
    post: (events, isRedelivery) =>
      postWebhook(sender, url, isRedelivery ? events.map(asRedelivery) : events),
    setUrl: (next) => {
      url = next;
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
};

const isAccepted = (outcome: WebhookOutcome): boolean =>
  outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;

const asRedelivery = (event: webhook.Event): webhook.Event => ({
  ...event,
  deliveryContext: { isRedelivery: true },
});

const asStandby = (event: webhook.Event): webhook.Event => {
  const standby = { ...event, mode: 'standby' as const };
  if ('replyToken' in standby) Reflect.deleteProperty(standby, 'replyToken');
  return standby;
};
