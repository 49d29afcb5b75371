import type { ErasureReason } from '#src/domain/erasure';
import { isErasureId, type ErasureId, type MatterId, type MessageId, type StaffId } from '#src/domain/ids';
import { recordAct } from '#src/store/audit';
import { askErasure, mayErase, type Erased } from '#src/store/erasures';
import { lockMatter } from '#src/store/matters';
import type { Context } from './context.ts';
import type { MatterOutcome } from './matter-outcome.ts';
import { newId } from './new-id.ts';
import { performErasure } from './perform-erasure.ts';

export interface ErasureOrder {
  readonly staffId: StaffId;
  readonly matterId: MatterId;
  readonly reason: ErasureReason;
}

export type ErasureOutcome = MatterOutcome | { readonly kind: 'on-legal-hold' };

/** One message of a matter, whoever wrote it; by a supervisor of the matter's department, since nothing brings it back. */
export const eraseMessage = (
  context: Context,
  order: ErasureOrder & { readonly messageId: MessageId },
): Promise<ErasureOutcome> => erase(context, order, () => ({ kind: 'message', messageId: order.messageId }));

/**
 * Everything of the matter's resident, in every department. By an administrator who sees the matter: a department's own
 * supervisor must not decide over what other departments keep, and an administrator without a department reads nothing.
 */
export const eraseResident = (context: Context, order: ErasureOrder): Promise<ErasureOutcome> =>
  erase(context, order, ({ residentId }) => ({ kind: 'resident', residentId }));

type Matter = NonNullable<Awaited<ReturnType<typeof lockMatter>>>;

/** The wish is committed first, with who had it and why; should this process die then, a worker does the rest. */
const erase = async (
  context: Context,
  { staffId, matterId, reason }: ErasureOrder,
  whatOf: (matter: Matter) => Erased,
): Promise<ErasureOutcome> => {
  const asked = await context.store.asStaff(staffId, async (tx): Promise<ErasureOutcome | Asked> => {
    const matter = await lockMatter(tx, matterId);
    if (matter === null) return { kind: 'not-found' };
    const what = whatOf(matter);
    const verdict = await mayErase(tx, matterId, what);
    if (verdict === 'gone') return { kind: 'done' };
    if (verdict !== 'yes') return { kind: verdict };
    const id = newId(context.ids, isErasureId);
    const { departmentId } = matter;
    await askErasure(tx, { id, matterId, departmentId, staffId, what, reason, at: context.clock.now() });
    await recordAct(tx, {
      actorId: staffId,
      action: what.kind === 'message' ? 'message-erased' : 'resident-erased',
      subject: what.kind === 'message' ? what.messageId : what.residentId,
    });
    return { kind: 'asked', id };
  });
  if (asked.kind !== 'asked') return asked;
  await performErasure(context, asked.id);
  return { kind: 'done' };
};

interface Asked {
  readonly kind: 'asked';
  readonly id: ErasureId;
}
