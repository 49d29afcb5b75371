import type { DepartmentId, MatterId, StaffId } from '#src/domain/ids';
import { stateAfterTransfer } from '#src/domain/matter';
import type { Nudge } from '#src/queue/jobs';
import { recordEvent } from '#src/store/events';
import { handOver, lockMatter } from '#src/store/matters';
import { threadOf } from '#src/store/residents';
import { composeNotice } from './compose-receipt.ts';
import type { Context } from './context.ts';
import type { MatterOutcome } from './matter-outcome.ts';
import { tellLater } from './tell-later.ts';

export interface Transfer {
  readonly staffId: StaffId;
  readonly matterId: MatterId;
  readonly to: DepartmentId;
}

/** Hands a matter to another department, clears its person, and tells the resident who answers now. */
export const transfer = async (context: Context, order: Transfer): Promise<MatterOutcome> => {
  const { city } = context;
  const target = city.departments.find(({ id }) => id === order.to);
  const nudges: Nudge[] = [];
  const outcome = await context.store.asStaff(order.staffId, async (tx): Promise<MatterOutcome> => {
    const matter = await lockMatter(tx, order.matterId);
    if (matter === null || target === undefined) return { kind: 'not-found' };
    if (matter.departmentId === target.id) return { kind: 'done' };
    const state = stateAfterTransfer(matter.state, target.isSortingDesk);
    const thread = await threadOf(tx, matter.threadId);
    if (state === null || thread === null) return { kind: 'not-allowed-in-state' };
    // The sorting desk is inside the house: a resident is told once somebody who answers has it.
    const name = matter.state === 'sorting' && matter.categoryId === null ? 'routed' : 'transferred';
    const texts = [composeNotice(city, name, matter.number, target.id)];
    const notice = target.isSortingDesk
      ? null
      : await tellLater(tx, context, { to: thread, matterId: matter.id, texts });
    await recordEvent(tx, {
      name: 'transferred',
      matterId: matter.id,
      departments: [matter.departmentId, target.id],
      actorId: order.staffId,
      detail: {
        from: matter.departmentId,
        to: target.id,
        before: matter.state,
        formerAssignee: matter.assigneeId,
        ...(notice !== null && { notice }),
      },
    });
    if (notice !== null) nudges.push({ name: 'message.deliver', data: { outboxId: notice } });
    // Last: from here on the matter may be out of the sender's sight.
    return (await handOver(tx, matter.id, target.id, state)) ? { kind: 'done' } : { kind: 'not-found' };
  });
  context.producer.nudge(...nudges);
  return outcome;
};
