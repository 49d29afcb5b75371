import { randomUUID } from 'node:crypto';
import { isInboundEventId, type InboundEventId } from '#src/domain/ids';
import { query } from './query.ts';

interface LaidAside {
  readonly count: number;
  readonly address: string;
  readonly at: Date;
}

/** Events of one resident that no worker could act on, as a worker leaves them. */
export async function layAside(
  url: string,
  { count, address, at }: LaidAside,
): Promise<readonly InboundEventId[]> {
  const ids = Array.from({ length: count }, () => randomUUID().toString()).filter(isInboundEventId);
  for (const [index, id] of ids.entries()) {
    await query(
      url,
      `insert into inbound_event (id, channel, event_id, address, kind, message_external_id, occurred_at, received_at, body,
          state, tries, set_aside_at, fault)
        values ($1, 'line', $2, $3, 'message', $4, $5, $5, $6, 'set-aside', 3, $7, 'TypeError')`,
      [id, `event-${id}`, address, `message-${id}`, at, bodyOf(id), new Date(at.getTime() + 1_000 - index)],
    );
  }
  return ids;
}

const bodyOf = (id: string): string =>
  JSON.stringify({
    kind: 'message',
    messageExternalId: `message-${id}`,
    content: { kind: 'text', text: '届かなかった言葉' },
    quotedExternalId: null,
    quoteToken: null,
    replyToken: null,
    imageSet: null,
  });
