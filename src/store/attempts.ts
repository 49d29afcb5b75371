import { sql } from 'kysely';
import type { OutboxId } from '#src/domain/ids';
import type { AttemptResult } from '#src/domain/sending';
import type { Tx } from './open.ts';
import type { Send } from './sending.ts';
import { allTogether, column, together } from './together.ts';

/** Written and committed before the call is made, so that no crash can forget that it may have been made. Returns its number. */
export const startAttempt = together(
  async (tx, starts: readonly AttemptStart[]): Promise<readonly number[]> => {
    await sql`
      with told as materialized (
        select * from unnest(
          ${column(starts, ({ send }) => send.id)}::uuid[],
          ${column(starts, ({ send }) => send.tries + 1)}::integer[],
          ${column(starts, ({ send }) => send.route)}::text[],
          ${column(starts, ({ now }) => now)}::timestamptz[],
          ${column(starts, ({ call }) => (call === null ? null : JSON.stringify(call)))}::text[]
        ) as told(id, number, route, at, call)
      ), claimed as (
        update outbox set state = 'sending', tries = told.number, claimed_at = told.at,
          first_tried_at = coalesce(outbox.first_tried_at, told.at), call = told.call::jsonb
        from told where outbox.id = told.id
      ), begun as (
        insert into attempt (outbox_id, number, route, started_at) select id, number, route, at from told
      )
      update delivery set state = 'sending', reason = null, changed_at = told.at
      from told where delivery.outbox_id = told.id`.execute(tx);
    return starts.map(({ send }) => send.tries + 1);
  },
);

export interface AttemptStart {
  readonly send: Send;
  /** What it says, to be said again while its fate is unknown; null when there is nothing to say it with. */
  readonly call: object | null;
  readonly now: Date;
}

export interface AttemptEnd {
  readonly outboxId: OutboxId;
  readonly number: number;
  readonly result: AttemptResult;
  readonly requestId: string | null;
  readonly detail: string | null;
  readonly now: Date;
}

export const endAttempt = allTogether((tx, ends: readonly AttemptEnd[]) =>
  sql`
    update attempt set ended_at = told.at, result = told.result, request_id = told.request_id, detail = told.detail
    from unnest(
      ${column(ends, ({ outboxId }) => outboxId)}::uuid[],
      ${column(ends, ({ number }) => number)}::integer[],
      ${column(ends, ({ now }) => now)}::timestamptz[],
      ${column(ends, ({ result }) => result)}::text[],
      ${column(ends, ({ requestId }) => requestId)}::text[],
      ${column(ends, ({ detail }) => detail)}::text[]
    ) as told(outbox_id, number, at, result, request_id, detail)
    where attempt.outbox_id = told.outbox_id and attempt.number = told.number`.execute(tx),
);

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

/** How often there was nothing to call with. */
export const countUnprepared = async (tx: Tx, id: OutboxId): Promise<number> => {
  const { count } = await tx
    .selectFrom('attempt')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('outbox_id', '=', id)
    .where('result', '=', 'unprepared')
    .executeTakeFirstOrThrow();
  return Number(count);
};
