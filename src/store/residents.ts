import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { AccountId, ResidentId, ThreadId } from '#src/domain/ids';
import type { Tx } from './open.ts';
import type { ThreadName } from './pending-events.ts';
import { byKey, column, together } from './together.ts';

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
 * Holds everybody else off these threads until the transaction ends, also while their rows do not exist yet: so that two
 * messages at once never open two matters. Taken in one order, so that two who want the same threads do not block each other.
 */
export const lockThreads = async (tx: Tx, threads: readonly ThreadName[]): Promise<void> => {
  const names = threads.map(({ channel, address }) => `${channel} ${address}`);
  await sql`
    select pg_advisory_xact_lock(thread.key)
    from (
      select distinct hashtextextended(name, 0) as key from unnest(${names}::text[]) as named(name) order by key
    ) thread`.execute(tx);
};

/** Beyond this a statement of the transaction fails instead of waiting for somebody else's rows. */
export const waitForLocks = async (tx: Tx, mostMs: number): Promise<void> => {
  await sql`select set_config('lock_timeout', ${`${mostMs}ms`}, true)`.execute(tx);
};

export interface NewCorrespondent extends ThreadName {
  /** Taken when nobody is known there. */
  readonly residentId: ResidentId;
  readonly accountId: AccountId;
  readonly threadId: ThreadId;
}

/** The resident behind a private thread, made at their first word. Call under `lockThreads`, for a thread once. */
export const ensureCorrespondent = together(
  async (tx, asked: readonly NewCorrespondent[]): Promise<readonly Correspondent[]> => {
    const { rows: known } = await sql<KnownCorrespondent>`
      select thread.id as "threadId", thread.channel, thread.address, account.id as "accountId",
        account.resident_id as "residentId", account.state = 'blocked' as "isBlocked",
        account.profile_asked_at as "profileAskedAt"
      from unnest(${column(asked, ({ channel }) => channel)}::text[],
        ${column(asked, ({ address }) => address)}::text[]) as told(channel, address)
      join thread on thread.channel = told.channel and thread.address = told.address
      join account on account.id = thread.account_id`.execute(tx);
    const knownAt = byKey(known, placeOf);
    const strangers = asked.filter((one) => !knownAt.has(placeOf(one)));
    if (strangers.length > 0) await meet(tx, strangers);
    return asked.map(({ residentId, accountId, threadId, channel, address }): Correspondent => {
      const one = knownAt.get(placeOf({ channel, address }));
      if (one !== undefined) return { ...one, isNew: false };
      return {
        residentId,
        accountId,
        threadId,
        channel,
        address,
        isNew: true,
        isBlocked: false,
        profileAskedAt: null,
      };
    });
  },
);

type KnownCorrespondent = Omit<Correspondent, 'isNew'>;

const placeOf = ({ channel, address }: ThreadName): string => `${channel} ${address}`;

const meet = async (tx: Tx, strangers: readonly NewCorrespondent[]): Promise<void> => {
  await sql`
    with told as materialized (
      select * from unnest(
        ${column(strangers, ({ residentId }) => residentId)}::uuid[],
        ${column(strangers, ({ accountId }) => accountId)}::uuid[],
        ${column(strangers, ({ threadId }) => threadId)}::uuid[],
        ${column(strangers, ({ channel }) => channel)}::text[],
        ${column(strangers, ({ address }) => address)}::text[]
      ) as told(resident_id, account_id, thread_id, channel, address)
    ), made_resident as (
      insert into resident (id) select resident_id from told
    ), made_account as (
      insert into account (id, resident_id, channel, external_id)
      select account_id, resident_id, channel, address from told
    )
    insert into thread (id, channel, address, account_id)
    select thread_id, channel, address, account_id from told`.execute(tx);
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
