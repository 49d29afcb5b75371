import { sql } from 'kysely';
import type { MatterId, MessageId, ThreadId } from '#src/domain/ids';
import type { Tx } from './open.ts';
import { column } from './together.ts';

export interface Quoting {
  readonly id: MessageId;
  readonly threadId: ThreadId;
  readonly quotesExternalId: string | null;
}

/** The messages of the same thread that residents' messages quote, by the one that quotes; without what was not seen. */
export const findQuoted = async (
  tx: Tx,
  quoting: readonly Quoting[],
): Promise<ReadonlyMap<MessageId, MessageId>> => {
  const asked = quoting.filter(({ quotesExternalId }) => quotesExternalId !== null);
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ by: MessageId; id: MessageId }>`
    select told.by, g.id
    from unnest(${column(asked, ({ id }) => id)}::uuid[], ${column(asked, ({ threadId }) => threadId)}::uuid[],
      ${column(asked, ({ quotesExternalId }) => quotesExternalId)}::text[]) as told(by, thread_id, quoted)
    join thread t on t.id = told.thread_id
    join lateral (
      select id from message where channel = t.channel and external_id = told.quoted
      union all
      select message_id from message_part where channel = t.channel and external_id = told.quoted
    ) named on true
    join message g on g.id = named.id and g.thread_id = t.id`.execute(tx);
  return new Map(rows.map(({ by, id }) => [by, id]));
};

/** What quoted these messages before they were known by their platform's ids now points at them. */
export const meetQuotes = async (
  tx: Tx,
  named: readonly { readonly id: MessageId; readonly externalId: string }[],
): Promise<void> => {
  if (named.length === 0) return;
  await sql`
    update message set quotes_message_id = quoted.id
    from unnest(${column(named, ({ id }) => id)}::uuid[],
      ${column(named, ({ externalId }) => externalId)}::text[]) as told(id, external_id)
    join message quoted on quoted.id = told.id
    where message.channel = quoted.channel and message.thread_id = quoted.thread_id
      and message.quotes_external_id = told.external_id and message.quotes_message_id is null`.execute(tx);
};

/**
 * - `yes`: the platform will show it as a quote
 * - `taken-back`: it was said in this matter and its words are gone
 * - `no`: not in this matter, not seen through the walls, or of a kind that cannot be quoted
 */
export type Quotable = 'yes' | 'taken-back' | 'no';

export const isQuotable = async (tx: Tx, matterId: MatterId, id: MessageId): Promise<Quotable> => {
  const row = await tx
    .selectFrom('message')
    .innerJoin('matter_message', 'matter_message.message_id', 'message.id')
    .select(['message.quote_token as token', 'message.taken_back_at as takenBackAt'])
    .where('message.id', '=', id)
    .where('matter_message.matter_id', '=', matterId)
    .executeTakeFirst();
  if (row === undefined) return 'no';
  if (row.takenBackAt !== null) return 'taken-back';
  return row.token === null ? 'no' : 'yes';
};
