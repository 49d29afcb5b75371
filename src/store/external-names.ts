import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { MessageId } from '#src/domain/ids';
import type { Tx } from './open.ts';
import { meetQuotes } from './quotes.ts';

/** The message that the platform knows by this id, or a part of which it knows by it. */
export const messageNamed = async (
  tx: Tx,
  channel: ChannelName,
  externalId: string,
): Promise<MessageId | null> => {
  const { rows } = await sql<{ id: MessageId }>`
    select id from message where channel = ${channel} and external_id = ${externalId}
    union all
    select message_id from message_part where channel = ${channel} and external_id = ${externalId}
    limit 1`.execute(tx);
  return rows[0]?.id ?? null;
};

/** The platform's id of what we sent, so that a resident's quote of it is understood, and its leave to quote it ourselves. */
export const setExternalId = async (
  tx: Tx,
  id: MessageId,
  externalId: string,
  quoteToken: string | null,
): Promise<void> => {
  await tx
    .updateTable('message')
    .set({
      external_id: externalId,
      quote_token: sql`case when taken_back_at is null then ${quoteToken}::text end`,
    })
    .where('id', '=', id)
    .execute();
  await meetQuotes(tx, id, externalId);
};

/** The platform's id of a later part of what we sent. */
export const addPart = async (tx: Tx, id: MessageId, externalId: string): Promise<void> => {
  await sql`
    insert into message_part (channel, external_id, message_id)
    select channel, ${externalId}, id from message where id = ${id}
    on conflict do nothing`.execute(tx);
  await meetQuotes(tx, id, externalId);
};
