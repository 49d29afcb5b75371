import { sql } from 'kysely';
import type { CategoryId, DepartmentId, MatterId, MessageId, ResidentId, ThreadId } from '#src/domain/ids';
import type { State } from '#src/domain/matter';
import type { Candidate, Confidence, DecidingWord } from '#src/domain/routing';
import type { Tx } from './open.ts';
import { allTogether, column, together } from './together.ts';

export interface NewMatter {
  readonly id: MatterId;
  readonly fiscalYear: number;
  readonly residentId: ResidentId;
  readonly threadId: ThreadId;
  readonly departmentId: DepartmentId;
  readonly categoryId: CategoryId | null;
  readonly state: State;
  readonly isUrgent: boolean;
  readonly openedAt: Date;
  readonly lastResidentAt: Date;
  readonly replyBy: Date | null;
  readonly lastMessageId: MessageId;
  /** Draws a receipt number. */
  readonly newNumber: () => string;
}

class NoNumberLeftError extends Error {
  override readonly name = 'NoNumberLeftError';
}

const mostDraws = 100;

/** Returns the receipt number. Numbers are drawn, not counted; one taken this fiscal year is drawn again. */
export const openMatter = together(async (tx, matters: readonly NewMatter[]): Promise<readonly string[]> => {
  const numbers = new Map<MatterId, string>();
  let unnumbered = matters;
  for (let draw = 0; draw < mostDraws && unnumbered.length > 0; draw += 1) {
    for (const { id, number } of await insertMatters(tx, unnumbered)) numbers.set(id, number);
    unnumbered = matters.filter(({ id }) => !numbers.has(id));
  }
  return matters.map(({ id }) => {
    const number = numbers.get(id);
    if (number !== undefined) return number;
    throw new NoNumberLeftError(
      'A hundred receipt numbers in a row were taken. Widen the number before more matters come.',
    );
  });
});

const insertMatters = async (
  tx: Tx,
  matters: readonly NewMatter[],
): Promise<readonly { readonly id: MatterId; readonly number: string }[]> =>
  (
    await sql<{ id: MatterId; number: string }>`
      insert into matter (id, fiscal_year, number, resident_id, thread_id, department_id, category_id, state, is_urgent,
        opened_at, waiting_since, reply_by, last_message_id, last_resident_at)
      select id, fiscal_year, number, resident_id, thread_id, department_id, category_id, state, is_urgent,
        opened_at, opened_at, reply_by, last_message_id, last_resident_at
      from unnest(
        ${column(matters, ({ id }) => id)}::uuid[],
        ${column(matters, ({ fiscalYear }) => fiscalYear)}::integer[],
        ${column(matters, ({ newNumber }) => newNumber())}::text[],
        ${column(matters, ({ residentId }) => residentId)}::uuid[],
        ${column(matters, ({ threadId }) => threadId)}::uuid[],
        ${column(matters, ({ departmentId }) => departmentId)}::text[],
        ${column(matters, ({ categoryId }) => categoryId)}::text[],
        ${column(matters, ({ state }) => state)}::text[],
        ${column(matters, ({ isUrgent }) => isUrgent)}::boolean[],
        ${column(matters, ({ openedAt }) => openedAt)}::timestamptz[],
        ${column(matters, ({ replyBy }) => replyBy)}::timestamptz[],
        ${column(matters, ({ lastMessageId }) => lastMessageId)}::uuid[],
        ${column(matters, ({ lastResidentAt }) => lastResidentAt)}::timestamptz[]
      ) as told(id, fiscal_year, number, resident_id, thread_id, department_id, category_id, state, is_urgent, opened_at,
        reply_by, last_message_id, last_resident_at)
      on conflict (fiscal_year, number) do nothing
      returning id, number`.execute(tx)
  ).rows;

export interface NewClassification {
  readonly matterId: MatterId;
  readonly messageId: MessageId;
  readonly confidence: Confidence;
  readonly candidates: readonly Candidate[];
  readonly words: readonly DecidingWord[];
}

export const keepClassification = allTogether((tx, made: readonly NewClassification[]) =>
  sql`
    insert into classification (matter_id, message_id, confidence, candidates, words)
    select matter_id, message_id, confidence, candidates::jsonb, words::jsonb
    from unnest(
      ${column(made, ({ matterId }) => matterId)}::uuid[],
      ${column(made, ({ messageId }) => messageId)}::uuid[],
      ${column(made, ({ confidence }) => confidence)}::text[],
      ${column(made, ({ candidates }) => JSON.stringify(candidates))}::text[],
      ${column(made, ({ words }) => JSON.stringify(words))}::text[]
    ) as told(matter_id, message_id, confidence, candidates, words)
    on conflict do nothing`.execute(tx),
);
