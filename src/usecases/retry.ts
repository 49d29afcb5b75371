import type { AttachmentId, MessageId, StaffId } from '#src/domain/ids';
import { requeueMedia } from '#src/store/media';
import { requeueSend } from '#src/store/resending';
import type { Context } from './context.ts';
import type { MatterOutcome } from './matter-outcome.ts';

/** Sends a refused or unknown message again, for real, with the same idempotency key; one that waits for its channel at once. */
export const retrySend = async (
  context: Context,
  order: { readonly staffId: StaffId; readonly messageId: MessageId },
): Promise<MatterOutcome> => {
  const now = context.clock.now();
  const outboxId = await context.store.asStaff(order.staffId, (tx) =>
    requeueSend(tx, order.messageId, order.staffId, now),
  );
  if (outboxId === null) return { kind: 'not-found' };
  context.producer.nudge({ name: 'message.deliver', data: { outboxId } });
  return { kind: 'done' };
};

/** Fetches an attachment again that could not be fetched. */
export const retryAttachment = async (
  context: Context,
  order: { readonly staffId: StaffId; readonly attachmentId: AttachmentId },
): Promise<MatterOutcome> => {
  const { attachmentId } = order;
  const now = context.clock.now();
  const isQueued = await context.store.asStaff(order.staffId, (tx) => requeueMedia(tx, attachmentId, now));
  if (!isQueued) return { kind: 'not-found' };
  context.producer.nudge({ name: 'media.fetch', data: { attachmentId } });
  return { kind: 'done' };
};
