import type { MatterId, StaffId } from '#src/domain/ids';
import { closingTemplate, mayMove, type CloseReason } from '#src/domain/matter';
import type { Nudge } from '#src/queue/jobs';
import { recordEvent } from '#src/store/events';
import { changeMatter, lockMatter } from '#src/store/matters';
import { markReadBy } from '#src/store/reading';
import { threadOf } from '#src/store/residents';
import { composeNotice } from './compose-receipt.ts';
import type { Context } from './context.ts';
import type { MatterOutcome } from './matter-outcome.ts';
import { tellLater } from './tell-later.ts';

export interface Closing {
  readonly staffId: StaffId;
  readonly matterId: MatterId;
  readonly reason: CloseReason;
}

/** Ends a matter with a reason, and tells the resident. */
export const close = async (context: Context, order: Closing): Promise<MatterOutcome> => {
  const nudges: Nudge[] = [];
  const outcome = await context.store.asStaff(order.staffId, async (tx): Promise<MatterOutcome> => {
    const matter = await lockMatter(tx, order.matterId);
    if (matter === null) return { kind: 'not-found' };
    if (!mayMove(matter.state, 'closed')) return { kind: 'not-allowed-in-state' };
    const thread = await threadOf(tx, matter.threadId);
    if (thread === null) return { kind: 'not-found' };
    await changeMatter(tx, matter.id, {
      state: 'closed',
      closed: { reason: order.reason, at: context.clock.now() },
      waitingSince: null,
    });
    const texts = [
      composeNotice(context.city, closingTemplate[order.reason], matter.number, matter.departmentId),
    ];
    const notice = await tellLater(tx, context, { to: thread, matterId: matter.id, texts });
    await recordEvent(tx, {
      name: 'closed',
      matterId: matter.id,
      departments: [matter.departmentId],
      actorId: order.staffId,
      detail: {
        reason: order.reason,
        before: matter.state,
        formerWaitingSince: matter.waitingSince?.toISOString() ?? null,
        notice,
      },
    });
    await markReadBy(tx, order.staffId, matter.id);
    nudges.push({ name: 'message.deliver', data: { outboxId: notice } });
    return { kind: 'done' };
  });
  context.producer.nudge(...nudges);
  return outcome;
};
