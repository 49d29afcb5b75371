import { sql } from 'kysely';
import type { ProcessSign } from '#src/domain/health-facts';
import type { Tx } from './open.ts';

/** Says that this program is still at work. */
export const giveSign = async (tx: Tx, sign: ProcessSign): Promise<void> => {
  await sql`
    insert into process_sign (id, role, host, pid, version, queue, queue_trouble_at, started_at, seen_at)
    values (${sign.id}, ${sign.role}, ${sign.host}, ${sign.pid}, ${sign.version}, ${sign.queue}, ${sign.queueTroubleAt},
      ${sign.startedAt}, ${sign.seenAt})
    on conflict (id) do update set queue_trouble_at = excluded.queue_trouble_at, seen_at = excluded.seen_at`.execute(
    tx,
  );
};

/** A program that ends is not one that died. */
export const takeSignAway = async (tx: Tx, id: string): Promise<void> => {
  await sql`delete from process_sign where id = ${id}`.execute(tx);
};

/** Who died so long ago is no news any more. */
export const forgetSilent = async (tx: Tx, seenBefore: Date): Promise<void> => {
  await sql`delete from process_sign where seen_at < ${seenBefore}`.execute(tx);
};
