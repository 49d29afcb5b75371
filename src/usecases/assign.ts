import type { MatterId, StaffId } from '#src/domain/ids';
import { mayMove } from '#src/domain/matter';
import { recordEvent } from '#src/store/events';
import { changeMatter, lockMatter } from '#src/store/matters';
import { roleIn } from '#src/store/memberships';
import type { Context } from './context.ts';
import type { MatterOutcome } from './matter-outcome.ts';

export interface Assignment {
  readonly staffId: StaffId;
  readonly matterId: MatterId;
  /** Null takes the person away. */
  readonly assigneeId: StaffId | null;
}

/** Staff take matters and lay them down; only supervisors give them to others. The person must belong to the department. */
export const assign = async (context: Context, order: Assignment): Promise<MatterOutcome> =>
  context.store.asStaff(order.staffId, async (tx): Promise<MatterOutcome> => {
    const matter = await lockMatter(tx, order.matterId);
    if (matter === null) return { kind: 'not-found' };
    if (matter.state === 'closed') return { kind: 'not-allowed-in-state' };
    const isOwn =
      order.assigneeId === order.staffId ||
      (order.assigneeId === null && matter.assigneeId === order.staffId);
    if (!isOwn && (await roleIn(tx, order.staffId, matter.departmentId)) !== 'supervisor')
      return { kind: 'forbidden' };
    if (order.assigneeId !== null && (await roleIn(tx, order.assigneeId, matter.departmentId)) === null) {
      return { kind: 'forbidden' };
    }
    const isTaken = order.assigneeId !== null && matter.state === 'new' && mayMove('new', 'open');
    await changeMatter(tx, matter.id, { assigneeId: order.assigneeId, ...(isTaken && { state: 'open' }) });
    await recordEvent(tx, {
      name: 'assigned',
      matterId: matter.id,
      departments: [matter.departmentId],
      actorId: order.staffId,
      detail: { assignee: order.assigneeId },
    });
    return { kind: 'done' };
  });
