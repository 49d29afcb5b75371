import { sql } from 'kysely';
import type { AttachmentId } from '#src/domain/ids';
import type { Author, Content, MediaKind } from '#src/domain/message';
import { externalIdIn, type TalkId } from '#src/domain/talk';
import type { Tx } from './open.ts';
import { happening } from './happening.ts';

/** One message as its resident sees it. */
export interface TalkMessage extends TalkPlace {
  /** The channel's; null for the city's that was sent in several parts. */
  readonly externalId: string | null;
  readonly author: Author;
  /** Null when it was taken back. */
  readonly content: Content | null;
  /** What it quotes, by the channel's id or by ours: staff name it by ours, and what is not sorted yet has the other alone. */
  readonly quotesExternalId: string | null;
  readonly quotesId: string | null;
  readonly mayTakeBack: boolean;
  /** It waits for the worker. */
  readonly isUnsorted: boolean;
}

/** Where a message stands in its talk. */
export interface TalkPlace {
  readonly at: Date;
  /** Among what arrived in one send. */
  readonly position: number;
  readonly id: string;
}

/** The newest `limit` messages before a place, oldest first; read `asResident`, whose walls choose the talk. */
export const talkMessages = async (
  tx: Tx,
  before: TalkPlace | null,
  limit: number,
): Promise<readonly TalkMessage[]> => {
  const isBefore =
    before === null
      ? sql`true`
      : sql`(said.at, said.position, said.id) < (${before.at}, ${before.position}::int, ${before.id}::uuid)`;
  const { rows } = await sql<Row>`
    select * from (${said}) said where ${isBefore} order by said.at desc, said.position desc, said.id desc limit ${limit}`.execute(
    tx,
  );
  return rows.toReversed().map(toMessage);
};

/** Where a message of the talk stands, by either of its ids; null for what is not in it. */
export const placeInTalk = async (tx: Tx, talk: TalkId, pageId: string): Promise<TalkPlace | null> => {
  const found = await findInTalk(tx, talk, pageId);
  return found === null ? null : { at: found.at, position: found.position, id: found.id };
};

export const findInTalk = async (tx: Tx, talk: TalkId, pageId: string): Promise<TalkMessage | null> => {
  const { rows } = await sql<Row>`
    select * from (${said}) said
    where said."externalId" = ${externalIdIn(talk, pageId)} or said.id::text = ${pageId}
    limit 1`.execute(tx);
  return rows.map(toMessage)[0] ?? null;
};

interface Row extends TalkPlace {
  readonly externalId: string | null;
  readonly author: Author;
  readonly content: Content | null;
  readonly body: unknown;
  readonly label: string | null;
  readonly quotesExternalId: string | null;
  readonly quotesId: string | null;
  readonly isTakenBack: boolean;
  readonly isUnsorted: boolean;
}

/**
 * What was recorded; then what was posted and is not sorted yet, which must not vanish from sight while no worker runs; then
 * the buttons that were touched, which become no message. The city's messages stand where they arrived.
 */
const said = sql`
  select g.id, g.external_id as "externalId", g.author, coalesce(a.arrived_at, g.occurred_at) as at,
    coalesce(om.position, 0) as position, g.content,
    null::jsonb as body, null::text as label, g.quotes_external_id as "quotesExternalId",
    g.quotes_message_id as "quotesId",
    g.content is null or exists (
      select from inbound_event u
      where u.channel = 'webchat' and u.kind = 'unsend' and u.message_external_id = g.external_id) as "isTakenBack",
    false as "isUnsorted"
  from thread t
  join message g on g.thread_id = t.id
  left join outbox_message om on om.message_id = g.id
  left join chat_arrival a on a.outbox_id = om.outbox_id
  union all
  select e.id, e.message_external_id, 'resident', e.occurred_at, 0, null, e.body, null, null, null,
    exists (
      select from inbound_event u
      where u.channel = 'webchat' and u.kind = 'unsend' and u.message_external_id = e.message_external_id),
    true
  from inbound_event e
  where e.channel = 'webchat' and e.kind = 'message' and e.state = 'pending'
  union all
  select e.id, e.event_id, 'resident', e.occurred_at, 0, null, null, c.label, null, null, false,
    e.state = 'pending'
  from inbound_event e
  cross join lateral (
    select q ->> 'label' as label
    from chat_arrival a join outbox o on o.id = a.outbox_id, jsonb_array_elements(o.quick_replies) q
    where q ->> 'data' = e.body ->> 'data'
    limit 1
  ) c
  where e.channel = 'webchat' and e.kind = 'postback'`;

const toMessage = ({ body, label, isTakenBack, ...row }: Row): TalkMessage => {
  const written = body === null ? null : happening.parse(body);
  const words: Content | null = label === null ? null : { kind: 'text', text: label };
  const content = row.content ?? (written?.kind === 'message' ? written.content : words);
  return {
    ...row,
    content: isTakenBack ? null : content,
    quotesExternalId: written?.kind === 'message' ? written.quotedExternalId : row.quotesExternalId,
    mayTakeBack: row.author === 'resident' && !isTakenBack && label === null,
  };
};

/** Those of a talk's messages that these quote. */
export const quotedInTalk = async (
  tx: Tx,
  messages: readonly TalkMessage[],
): Promise<readonly TalkMessage[]> => {
  const externalIds = messages.flatMap(({ quotesExternalId }) => quotesExternalId ?? []);
  const ids = messages.flatMap(({ quotesId }) => quotesId ?? []);
  if (externalIds.length + ids.length === 0) return [];
  const { rows } = await sql<Row>`
    select * from (${said}) said
    where said."externalId" = any(${externalIds}::text[]) or said.id = any(${ids}::uuid[])`.execute(tx);
  return rows.map(toMessage);
};

export const isQuoteOf = (message: TalkMessage, quoted: TalkMessage): boolean =>
  message.quotesId === quoted.id ||
  (message.quotesExternalId !== null && message.quotesExternalId === quoted.externalId);

export interface TalkAttachment {
  readonly id: AttachmentId;
  readonly messageId: string;
  readonly kind: MediaKind;
  readonly state: string;
  readonly fileName: string | null;
  readonly mime: string | null;
  readonly bytes: string | null;
}

export const talkAttachments = async (
  tx: Tx,
  messageIds: readonly string[],
): Promise<readonly TalkAttachment[]> => {
  if (messageIds.length === 0) return [];
  const { rows } = await sql<TalkAttachment>`
    select id, message_id as "messageId", kind, state, file_name as "fileName", mime, bytes
    from attachment where message_id = any(${[...messageIds]}::uuid[]) and state = 'stored'
    order by id`.execute(tx);
  return rows;
};
