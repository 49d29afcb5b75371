import { sql } from 'kysely';
import type { MatterId, MessageId, ThreadId } from '#src/domain/ids';
import type { Tx } from './open.ts';

/** The message of the same thread that a resident's message quotes; null when it was not seen. */
export const findQuoted = async (
  tx: Tx,
  { threadId, quotesExternalId }: { readonly threadId: ThreadId; readonly quotesExternalId: string | null },
): Promise<MessageId | null> => {
  if (quotesExternalId === null) return null;
  const { rows } = await sql<{ id: MessageId }>`
    select g.id from thread t
    join lateral (
      select id from message where channel = t.channel and external_id = ${quotesExternalId}
      union all
      select message_id from message_part where channel = t.channel and external_id = ${quotesExternalId}
    ) named on true
    join message g on g.id = named.id and g.thread_id = t.id
    where t.id = ${threadId}`.execute(tx);
  return rows[0]?.id ?? null;
};

/** What quoted this message before it was known by this platform's id now points at it. */
export const meetQuotes = async (tx: Tx, id: MessageId, externalId: string): Promise<void> => {
  await sql`
    update message set quotes_message_id = quoted.id
    from message quoted
    where quoted.id = ${id} and message.channel = quoted.channel and message.thread_id = quoted.thread_id
      and message.quotes_external_id = ${externalId} and message.quotes_message_id is null`.execute(tx);
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
