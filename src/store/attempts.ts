import type { OutboxId } from '#src/domain/ids';
import type { AttemptResult } from '#src/domain/sending';
import type { Tx } from './open.ts';
import { setDelivery, type Send } from './sending.ts';

/** Written and committed before the call is made, so that no crash can forget that it may have been made. Returns its number. */
export const startAttempt = async (tx: Tx, send: Send, now: Date): Promise<number> => {
  const number = send.tries + 1;
  await tx
    .updateTable('outbox')
    .set({ state: 'sending', tries: number, claimed_at: now, first_tried_at: send.firstTriedAt ?? now })
    .where('id', '=', send.id)
    .execute();
  await tx
    .insertInto('attempt')
    .values({
      outbox_id: send.id,
      number,
      route: send.route,
      started_at: now,
      ended_at: null,
      result: null,
      request_id: null,
      detail: null,
    })
    .execute();
  await setDelivery(tx, send.id, 'sending', null, now);
  return number;
};

export interface AttemptEnd {
  readonly outboxId: OutboxId;
  readonly number: number;
  readonly result: AttemptResult;
  readonly requestId: string | null;
  readonly detail: string | null;
  readonly now: Date;
}

export const endAttempt = async (tx: Tx, end: AttemptEnd): Promise<void> => {
  await tx
    .updateTable('attempt')
    .set({ ended_at: end.now, result: end.result, request_id: end.requestId, detail: end.detail })
    .where('outbox_id', '=', end.outboxId)
    .where('number', '=', end.number)
    .execute();
};

/** Whether some try may have reached the platform without our hearing of it; tries count from 1. */
export const mayHaveBeenAccepted = async (tx: Tx, id: OutboxId, exceptNumber: number): Promise<boolean> => {
  const row = await tx
    .selectFrom('attempt')
    .select('number')
    .where('outbox_id', '=', id)
    .where('number', '<>', exceptNumber)
    .where((or) => or.or([or('result', 'is', null), or('result', '=', 'unknown')]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};
