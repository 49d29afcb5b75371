import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOutboxId } from '#src/domain/ids';
import { isTalkId, type TalkId } from '#src/domain/talk';
import { ChatDevice, problemIn, textsIn } from '#test/support/chat-device';
import { road } from '#test/support/city-hall';
import { layMatter, make } from '#test/support/laid-matter';
import { layOutbox, layTalk } from '#test/support/laid-talk';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { query } from '#test/support/query';
import { tablesIn } from '#test/support/table-dump';
import { clerkOf } from '#test/support/web-session';

let web: OpenWeb;
/** Two residents whose talks have something in every table that a talk stands on. */
let mine: Laid;
let theirs: Laid;

interface Laid {
  readonly talk: TalkId;
  readonly photoId: string;
  readonly unsentId: string;
}

beforeAll(async () => {
  web = await openWeb();
  mine = await lay();
  theirs = await lay();
  const clerk = await clerkOf(web, road);
  await layMatter(web.hall.url, road, 'open', clerk.staffId);
});
afterAll(() => web.close());

const lay = async (): Promise<Laid> => {
  const { url } = web.hall;
  const talk = make(isTalkId);
  const [messageId, photoId] = [randomUUID(), randomUUID()];
  await layTalk(url, talk);
  await query(
    url,
    `insert into message (id, thread_id, author, kind, content, external_id, channel, occurred_at)
      select $1, id, 'resident', 'image', '{"kind":"image"}', $2 || '/photo', 'webchat', now() from thread where address = $2`,
    [messageId, talk],
  );
  await query(
    url,
    `insert into attachment (id, message_id, kind, state, mime, bytes) values ($1, $2, 'image', 'stored', 'image/jpeg', 5)`,
    [photoId, messageId],
  );
  await web.media.put(photoId, Readable.from([Buffer.from('photo')]), 100);
  await query(
    url,
    `insert into inbound_event (id, channel, event_id, address, kind, message_external_id, occurred_at, body)
      values ($1, 'webchat', $2 || '/waiting', $2, 'message', $2 || '/waiting', now(), $3)`,
    [
      randomUUID(),
      talk,
      JSON.stringify({
        kind: 'message',
        messageExternalId: `${talk}/waiting`,
        content: { kind: 'text', text: '待っている言葉' },
        quotedExternalId: null,
        quoteToken: null,
        replyToken: null,
        imageSet: null,
      }),
    ],
  );
  const arrived = make(isOutboxId);
  const parts = [{ kind: 'text', text: '届いたお返事', quickReplies: [] }] as const;
  await layOutbox(url, talk, { id: arrived, address: talk, route: { kind: 'push' }, parts });
  await query(url, 'insert into chat_arrival (outbox_id, address, arrived_at) values ($1, $2, now())', [
    arrived,
    talk,
  ]);
  const unsentId = make(isOutboxId);
  const unsent = [{ kind: 'text', text: 'まだ届いていないお返事', quickReplies: [] }] as const;
  await layOutbox(url, talk, { id: unsentId, address: talk, route: { kind: 'push' }, parts: unsent });
  return { talk, photoId, unsentId };
};

/** Every column that residents may look at, as the walls have it. */
const seenTables = [
  'attachment',
  'chat_arrival',
  'inbound_event',
  'message',
  'outbox',
  'outbox_message',
  'thread',
];

const columnsOf = async (table: string): Promise<readonly string[]> => {
  const rows = await query(
    web.hall.url,
    `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
      and has_column_privilege('kodama_resident', attrelid, attnum, 'select') order by 1`,
    [table],
  );
  return rows.map(({ attname }) => String(attname));
};

test('what a resident’s role may look at is written down, and it may write nothing', async () => {
  for (const table of await tablesIn(web.hall.url)) {
    const seen = (await columnsOf(table)).length > 0;
    expect([table, seen]).toEqual([table, seenTables.includes(table)]);
    const [may] = await query(
      web.hall.url,
      `select has_any_column_privilege('kodama_resident', $1::regclass, 'insert, update') or
        has_table_privilege('kodama_resident', $1::regclass, 'delete, truncate') as may`,
      [table],
    );
    expect([table, may?.['may']]).toEqual([table, false]);
  }
  expect(await columnsOf('message')).not.toContain('staff_id');
  expect(await columnsOf('outbox')).toEqual(['id', 'quick_replies']);
  const functions = await query(
    web.hall.url,
    `select proname from pg_proc where pronamespace = 'public'::regnamespace
      and has_function_privilege('kodama_resident', oid, 'execute')`,
  );
  expect(functions).toEqual([{ proname: 'current_talk' }]);
});

const counts = async (who: TalkId | string): Promise<Readonly<Record<string, number>>> => {
  if (!isTalkId(who)) throw new Error('no talk');
  const seen = await web.hall.store.asResident(who, async (tx) => {
    const all: [string, number][] = [];
    for (const table of seenTables) {
      const [column = ''] = await columnsOf(table);
      const { rows } = await sql`select ${sql.ref(column)} from ${sql.table(table)}`.execute(tx);
      all.push([table, rows.length]);
    }
    return all;
  });
  return Object.fromEntries(seen);
};

test('each resident sees their own rows, only what has arrived, and a stranger none at all', async () => {
  const own = {
    attachment: 1,
    chat_arrival: 1,
    inbound_event: 1,
    message: 2,
    outbox: 1,
    outbox_message: 1,
    thread: 1,
  };
  expect(await counts(mine.talk)).toEqual(own);
  expect(await counts(theirs.talk)).toEqual(own);
  const nothing = Object.fromEntries(seenTables.map((table) => [table, 0]));
  expect(await counts(randomUUID())).toEqual(nothing);
  const forgotten = web.hall.store.asFeed((tx) => sql`select id from message`.execute(tx));
  await expect(forgotten).rejects.toThrow('permission denied');
});

/** A device of a talk that lies there already. */
const deviceOf = async (talk: TalkId): Promise<ChatDevice> => {
  const device = new ChatDevice(() => web.base);
  await device.say('はじめまして');
  await query(
    web.hall.url,
    `update chat_session set account_external_id = $1 where account_external_id::text not in
      (select address from thread where channel = 'webchat')`,
    [talk],
  );
  return device;
};

test('over the wire a resident reads their own talk and photo, and nothing of another', async () => {
  const [me, other] = [await deviceOf(mine.talk), await deviceOf(theirs.talk)];
  expect(textsIn(await me.talk()).toSorted()).toEqual(['image', '待っている言葉', '届いたお返事'].toSorted());
  const path = `attachments/${mine.photoId}`;
  for (const address of [path, `${path}/preview`]) {
    const shown = await me.ask('GET', address);
    expect([shown.status, shown.body, shown.headers.get('content-type')]).toEqual([
      200,
      'photo',
      'image/jpeg',
    ]);
    const hidden = await other.ask('GET', address);
    const missing = await other.ask('GET', `attachments/${randomUUID()}`);
    expect([hidden.status, hidden.body]).toEqual([404, missing.body]);
  }
  for (const pageId of [randomUUID(), mine.photoId]) {
    expect(problemIn(await other.ask('DELETE', `messages/${pageId}`)).code).toBe('not-found');
  }
});

test('nothing that lies behind the desk is said to residents: no names, matters or departments', async () => {
  const me = await deviceOf(mine.talk);
  const { body } = await me.ask('GET', 'talk');
  const told = JSON.stringify(body);
  for (const secret of [mine.talk, 'まだ届いていない', 'staff', 'matter', 'department', 'road']) {
    expect(told).not.toContain(secret);
  }
});

test('a quote shows nothing of a message of somebody else’s talk, however it came to be there', async () => {
  const me = await deviceOf(mine.talk);
  await query(
    web.hall.url,
    `update message set quotes_external_id = $2 || '/photo',
        quotes_message_id = (select id from message where external_id = $2 || '/photo')
      where thread_id = (select id from thread where address = $1)`,
    [mine.talk, theirs.talk],
  );
  const { messages } = await me.talk();
  expect(messages.map(({ quotes }) => quotes)).toEqual(messages.map(() => null));
  await query(
    web.hall.url,
    `update message set quotes_message_id = (select id from message where external_id = $1 || '/photo')
      where thread_id = (select id from thread where address = $1) and author <> 'resident'`,
    [mine.talk],
  );
  expect((await me.talk()).messages.flatMap(({ quotes }) => quotes ?? [])).toEqual([
    { id: 'photo', excerpt: '写真' },
  ]);
});
