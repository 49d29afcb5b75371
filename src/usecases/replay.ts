import type { InboundEventId, StaffId } from '#src/domain/ids';
import { replayAllSetAside, replayForOperator, replaySetAside } from '#src/store/set-aside';
import type { Context } from './context.ts';

/**
 * Lays an event that was set aside before the worker again; the database asks whether this is an administrator, and writes
 * down who it was. False when it does not lie aside (any more).
 */
export const replayEvent = async (
  context: Context,
  staffId: StaffId,
  eventId: InboundEventId,
): Promise<boolean> => {
  const replayed = await context.store.asStaff(staffId, (tx) => replaySetAside(tx, [eventId]));
  nudge(context, replayed);
  return replayed.length > 0;
};

/** The same with all of them; returns how many there were. */
export const replayAll = async (context: Context, staffId: StaffId): Promise<number> => {
  const replayed = await context.store.asStaff(staffId, replayAllSetAside);
  nudge(context, replayed);
  return replayed.length;
};

/** For the command line, which has no queue at hand: the relay of a running worker finds the rows. */
export const replayByHand = (
  { store }: Pick<Context, 'store'>,
  wanted: readonly InboundEventId[],
): Promise<readonly InboundEventId[]> => store.asWorker((tx) => replayForOperator(tx, wanted));

/** What is more than this the relay finds. */
const mostNudges = 500;

const nudge = ({ producer }: Context, ids: readonly InboundEventId[]): void =>
  producer.nudge(
    ...ids
      .slice(0, mostNudges)
      .map((inboundEventId) => ({ name: 'message.sort' as const, data: { inboundEventId } })),
  );
