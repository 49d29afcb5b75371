import { sql } from 'kysely';
import type { StaffId } from '#src/domain/ids';
import type { StaffState } from '#src/domain/staff';
import type { Tx } from './open.ts';
import type { NewStaff } from './staff.ts';

/** What the door compares with. Only `asDoor` sees it. */
export interface Credentials {
  readonly staffId: StaffId;
  readonly email: string;
  readonly state: StaffState;
  readonly passwordHash: string | null;
}

export const findCredentials = async (tx: Tx, email: string): Promise<Credentials | null> =>
  (await credentials(tx).where('email', '=', email).executeTakeFirst()) ?? null;

export const credentialsOf = async (tx: Tx, id: StaffId): Promise<Credentials | null> =>
  (await credentials(tx).where('id', '=', id).executeTakeFirst()) ?? null;

/**
 * Whether this person may still come in with the password that was just compared. Nobody can end their access until the
 * transaction ends.
 */
export const holdCredentials = async (tx: Tx, seen: Credentials): Promise<boolean> => {
  const row = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', seen.staffId)
    .where('state', '=', 'active')
    .where('password_hash', '=', seen.passwordHash)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
};

/** Their own password: from now on they may come in. */
export const setPassword = async (tx: Tx, id: StaffId, hash: string): Promise<void> => {
  await tx
    .updateTable('staff')
    .set({ password_hash: hash, must_change_password: false, state: 'active' })
    .where('id', '=', id)
    .execute();
};

export const touchLastSeen = async (tx: Tx, id: StaffId, now: Date, notSince: Date): Promise<void> => {
  await tx
    .updateTable('staff')
    .set({ last_seen_at: now })
    .where('id', '=', id)
    .where((or) => or.or([or('last_seen_at', 'is', null), or('last_seen_at', '<=', notSince)]))
    .execute();
};

/** Two first starts at once make one administrator: the second waits here, and then finds somebody. */
export const lockFirstStaff = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('first staff', 0))`.execute(tx);
};

export const isAnybodyThere = async (tx: Tx): Promise<boolean> =>
  (await tx.selectFrom('staff').select('id').limit(1).executeTakeFirst()) !== undefined;

/** Somebody who comes in with a one-time password instead of a link. */
export const addWithOneTimePassword = async (tx: Tx, person: NewStaff, hash: string): Promise<void> => {
  await tx
    .insertInto('staff')
    .values({
      id: person.id,
      email: person.email,
      name: person.name,
      is_administrator: person.isAdministrator,
      state: 'active',
      password_hash: hash,
      must_change_password: true,
    })
    .execute();
};

const credentials = (tx: Tx) =>
  tx.selectFrom('staff').select(['id as staffId', 'email', 'state', 'password_hash as passwordHash']);
