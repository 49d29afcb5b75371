import { sql } from 'kysely';
import type { MatterId, StaffId } from '#src/domain/ids';
import type { Tx } from './open.ts';

/** This member of staff has seen the matter as it is now. False when the walls hide it. */
export const markReadBy = async (tx: Tx, staffId: StaffId, matterId: MatterId): Promise<boolean> => {
  const matter = await tx
    .selectFrom('matter')
    .select('revision')
    .where('id', '=', matterId)
    .executeTakeFirst();
  if (matter === undefined) return false;
  await tx
    .insertInto('matter_read')
    .values({ matter_id: matterId, staff_id: staffId, revision: matter.revision })
    .onConflict((conflict) =>
      conflict
        .columns(['matter_id', 'staff_id'])
        .doUpdateSet({ revision: sql<number>`greatest(matter_read.revision, excluded.revision)` }),
    )
    .execute();
  return true;
};
