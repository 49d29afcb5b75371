import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { AccountId, ResidentId } from '#src/domain/ids';
import { allTogether, byKey, column, together } from './together.ts';

export interface AccountName {
  readonly channel: ChannelName;
  readonly externalId: string;
}

/**
 * Takes the right to ask for this account's profile, when it was not asked for since `notSince`; null when somebody asked
 * already. For an account once in a transaction.
 */
export const claimProfile = together(
  async (
    tx,
    asked: readonly { readonly id: AccountId; readonly notSince: Date; readonly now: Date }[],
  ): Promise<readonly (AccountName | null)[]> => {
    const { rows } = await sql<AccountName & { id: AccountId }>`
      update account set profile_asked_at = told.now
      from unnest(${column(asked, ({ id }) => id)}::uuid[], ${column(asked, ({ notSince }) => notSince)}::timestamptz[],
        ${column(asked, ({ now }) => now)}::timestamptz[]) as told(id, not_since, now)
      where account.id = told.id
        and (account.profile_asked_at is null or account.profile_asked_at < told.not_since)
      returning account.id, account.channel, account.external_id as "externalId"`.execute(tx);
    const claimed = byKey(rows, ({ id }) => id);
    return asked.map(({ id }) => claimed.get(id) ?? null);
  },
);

/** As if the profile had been asked for at this time. */
export const setProfileAskedAt = allTogether(
  (tx, asked: readonly { readonly id: AccountId; readonly at: Date }[]) =>
    sql`
      update account set profile_asked_at = told.at
      from unnest(${column(asked, ({ id }) => id)}::uuid[],
        ${column(asked, ({ at }) => at)}::timestamptz[]) as told(id, at)
      where account.id = told.id`.execute(tx),
);

export interface DisplayName {
  readonly id: AccountId;
  readonly externalId: string;
  readonly displayName: string;
}

/** Whose name it is; null when they were called so before, or were erased while their platform was asked. */
export const setDisplayName = together(
  async (tx, names: readonly DisplayName[]): Promise<readonly (ResidentId | null)[]> => {
    const { rows } = await sql<{ id: AccountId; residentId: ResidentId }>`
      update account set display_name = told.name
      from unnest(${column(names, ({ id }) => id)}::uuid[], ${column(names, ({ externalId }) => externalId)}::text[],
        ${column(names, ({ displayName }) => displayName)}::text[]) as told(id, external_id, name)
      where account.id = told.id and account.external_id = told.external_id
        and account.display_name is distinct from told.name
      returning account.id, account.resident_id as "residentId"`.execute(tx);
    const changed = byKey(rows, ({ id }) => id);
    return names.map(({ id }) => changed.get(id)?.residentId ?? null);
  },
);
