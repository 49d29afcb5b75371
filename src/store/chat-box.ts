import { sql } from 'kysely';
import type { OutboxId } from '#src/domain/ids';
import type { Store, Tx } from './open.ts';

/** A send has reached the talk; once, however often it is told. */
const recordArrival = async (tx: Tx, id: OutboxId, address: string, now: Date): Promise<void> => {
  await tx
    .insertInto('chat_arrival')
    .values({ outbox_id: id, address, arrived_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Where the photo lies that was posted as this message. */
const photoKeyOf = async (tx: Tx, messageExternalId: string): Promise<string | null> => {
  const row = await tx
    .selectFrom('chat_photo')
    .select('media_key as mediaKey')
    .where('message_external_id', '=', messageExternalId)
    .executeTakeFirst();
  return row?.mediaKey ?? null;
};

/** The web chat's side of the database, as its channel uses it. */
export const chatBox = (store: Store, clock: { now(): Date }) => ({
  arrive: (id: OutboxId, address: string): Promise<void> =>
    store.asWorker((tx) => recordArrival(tx, id, address, clock.now())),
  photoKeyOf: (messageExternalId: string): Promise<string | null> =>
    store.asWorker((tx) => photoKeyOf(tx, messageExternalId)),
});

/** Says where a posted photo is going to lie, before it lies there; posted again, it lies in the same place. */
export const announcePhoto = async (
  tx: Tx,
  photo: { readonly messageExternalId: string; readonly mediaKey: string; readonly at: Date },
): Promise<string> => {
  await tx
    .insertInto('chat_photo')
    .values({
      message_external_id: photo.messageExternalId,
      media_key: photo.mediaKey,
      posted_at: photo.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await photoKeyOf(tx, photo.messageExternalId)) ?? photo.mediaKey;
};

export interface PostedPhoto {
  readonly messageExternalId: string;
  readonly mediaKey: string;
}

/**
 * Photos for which nobody comes any more: fetched, taken back, or never told of since `before`. One whose fetching failed is
 * left, since staff may try again.
 */
export const photosToRemove = async (
  tx: Tx,
  before: Date,
  limit: number,
): Promise<readonly PostedPhoto[]> => {
  const { rows } = await sql<PostedPhoto>`
    select p.message_external_id as "messageExternalId", p.media_key as "mediaKey"
    from chat_photo p
    left join message g on g.channel = 'webchat' and g.external_id = p.message_external_id
    where case
      when g.id is null then p.posted_at < ${before} and not exists (
        select from inbound_event e where e.channel = 'webchat' and e.message_external_id = p.message_external_id
          and e.kind = 'message' and e.state <> 'done')
      else not exists (
        select from attachment a where a.message_id = g.id and a.state in ('waiting', 'failed'))
      end
    order by p.posted_at
    limit ${limit}`.execute(tx);
  return rows;
};

export const forgetPhoto = async (tx: Tx, messageExternalId: string): Promise<void> => {
  await tx.deleteFrom('chat_photo').where('message_external_id', '=', messageExternalId).execute();
};
