import type { MatterId, StaffId } from '#src/domain/ids';
import { mayMove } from '#src/domain/matter';
import { recordEvent } from '#src/store/events';
import { changeMatter, lockMatter } from '#src/store/matters';
import type { Context } from './context.ts';
import type { MatterOutcome } from './matter-outcome.ts';

/** Staff take a closed matter up again. The resident hears of it with the next answer. */
export const reopen = async (
  context: Context,
  order: { readonly staffId: StaffId; readonly matterId: MatterId },
): Promise<MatterOutcome> =>
  context.store.asStaff(order.staffId, async (tx): Promise<MatterOutcome> => {
    const matter = await lockMatter(tx, order.matterId);
    if (matter === null) return { kind: 'not-found' };
    if (matter.state !== 'closed' || !mayMove('closed', 'open')) return { kind: 'not-allowed-in-state' };
    await changeMatter(tx, matter.id, { state: 'open', closed: null });
    await recordEvent(tx, {
      name: 'reopened',
      matterId: matter.id,
      departments: [matter.departmentId],
      actorId: order.staffId,
    });
    return { kind: 'done' };
  });
