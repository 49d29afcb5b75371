import type { ProcessSign } from '#src/domain/service-facts';
import type { Tx } from './open.ts';

/** Says that this program is still at work. */
export const giveSign = async (tx: Tx, sign: ProcessSign): Promise<void> => {
  const changing = { queue_trouble_at: sign.queueTroubleAt, seen_at: sign.seenAt };
  await tx
    .insertInto('process_sign')
    .values({
      id: sign.id,
      role: sign.role,
      host: sign.host,
      pid: sign.pid,
      version: sign.version,
      queue: sign.queue,
      started_at: sign.startedAt,
      ...changing,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute();
};

/** A program that ends is not one that died. */
export const takeSignAway = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('process_sign').where('id', '=', id).execute();
};

/** Who died so long ago is no news any more. */
export const forgetSilent = async (tx: Tx, seenBefore: Date): Promise<void> => {
  await tx.deleteFrom('process_sign').where('seen_at', '<', seenBefore).execute();
};
