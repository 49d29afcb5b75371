import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { AttachmentId, ErasureId, MatterId, MessageId, ResidentId } from '#src/domain/ids';
import type { Tx } from './open.ts';

/** Statements may take longer than others: the ledger is read whole, and it keeps everything that was ever told. */
export const takeTime = async (tx: Tx): Promise<void> => {
  await sql`set local statement_timeout = '10min'`.execute(tx);
};

/** Where a resident can be reached, in an order in which everybody locks these. */
export const addressesOf = async (tx: Tx, id: ResidentId): Promise<readonly Address[]> =>
  tx
    .selectFrom('thread')
    .innerJoin('account', 'account.id', 'thread.account_id')
    .select(['thread.channel', 'thread.address'])
    .where('account.resident_id', '=', id)
    .orderBy('thread.channel')
    .orderBy('thread.address')
    .execute();

interface Address {
  readonly channel: ChannelName;
  readonly address: string;
}

/** Every message of their threads, theirs and the city's, that has words still. */
export const messagesWith = async (tx: Tx, id: ResidentId): Promise<readonly MessageId[]> => {
  const rows = await tx
    .selectFrom('message')
    .innerJoin('thread', 'thread.id', 'message.thread_id')
    .innerJoin('account', 'account.id', 'thread.account_id')
    .select('message.id')
    .where('account.resident_id', '=', id)
    .where('message.taken_back_at', 'is', null)
    .execute();
  return rows.map((row) => row.id);
};

/** Closed ones too. */
export const mattersWith = async (tx: Tx, id: ResidentId): Promise<readonly MatterId[]> => {
  const rows = await tx
    .selectFrom('matter')
    .select('id')
    .where('resident_id', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
};

/**
 * Everything that has this address forgets it: a name that means nothing stands there from now on, and who writes from the
 * address again is somebody new. The ledger keeps the platform's ids of events and messages, so that a redelivery is still
 * known; what waits there to be sorted came later than what was erased, and stays. No index leads to a ledger's
 * address: this is asked some times a year, and an index would be written with every event.
 */
export const forgetAddress = async (
  tx: Tx,
  { channel, address }: Address,
  name: string,
  now: Date,
): Promise<void> => {
  await sql`
    update inbound_event
    set body = null, address = ${name}, state = 'done', handled_at = coalesce(handled_at, ${now}), set_aside_at = null
    where channel = ${channel} and address = ${address} and state <> 'pending'`.execute(tx);
  await sql`
    update account set external_id = ${name}, display_name = null, state = 'blocked', state_at = ${now}
    where channel = ${channel} and external_id = ${address}`.execute(tx);
  await sql`update thread set address = ${name} where channel = ${channel} and address = ${address}`.execute(
    tx,
  );
  await sql`delete from working_sign where channel = ${channel} and address = ${address}`.execute(tx);
  if (!isUuid(address)) return;
  // Only the web chat names residents like this: the table names themselves say whose they are.
  await sql`delete from chat_session where account_external_id = ${address}`.execute(tx);
  await sql`delete from chat_code where account_external_id = ${address}`.execute(tx);
  await sql`delete from chat_arrival where address = ${address}`.execute(tx);
};

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

export const forgetNotes = async (tx: Tx, id: ErasureId): Promise<void> => {
  await sql`select forget_notes(${id})`.execute(tx);
};

/** What staff laid beside answers that will never be sent. */
export const dropUploadsOf = async (tx: Tx, id: ResidentId): Promise<readonly AttachmentId[]> => {
  const { rows } = await sql<{ id: AttachmentId }>`
    update upload set state = 'erasing'
    where matter_id in (select m.id from matter m where m.resident_id = ${id})
    returning id`.execute(tx);
  return rows.map((row) => row.id);
};
