import type { InboundMessage } from '#src/domain/inbound';
import type { MatterId } from '#src/domain/ids';
import { recentTextsOf } from '#src/store/recent-texts';
import type { PendingEvent } from '#src/store/pending-events';
import type { Tx } from '#src/store/open';
import type { Context } from './context.ts';
import type { Reader, Reading } from './read-message.ts';

/** What the resident wrote lately, by matter. */
export type Past = ReadonlyMap<MatterId, readonly string[]>;

/** A reading, and how alike the message is to each matter the resident has. */
export interface PastReading extends Reading {
  readonly likenessOf: ReadonlyMap<MatterId, number>;
}

const dayMs = 86_400_000;

/** Empty for what has no words to compare. */
export const pastOf = async (tx: Tx, context: Context, { what, ...event }: PendingEvent): Promise<Past> => {
  if (what.kind !== 'message' || what.content.kind !== 'text') return new Map();
  const closedAfter = new Date(event.occurredAt.getTime() - context.city.reopenWithinDays * dayMs);
  return recentTextsOf(tx, { channel: event.channel, address: event.address, closedAfter });
};

export const comparePast = async (
  reader: Reader,
  { content }: InboundMessage,
  past: Past,
): Promise<PastReading> => {
  const reading = await reader.read(content);
  const likenessOf = new Map<MatterId, number>();
  if (reading.shape === 'words') {
    for (const [matterId, texts] of past) likenessOf.set(matterId, await reading.likenessTo(texts));
  }
  return { ...reading, likenessOf };
};
