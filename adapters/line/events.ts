import { z } from 'zod';
import type { Happening, InboundEvent } from '#src/domain/inbound';
import { understand } from './happenings.ts';

/**
 * The events of one webhook body, or null when it is none of LINE's. LINE adds fields and kinds without notice, so that
 * only what we need is looked at, and what we cannot read is kept as `ignored` and never costs us its neighbours.
 */
export const readCallback = (body: unknown): readonly InboundEvent[] | null => {
  const callback = Callback.safeParse(body);
  return callback.success ? callback.data.events.map(readEvent) : null;
};

const latestDateMs = 8.64e15;

const Event = z.looseObject({
  type: z.string(),
  timestamp: z.int().min(0).max(latestDateMs),
  webhookEventId: z.string().min(1),
});
type Event = z.infer<typeof Event>;

const Callback = z.looseObject({ events: z.array(Event) });

const readEvent = (event: Event): InboundEvent => {
  const circumstances = Circumstances.parse(event);
  return {
    channel: 'line',
    eventId: event.webhookEventId,
    occurredAt: new Date(event.timestamp),
    isRedelivery: circumstances.deliveryContext.isRedelivery,
    address: addressOf(circumstances),
    what: happeningOf(event, circumstances),
  };
};

/** Never fails: an event without them is still an event. */
const Circumstances = z.object({
  source: z
    .object({ type: z.string(), userId: z.string().min(1).nullable().catch(null).default(null) })
    .catch({ type: 'nowhere', userId: null }),
  mode: z.string().catch('active'),
  deliveryContext: z.object({ isRedelivery: z.boolean() }).catch({ isRedelivery: false }),
});
type Circumstances = z.infer<typeof Circumstances>;

/** Only one-to-one talks have a thread: to answer in a group would show a resident's matter to the others in it. */
const addressOf = ({ source }: Circumstances): string | null =>
  source.type === 'user' ? source.userId : null;

const happeningOf = (event: Event, circumstances: Circumstances): Happening => {
  const ignored = (name: string): Happening => ({ kind: 'ignored', name, raw: event });
  const { source, mode } = circumstances;
  if (source.type === 'group' || source.type === 'room') return ignored(`${event.type}/${source.type}`);
  if (mode === 'standby') return ignored(`${event.type}/standby`);
  if (addressOf(circumstances) === null) return ignored(event.type);
  return understand(event) ?? ignored(nameOf(event));
};

const Named = z.object({ type: z.literal('message'), message: z.object({ type: z.string() }) });

/** `message/location` says more in the ledger than `message`. */
const nameOf = (event: Event): string => {
  const named = Named.safeParse(event);
  return named.success ? `message/${named.data.message.type}` : event.type;
};
