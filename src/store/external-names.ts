import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { MessageId } from '#src/domain/ids';
import type { Tx } from './open.ts';
import { meetQuotes } from './quotes.ts';
import { allTogether, column } from './together.ts';

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

export interface ExternalName {
  readonly id: MessageId;
  readonly externalId: string;
}

/** The platform's id of what we sent, so that a resident's quote of it is understood, and its leave to quote it ourselves. */
export const setExternalId = allTogether(
  async (tx, named: readonly (ExternalName & { readonly quoteToken: string | null })[]) => {
    await sql`
      update message set external_id = told.external_id,
        quote_token = case when message.taken_back_at is null then told.quote_token end
      from unnest(${column(named, ({ id }) => id)}::uuid[], ${column(named, ({ externalId }) => externalId)}::text[],
        ${column(named, ({ quoteToken }) => quoteToken)}::text[]) as told(id, external_id, quote_token)
      where message.id = told.id`.execute(tx);
    await meetQuotes(tx, named);
  },
);

/** The platform's id of a later part of what we sent. */
export const addPart = async (tx: Tx, { id, externalId }: ExternalName): Promise<void> => {
  await sql`
    insert into message_part (channel, external_id, message_id)
    select channel, ${externalId}, id from message where id = ${id}
    on conflict do nothing`.execute(tx);
  await meetQuotes(tx, [{ id, externalId }]);
};
