import type { ErasureReason } from '#src/domain/erasure';
import { isErasureId, type ErasureId, type MatterId, type MessageId, type StaffId } from '#src/domain/ids';
import { recordAct } from '#src/store/audit';
import { askErasure, mattersWithMessage, mayErase, type Erased } from '#src/store/erasures';
import { lockMatter } from '#src/store/matters';
import type { Tx } from '#src/store/open';
import type { Context } from './context.ts';
import type { MatterOutcome } from './matter-outcome.ts';
import { newId } from './new-id.ts';
import { performErasure } from './perform-erasure.ts';

export type ErasureOutcome = MatterOutcome | { readonly kind: 'on-legal-hold' };

/** One message, whoever wrote it; by a supervisor of a department whose matter it belongs to, since nothing brings it back. */
export const eraseMessage = (
  context: Context,
  { staffId, messageId, reason }: By & { readonly messageId: MessageId },
): Promise<ErasureOutcome> =>
  askAndPerform(
    context,
    async (tx) => {
      let outcome: Asked = { kind: 'not-found' };
      for (const matterId of await mattersWithMessage(tx, messageId)) {
        outcome = await ask(tx, context, { staffId, reason, matterId }, () => ({
          kind: 'message',
          messageId,
        }));
        if (outcome.kind === 'asked') break;
      }
      return outcome;
    },
    staffId,
  );

/**
 * Everything of the matter's resident, in every department. By an administrator who sees the matter: a department's own
 * supervisor must not decide over what other departments keep, and an administrator without a department reads nothing.
 */
export const eraseResident = (
  context: Context,
  order: By & { readonly matterId: MatterId },
): Promise<ErasureOutcome> =>
  askAndPerform(
    context,
    (tx) => ask(tx, context, order, ({ residentId }) => ({ kind: 'resident', residentId })),
    order.staffId,
  );

interface By {
  readonly staffId: StaffId;
  readonly reason: ErasureReason;
}

/** The wish is committed first, with who had it and why; should this process die then, a worker does the rest. */
const askAndPerform = async (
  context: Context,
  work: (tx: Tx) => Promise<Asked>,
  staffId: StaffId,
): Promise<ErasureOutcome> => {
  const asked = await context.store.asStaff(staffId, work);
  if (asked.kind !== 'asked') return asked;
  await performErasure(context, asked.id);
  return { kind: 'done' };
};

type Asked = ErasureOutcome | { readonly kind: 'asked'; readonly id: ErasureId };

type Matter = NonNullable<Awaited<ReturnType<typeof lockMatter>>>;

const ask = async (
  tx: Tx,
  context: Context,
  { staffId, matterId, reason }: By & { readonly matterId: MatterId },
  whatOf: (matter: Matter) => Erased,
): Promise<Asked> => {
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
};
