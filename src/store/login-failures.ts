import { sql } from 'kysely';
import type { Tx } from './open.ts';

export interface Try {
  readonly email: string;
  readonly address: string;
}

/** Holds other tries with this e-mail or from this address off until the transaction ends, so that none slips past the count. */
export const lockTries = async (tx: Tx, { email, address }: Try): Promise<void> => {
  // Everybody takes the address first: in one order nobody waits in a circle.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`try from ${address}`}, 0))`.execute(tx);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`try as ${email}`}, 0))`.execute(tx);
};

/** When this e-mail's failures were, the latest first. */
export const failuresOfEmail = (
  tx: Tx,
  email: string,
  since: Date,
  limit: number,
): Promise<readonly Date[]> => momentsOf(failures(tx, since, limit).where('email', '=', email));

/** When failures from this address were, the latest first. */
export const failuresFromAddress = (
  tx: Tx,
  address: string,
  since: Date,
  limit: number,
): Promise<readonly Date[]> => momentsOf(failures(tx, since, limit).where('address', '=', address));

export const addFailure = async (tx: Tx, { email, address }: Try, at: Date): Promise<void> => {
  await tx.insertInto('login_failure').values({ email, address, at }).execute();
};

export const forgetFailuresBefore = async (tx: Tx, since: Date): Promise<void> => {
  await tx.deleteFrom('login_failure').where('at', '<', since).execute();
};

export const forgetFailuresOf = async (tx: Tx, email: string): Promise<void> => {
  await tx.deleteFrom('login_failure').where('email', '=', email).execute();
};

const failures = (tx: Tx, since: Date, limit: number) =>
  tx.selectFrom('login_failure').select('at').where('at', '>=', since).orderBy('at', 'desc').limit(limit);

const momentsOf = async (query: ReturnType<typeof failures>): Promise<readonly Date[]> =>
  (await query.execute()).map(({ at }) => at);
