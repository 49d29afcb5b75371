import { afterAll, beforeAll, expect, test } from 'vitest';
import { isInboundEventId, type InboundEventId } from '#src/domain/ids';
import type { InboundEvent } from '#src/domain/inbound';
import { systemIds } from '#src/main/system';
import { keepInbound } from '#src/store/inbound-events';
import { claimFirst, readPending, type PendingEvent } from '#src/store/pending-events';
import { query } from '#test/support/query';
import { migratedDatabase, type MigratedDatabase } from '#test/support/migrated';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

const saying = (eventId: string, text: string, change: Partial<InboundEvent> = {}): InboundEvent => ({
  channel: 'line',
  eventId,
  occurredAt: new Date('2026-05-01T00:00:00.123Z'),
  isRedelivery: false,
  address: 'U-mori',
  what: {
    kind: 'message',
    messageExternalId: `m-${eventId}`,
    content: { kind: 'text', text },
    quotedExternalId: null,
    quoteToken: null,
    replyToken: null,
    imageSet: null,
  },
  ...change,
});

const keep = (...events: readonly InboundEvent[]) =>
  database.store.asWorker((tx) =>
    keepInbound(
      tx,
      events.map((event) => {
        const id = systemIds.newId();
        if (!isInboundEventId(id)) throw new Error('no id');
        return { id, event };
      }),
      new Date('2026-05-04T00:00:00Z'),
    ),
  );

/** What a worker takes up that was nudged for this event. */
const taken = async (id: InboundEventId | undefined): Promise<PendingEvent | null> => {
  if (id === undefined) throw new Error('nothing was kept');
  const now = new Date('2026-05-04T00:00:00Z');
  const [claim] = await database.store.asWorker((tx) => claimFirst(tx, [id], now, new Date(0)));
  return claim?.kind === 'mine' ? readPending(claim.event) : null;
};

test('what residents write comes back letter for letter, with its moment, whatever stands beside it', async () => {
  const text = '「雨」で,{困る}\\ "と" NULL\n🏠';
  const furthest = new Date(8.64e15);
  const [id] = await keep(saying('e1', text), saying('e2', '後', { address: null, occurredAt: furthest }));
  const found = await taken(id);
  expect(found).toMatchObject({ id, occurredAt: new Date('2026-05-01T00:00:00.123Z') });
  expect(found?.what).toMatchObject({ content: { kind: 'text', text } });
});

test('what is told twice, alone or in one body, is one row and one job', async () => {
  const first = await keep(saying('e3', '一度'), saying('e3', '一度'));
  const again = await keep(saying('e3', '一度'), saying('e4', '二度目', { address: 'U-hara' }));
  expect([first.length, again.length]).toEqual([1, 1]);
});

test('an event leads to the oldest that waits in its thread, and to no other thread', async () => {
  const address = 'U-ogata';
  const [late] = await keep(saying('e5', '後', { address, occurredAt: new Date('2026-05-03T00:00:00Z') }));
  const [early] = await keep(saying('e6', '先', { address, occurredAt: new Date('2026-05-02T00:00:00Z') }));
  const found = await taken(late);
  expect(found?.id).toBe(early);
});

test('every kind of message is told again as it was told, marks, sets and edits too', async () => {
  const address = 'U-kinds';
  const message = saying('kinds', 'x').what;
  if (message.kind !== 'message') throw new Error('no message');
  const marks = [{ kind: 'emoji', index: 0, length: 6 }] as const;
  const told: readonly InboundEvent['what'][] = [
    { ...message, messageExternalId: 'k1', content: { kind: 'text', text: '(moon)', marks } },
    {
      ...message,
      messageExternalId: 'k2',
      content: { kind: 'image', elsewhere: 'photo.example' },
      imageSet: { id: 'set', index: 1, total: 2 },
    },
    { ...message, messageExternalId: 'k3', content: { kind: 'video', durationMs: 8_400 } },
    {
      kind: 'edit',
      messageExternalId: 'k4',
      content: { kind: 'text', text: '直しました' },
      quoteToken: 'leave',
    },
    { kind: 'postback', data: 'd', replyToken: null, params: { date: '2026-11-18' } },
  ];
  for (const [index, what] of told.entries()) {
    const at = address + String(index);
    const [id] = await keep({ ...saying(`kinds-${index}`, 'x'), address: at, what });
    const found = await taken(id);
    expect(found?.what).toEqual(what);
  }
});

test('what an earlier release has kept is still understood: its sets, which had no id, come photo by photo', async () => {
  const address = 'U-earlier';
  const [id] = await keep({ ...saying('earlier', 'x'), address });
  const body = {
    kind: 'message',
    messageExternalId: 'm-earlier',
    content: { kind: 'image' },
    quotedExternalId: null,
    quoteToken: null,
    replyToken: null,
    imageSet: { index: 1, total: 2 },
  };
  await query(database.url, 'update inbound_event set body = $2 where id = $1', [id, JSON.stringify(body)]);
  const found = await taken(id);
  expect(found?.what).toEqual({ ...body, imageSet: null });
});
