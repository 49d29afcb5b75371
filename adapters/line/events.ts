import { z } from 'zod';
import type { Happening, InboundEvent } from '#src/domain/inbound';
import { understand, understandAmongOthers } from './happenings.ts';

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
  const place = placeOf(circumstances);
  return {
    channel: 'line',
    eventId: event.webhookEventId,
    occurredAt: new Date(event.timestamp),
    isRedelivery: circumstances.deliveryContext.isRedelivery,
    address: place.address,
    what: happeningOf(event, circumstances.mode, place),
  };
};

const id = z.string().min(1).nullable().catch(null).default(null);

/** Never fails: an event without them is still an event. */
const Circumstances = z.object({
  source: z
    .object({ type: z.string(), userId: id, groupId: id, roomId: id })
    .catch({ type: 'nowhere', userId: null, groupId: null, roomId: null }),
  mode: z.string().catch('active'),
  deliveryContext: z.object({ isRedelivery: z.boolean() }).catch({ isRedelivery: false }),
});
type Circumstances = z.infer<typeof Circumstances>;

/** Alone with a resident, among several, or where LINE names nobody. */
interface Place {
  readonly kind: 'alone' | 'group' | 'room' | 'nowhere';
  readonly address: string | null;
}

const placeOf = ({ source }: Circumstances): Place => {
  if (source.type === 'user') return { kind: 'alone', address: source.userId };
  if (source.type === 'group') return { kind: 'group', address: source.groupId };
  if (source.type === 'room') return { kind: 'room', address: source.roomId };
  return { kind: 'nowhere', address: null };
};

const happeningOf = (event: Event, mode: string, { kind, address }: Place): Happening => {
  const isShared = kind === 'group' || kind === 'room';
  const isStandby = mode === 'standby';
  const name = [event.type, ...(isShared ? [kind] : []), ...(isStandby ? [mode] : [])].join('/');
  if (silencing.has(event.type)) return { kind: 'silenced', name };
  // Words said in a group, or to another service that answers for our account, are not for us: nothing of them is kept.
  const unheard: Happening = { kind: 'ignored', name, raw: null };
  if (isStandby) return unheard;
  if (isShared) return (address === null ? null : understandAmongOthers(event)) ?? unheard;
  if (address === null) return { kind: 'ignored', name, raw: event };
  return understand(event) ?? { kind: 'ignored', name: nameOf(event), raw: event };
};

/** LINE has suspended the account, or another service took a talk over. */
const silencing: ReadonlySet<string> = new Set(['botSuspended', 'deactivated']);

const Named = z.object({ type: z.literal('message'), message: z.object({ type: z.string() }) });

/** `message/location` says more in the ledger than `message`. */
const nameOf = (event: Event): string => {
  const named = Named.safeParse(event);
  return named.success ? `message/${named.data.message.type}` : event.type;
};
