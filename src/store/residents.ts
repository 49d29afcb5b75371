import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { AccountId, ResidentId, ThreadId } from '#src/domain/ids';
import type { Tx } from './open.ts';

export interface Correspondent {
  readonly residentId: ResidentId;
  readonly accountId: AccountId;
  readonly threadId: ThreadId;
  readonly channel: ChannelName;
  readonly address: string;
  readonly isNew: boolean;
  readonly isBlocked: boolean;
  readonly profileAskedAt: Date | null;
}

/**
 * Holds everybody else off this thread until the transaction ends, also while its rows do not exist yet: so that two
 * messages at once never open two matters.
 */
export const lockThread = async (tx: Tx, channel: ChannelName, address: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${channel} ${address}`}, 0))`.execute(tx);
};

export interface NewCorrespondentIds {
  readonly residentId: ResidentId;
  readonly accountId: AccountId;
  readonly threadId: ThreadId;
}

/** The resident behind a private thread, made at their first word. Call under `lockThread`. */
export const ensureCorrespondent = async (
  tx: Tx,
  channel: ChannelName,
  address: string,
  ids: NewCorrespondentIds,
): Promise<Correspondent> => {
  const known = await tx
    .selectFrom('thread')
    .innerJoin('account', 'account.id', 'thread.account_id')
    .select([
      'thread.id as threadId',
      'account.id as accountId',
      'account.resident_id as residentId',
      sql<boolean>`account.state = 'blocked'`.as('isBlocked'),
      'account.profile_asked_at as profileAskedAt',
    ])
    .where('thread.channel', '=', channel)
    .where('thread.address', '=', address)
    .executeTakeFirst();
  if (known !== undefined) return { ...known, channel, address, isNew: false };

  await tx
    .with('made_resident', (db) => db.insertInto('resident').values({ id: ids.residentId }))
    .with('made_account', (db) =>
      db.insertInto('account').values({
        id: ids.accountId,
        resident_id: ids.residentId,
        channel,
        external_id: address,
        profile_asked_at: null,
      }),
    )
    .insertInto('thread')
    .values({ id: ids.threadId, channel, address, account_id: ids.accountId })
    .execute();
  return { ...ids, channel, address, isNew: true, isBlocked: false, profileAskedAt: null };
};

/** The thread of a group, which is nobody's account. False when it is known already. */
export const addGroupThread = async (
  tx: Tx,
  thread: { readonly id: ThreadId; readonly channel: ChannelName; readonly address: string },
): Promise<boolean> => {
  const added = await tx
    .insertInto('thread')
    .values({ ...thread, account_id: null })
    .onConflict((conflict) => conflict.columns(['channel', 'address']).doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
};

/** Blocked or not, as of `at`. False when it was so before, or when something later is known. */
export const setAccountState = async (
  tx: Tx,
  id: AccountId,
  state: 'active' | 'blocked',
  at: Date,
): Promise<boolean> => {
  const known = await tx
    .updateTable('account')
    .set({ state, state_at: at })
    .where('id', '=', id)
    .where((or) => or.or([or('state_at', 'is', null), or('state_at', '<=', at)]))
    .returning(sql<boolean>`old.state <> new.state`.as('isChanged'))
    .executeTakeFirst();
  return known?.isChanged ?? false;
};

/** Whoever writes has not blocked us, or no longer. False when they had not, or blocked us after `at`. */
export const unblockWriter = async (tx: Tx, id: AccountId, at: Date): Promise<boolean> => {
  const unblocked = await tx
    .updateTable('account')
    .set({ state: 'active', state_at: at })
    .where('id', '=', id)
    .where('state', '=', 'blocked')
    .where((or) => or.or([or('state_at', 'is', null), or('state_at', '<=', at)]))
    .executeTakeFirst();
  return unblocked.numUpdatedRows === 1n;
};

/**
 * Takes the right to ask for this account's profile, when it was not asked for since `notSince`; null when somebody asked
 * already.
 */
export const claimProfile = async (
  tx: Tx,
  id: AccountId,
  notSince: Date,
  now: Date,
): Promise<{ readonly channel: ChannelName; readonly externalId: string } | null> => {
  const claimed = await tx
    .updateTable('account')
    .set({ profile_asked_at: now })
    .where('id', '=', id)
    .where((or) => or.or([or('profile_asked_at', 'is', null), or('profile_asked_at', '<', notSince)]))
    .returning(['channel', 'external_id as externalId'])
    .executeTakeFirst();
  return claimed ?? null;
};

/** As if the profile had been asked for at this time. */
export const setProfileAskedAt = async (tx: Tx, id: AccountId, at: Date): Promise<void> => {
  await tx.updateTable('account').set({ profile_asked_at: at }).where('id', '=', id).execute();
};

export const setDisplayName = async (tx: Tx, id: AccountId, displayName: string): Promise<void> => {
  await tx.updateTable('account').set({ display_name: displayName }).where('id', '=', id).execute();
};

export const residentOf = async (tx: Tx, id: AccountId): Promise<ResidentId | null> => {
  const row = await tx.selectFrom('account').select('resident_id').where('id', '=', id).executeTakeFirst();
  return row?.resident_id ?? null;
};

/** Where a matter's answers go. */
export const threadOf = async (
  tx: Tx,
  id: ThreadId,
): Promise<Pick<Correspondent, 'threadId' | 'accountId' | 'channel'> | null> => {
  const row = await tx
    .selectFrom('thread')
    .select(['id as threadId', 'account_id as accountId', 'channel'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined || row.accountId === null ? null : { ...row, accountId: row.accountId };
};
