import { holdPauseMs, isHeldBy, isHeldTooLong, type HoldKind } from '#src/domain/hold';
import { beginHold, endHold, holdSend, waitsUntil } from '#src/store/holds';
import type { Tx } from '#src/store/open';
import { settleSend, type Send } from '#src/store/sending';

/** - `free`: nothing holds it, or it is the one that asks whether the platform takes messages again
 *  - `held`: it waits, as before
 *  - `changed`: it waits from now on, or is given up: its inbox is to be told */
export type HeldBack = 'free' | 'held' | 'changed';

/** Keeps a send back whose channel's platform takes nothing more of the kind. */
export const holdBack = async (tx: Tx, send: Send, now: Date): Promise<HeldBack> => {
  if (send.hold === null || !isHeldBy(send.hold, send.route)) return 'free';
  const until = await waitsUntil(tx, send, { now, nextTryAt: after(now, send.hold) });
  return until === null ? 'free' : wait(tx, send, send.hold, { now, nextTryAt: until });
};

/** The platform has just said that it takes nothing more. */
export const beginToHold = async (tx: Tx, send: Send, kind: HoldKind, now: Date): Promise<void> => {
  const times = { now, nextTryAt: after(now, kind) };
  await beginHold(tx, send, kind, times);
  await wait(tx, send, kind, times);
};

/**
 * The platform has just accepted something of the kind that was held, or has at least read it, which it does only for a token
 * that is good: all the others may go.
 */
export const ceaseToHold = async (
  tx: Tx,
  send: Send,
  answer: 'accepted' | 'read',
  now: Date,
): Promise<void> => {
  if (send.hold === null || !isHeldBy(send.hold, send.route)) return;
  if (answer === 'accepted' || send.hold === 'unauthorised') await endHold(tx, send, now);
};

const wait = async (
  tx: Tx,
  send: Send,
  kind: HoldKind,
  times: { readonly now: Date; readonly nextTryAt: Date },
): Promise<HeldBack> => {
  if (isHeldTooLong(send.heldSince, times.now)) {
    await settleSend(tx, { id: send.id, state: 'refused', reason: kind, now: times.now });
    return 'changed';
  }
  await holdSend(tx, send, kind, times);
  return send.heldSince === null ? 'changed' : 'held';
};

const after = (now: Date, kind: HoldKind): Date => new Date(now.getTime() + holdPauseMs[kind]);
