import type { InboundEventId } from '#src/domain/ids';
import type { Nudge } from '#src/queue/jobs';
import type { Tx } from '#src/store/open';
import {
  firstPendingOf,
  giveBack,
  readPending,
  type ClaimedEvent,
  type PendingEvent,
} from '#src/store/pending-events';
import { lockThreads, waitForLocks } from '#src/store/residents';
import { actOn } from './act-on.ts';
import { comparePast, pastOf, type Past, type PastReading } from './compare-past.ts';
import type { Context } from './context.ts';
import { asEdited } from './edit-message.ts';
import type { Reader } from './read-message.ts';
import { settled } from './settled.ts';

/** An event in hand, with what its resident wrote before. */
export interface ReadEvent {
  readonly claimed: ClaimedEvent;
  /** Null when this release cannot read what the ledger holds. */
  readonly pending: { readonly event: PendingEvent; readonly past: Past } | null;
}

class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
}

/** A message whose edit overtook it is read with its new words. */
export const readTogether = (
  tx: Tx,
  context: Context,
  events: readonly ClaimedEvent[],
): Promise<readonly ReadEvent[]> =>
  settled(
    events.map(async (claimed) => {
      const told = readPending(claimed);
      if (told === null) return { claimed, pending: null };
      const event = await asEdited(tx, told);
      return { claimed, pending: { event, past: await pastOf(tx, context, event) } };
    }),
  );

export interface Acted {
  /** For after the commit. */
  readonly nudges: readonly Nudge[];
  /** Of the events, those in whose threads more waits. */
  readonly left: ReadonlySet<InboundEventId>;
}

/** Acts on events of different threads in one transaction; all of it holds or none. */
export const actTogether = async (
  context: Context,
  reader: Reader,
  events: readonly ReadEvent[],
): Promise<Acted> => {
  // Reading takes milliseconds of another thread's time, so it is done before the transaction, never in it.
  const readings = await settled(events.map((event) => readOne(reader, event)));
  return context.store.asWorker(async (tx) => {
    const threads = events.map(({ claimed }) => claimed);
    if (events.length > 1) await waitForLocks(tx, patienceMs);
    await lockThreads(tx, threads);
    const firsts = await firstPendingOf(tx, threads);
    const acted = await settled(
      readings.map(async (one, index): Promise<readonly Nudge[]> => {
        const { id } = one.event;
        if (firsts[index] === id && isSameEdit(await asEdited(tx, one.unedited), one.event))
          return actOn(tx, context, one.event, one.reading);
        await giveBack(tx, [id], 'innocent');
        return [];
      }),
    );
    const nexts = await firstPendingOf(tx, threads);
    const left = readings.flatMap(({ event }, index) => (nexts[index] === null ? [] : [event.id]));
    return { nudges: acted.flat(), left: new Set(left) };
  });
};

/** Staff may have a matter in hand for a moment. Who waits longer is tried alone, and holds up nobody else. */
const patienceMs = 200;

interface OneReading {
  readonly event: PendingEvent;
  readonly unedited: PendingEvent;
  readonly reading: PastReading | null;
}

const readOne = async (reader: Reader, { claimed, pending }: ReadEvent): Promise<OneReading> => {
  const unedited = readPending(claimed);
  if (pending === null || unedited === null)
    throw new UnreadableEventError('the ledger holds an event that this release cannot read');
  const { event, past } = pending;
  const reading = event.what.kind === 'message' ? await comparePast(reader, event.what, past) : null;
  return { event, unedited, reading };
};

const isSameEdit = (one: PendingEvent, other: PendingEvent): boolean =>
  one.editedAt?.getTime() === other.editedAt?.getTime();
