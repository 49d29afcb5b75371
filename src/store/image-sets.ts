import type { MatterId, ThreadId } from '#src/domain/ids';
import type { ImageSet } from '#src/domain/inbound';
import type { Tx } from './open.ts';

/** The matter that pictures of this set went to already; null for the first one that came. */
export const matterOfSet = async (
  tx: Tx,
  threadId: ThreadId,
  set: ImageSet | null,
): Promise<MatterId | null> => {
  if (set === null) return null;
  const row = await tx
    .selectFrom('message')
    .innerJoin('matter_message', 'matter_message.message_id', 'message.id')
    .select('matter_message.matter_id as matterId')
    .where('message.thread_id', '=', threadId)
    .where('message.image_set_id', '=', set.id)
    .orderBy('message.recorded_at')
    .limit(1)
    .executeTakeFirst();
  return row?.matterId ?? null;
};
