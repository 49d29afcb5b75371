import type { InboundMessage } from '#src/domain/inbound';
import type { MatterId } from '#src/domain/ids';
import { recentTextsOf } from '#src/store/recent-texts';
import type { PendingEvent } from '#src/store/inbound-events';
import type { Context } from './context.ts';
import type { Reader, Reading } from './read-message.ts';

/** A reading, and how alike the message is to each matter the resident has. */
export interface PastReading extends Reading {
  readonly likenessOf: ReadonlyMap<MatterId, number>;
}

const dayMs = 86_400_000;

export const comparePast = async (
  context: Context,
  reader: Reader,
  event: PendingEvent,
  what: InboundMessage,
): Promise<PastReading> => {
  const reading = await reader.read(what.content);
  const likenessOf = new Map<MatterId, number>();
  if (reading.shape === 'words') {
    const closedAfter = new Date(event.occurredAt.getTime() - context.city.reopenWithinDays * dayMs);
    const past = await context.store.asWorker((tx) =>
      recentTextsOf(tx, event.channel, event.address, closedAfter),
    );
    for (const [matterId, texts] of past) likenessOf.set(matterId, await reading.likenessTo(texts));
  }
  return { ...reading, likenessOf };
};
