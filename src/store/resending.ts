import { sql } from 'kysely';
import type { MatterId, MessageId, OutboxId, StaffId } from '#src/domain/ids';
import { recordEvent } from './events.ts';
import type { Tx } from './open.ts';
import { planAgain } from './sending.ts';

/**
 * What failed, or waits for its channel, is sent by hand; whatever holds the channel is asked about at once. Null when there
 * is nothing of the kind, or it is not theirs.
 */
export const requeueSend = async (
  tx: Tx,
  messageId: MessageId,
  staffId: StaffId,
  now: Date,
): Promise<OutboxId | null> => {
  const row = await tx
    .selectFrom('outbox_message')
    .innerJoin('delivery', 'delivery.outbox_id', 'outbox_message.outbox_id')
    .innerJoin('outbox', 'outbox.id', 'outbox_message.outbox_id')
    .select(['outbox.id', 'outbox.state', 'outbox.route', 'outbox.channel', 'outbox.matter_id as matterId'])
    .where('outbox_message.message_id', '=', messageId)
    .where((or) => or.or([or('delivery.state', 'in', ['refused', 'unknown']), isHeld]))
    .executeTakeFirst();
  if (row === undefined) return null;
  await tx
    .updateTable('outbox')
    .set({ first_tried_at: null })
    .where('id', '=', row.id)
    .where('state', '=', 'settled')
    .execute();
  await tx
    .updateTable('channel_hold')
    .set({ next_try_at: now })
    .where('channel', '=', row.channel)
    .where('next_try_at', '>', now)
    .execute();
  // What is not settled goes on as it began: an earlier try of it may have been accepted.
  await planAgain(tx, row.id, row.state === 'settled' ? 'push' : row.route, now, now);
  if (row.matterId !== null) await recordRetry(tx, row.matterId, staffId);
  return row.id;
};

const isHeld = sql<boolean>`delivery.state = 'queued' and delivery.reason is not null`;

/** Colleagues who look at the same matter see that it is on its way again. */
const recordRetry = async (tx: Tx, matterId: MatterId, actorId: StaffId): Promise<void> => {
  const { departmentId } = await tx
    .selectFrom('matter')
    .select('department_id as departmentId')
    .where('id', '=', matterId)
    .executeTakeFirstOrThrow();
  await recordEvent(tx, { name: 'delivery', matterId, departments: [departmentId], actorId });
};
