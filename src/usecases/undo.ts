import type { MatterId, StaffId } from '#src/domain/ids';
import { lastEventOf, recordEvent, type LastEvent } from '#src/store/events';
import { changeMatter, lockMatter, undoHandOver } from '#src/store/matters';
import type { Tx } from '#src/store/open';
import { cancelSend } from '#src/store/sending';
import type { Context } from './context.ts';
import type { MatterOutcome } from './matter-outcome.ts';

export interface Undo {
  readonly staffId: StaffId;
  readonly matterId: MatterId;
}

/**
 * Takes one's own closing or transfer back while its notice is still held back and nothing else has happened to the matter:
 * the notice is stopped, and everything is as it was.
 */
export const undo = async (context: Context, order: Undo): Promise<MatterOutcome> => {
  try {
    return await context.store.asStaff(order.staffId, (tx) => undoLast(tx, context, order));
  } catch (error) {
    if (error instanceof NoticeSentError) return { kind: 'not-allowed-in-state' };
    throw error;
  }
};

/** Rolls back an undo whose notice turned out to be on its way. */
class NoticeSentError extends Error {
  override readonly name = 'NoticeSentError';
}

const undoLast = async (tx: Tx, context: Context, order: Undo): Promise<MatterOutcome> => {
  const last = await lastEventOf(tx, order.matterId);
  if (last === null) return { kind: 'not-found' };
  const now = context.clock.now();
  if (last.actorId !== order.staffId) return { kind: 'not-allowed-in-state' };
  switch (last.name) {
    case 'closed':
      return undoClose(tx, order, last, now);
    case 'transferred':
      return undoTransfer(tx, order, last, now);
    case 'opened':
    case 'message':
    case 'routed':
    case 'answered':
    case 'noted':
    case 'assigned':
    case 'reopened':
    case 'undone':
    case 'taken-back':
    case 'edited':
    case 'erased':
    case 'resident-erased':
    case 'delivery':
    case 'attachment':
    case 'blocked':
    case 'unblocked':
    case 'channel':
      return { kind: 'not-allowed-in-state' };
  }
};

const undoClose = async (tx: Tx, order: Undo, { detail }: LastEvent, now: Date): Promise<MatterOutcome> => {
  const matter = await lockMatter(tx, order.matterId);
  if (matter === null || matter.state !== 'closed' || detail.before === undefined)
    return { kind: 'not-found' };
  if (detail.notice !== undefined && !(await cancelSend(tx, detail.notice, now)))
    return { kind: 'not-allowed-in-state' };
  await changeMatter(tx, matter.id, {
    state: detail.before,
    closed: null,
    waitingSince: dateOf(detail.formerWaitingSince),
  });
  await recordEvent(tx, {
    name: 'undone',
    matterId: matter.id,
    departments: [matter.departmentId],
    actorId: order.staffId,
  });
  return { kind: 'done' };
};

const undoTransfer = async (
  tx: Tx,
  order: Undo,
  { detail }: LastEvent,
  now: Date,
): Promise<MatterOutcome> => {
  if (detail.from === undefined || detail.to === undefined) return { kind: 'not-found' };
  // First: before it, the matter may be out of sight, and its notice with it.
  if (!(await undoHandOver(tx, order.matterId))) return { kind: 'not-allowed-in-state' };
  if (detail.notice !== undefined && !(await cancelSend(tx, detail.notice, now)))
    throw new NoticeSentError('too late');
  await recordEvent(tx, {
    name: 'undone',
    matterId: order.matterId,
    departments: [detail.from, detail.to],
    actorId: order.staffId,
  });
  return { kind: 'done' };
};

const dateOf = (text: string | null | undefined): Date | null =>
  text === null || text === undefined ? null : new Date(text);
