import type { AttachmentId, ErasureId, MatterId, MessageId, OutboxId, ResidentId } from '#src/domain/ids';
import type { Nudge } from '#src/queue/jobs';
import { buryMessages, type Eraser } from '#src/store/bury';
import { lockErasure, markErased, placeOf, sendsCarrying } from '#src/store/erasures';
import { recordEvent } from '#src/store/events';
import {
  addressesOf,
  dropUploadsOf,
  forgetAddress,
  forgetNotes,
  mattersWith,
  messagesWith,
  takeTime,
} from '#src/store/forget-resident';
import { emptyInbound } from '#src/store/inbound-events';
import { changeMatter, lockMatter } from '#src/store/matters';
import type { Tx } from '#src/store/open';
import { lockThreads } from '#src/store/residents';
import type { Context } from './context.ts';

/** Does what was asked for, once: a second run, or a run beside another, finds nothing to do. */
export const performErasure = async (context: Context, id: ErasureId): Promise<void> => {
  const nudges = await context.store.asWorker(async (tx): Promise<readonly Nudge[]> => {
    const erasure = await lockErasure(tx, id);
    if (erasure === null) return [];
    const { what, staffId, departmentId } = erasure;
    const by = { staffId, departmentId };
    const gone =
      what.kind === 'message'
        ? await eraseMessage(tx, context, what.messageId, by)
        : await eraseResident(tx, context, what.residentId, by, id);
    await markErased(tx, id, context.clock.now());
    return [
      ...gone.media.map((attachmentId) => ({ name: 'media.fetch' as const, data: { attachmentId } })),
      // Its turn to be sent is its turn to be cancelled.
      ...gone.sends.map((outboxId) => ({ name: 'message.deliver' as const, data: { outboxId } })),
    ];
  });
  context.producer.nudge(...nudges);
};

interface Gone {
  readonly media: readonly AttachmentId[];
  readonly sends: readonly OutboxId[];
}

const eraseMessage = async (tx: Tx, context: Context, id: MessageId, by: Eraser): Promise<Gone> => {
  const place = await placeOf(tx, id);
  if (place === null) return { media: [], sends: [] };
  await lockThreads(tx, [place]);
  const media = await buryMessages(tx, [id], context.clock.now(), by);
  if (place.externalId !== null) await emptyInbound(tx, place.channel, place.externalId);
  for (const matterId of place.matterIds) {
    const matter = await lockMatter(tx, matterId);
    if (matter === null) continue;
    await changeMatter(tx, matterId, {});
    await recordEvent(tx, {
      name: 'erased',
      matterId,
      departments: [matter.departmentId],
      actorId: by.staffId,
    });
  }
  return { media, sends: await sendsCarrying(tx, [id]) };
};

const eraseResident = async (
  tx: Tx,
  context: Context,
  id: ResidentId,
  by: Eraser,
  erasureId: ErasureId,
): Promise<Gone> => {
  const now = context.clock.now();
  await takeTime(tx);
  const addresses = await addressesOf(tx, id);
  await lockThreads(tx, addresses);
  for (const matterId of await mattersWith(tx, id)) await closeErased(tx, matterId, now, by);
  const messageIds = await messagesWith(tx, id);
  const sends = await sendsCarrying(tx, messageIds);
  const media = await buryMessages(tx, messageIds, now, by);
  for (const address of addresses) await forgetAddress(tx, address, context.ids.newId(), now);
  await forgetNotes(tx, erasureId);
  return { media: [...media, ...(await dropUploadsOf(tx, id))], sends };
};

/** Without a notice: nobody is there any more to read it. */
const closeErased = async (tx: Tx, id: MatterId, now: Date, by: Eraser): Promise<void> => {
  const matter = await lockMatter(tx, id);
  if (matter === null) return;
  const isOpen = matter.state !== 'closed';
  await changeMatter(tx, id, {
    ...(isOpen && { state: 'closed', closed: { reason: 'erased', at: now }, waitingSince: null }),
  });
  await recordEvent(tx, {
    name: 'resident-erased',
    matterId: id,
    departments: [matter.departmentId],
    actorId: by.staffId,
  });
};
