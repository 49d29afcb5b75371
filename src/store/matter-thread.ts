import { sql } from 'kysely';
import type { AttachmentId, DepartmentId, MatterId, MessageId, OutboxId, StaffId } from '#src/domain/ids';
import type { ImageSet } from '#src/domain/inbound';
import type { Author, Content, MediaKind } from '#src/domain/message';
import type { Candidate, Confidence, DecidingWord } from '#src/domain/routing';
import type { DeliveryReason, DeliveryState } from '#src/domain/sending';
import { summarise, type MatterSummary } from './matter-rows.ts';
import type { Tx } from './open.ts';

/** Null for what is not there and what is not theirs. */
export const readMatter = async (tx: Tx, staffId: StaffId, id: MatterId): Promise<MatterSummary | null> => {
  const rows = await summarise(tx, staffId, sql`select matter.*, 1 as place from matter where id = ${id}`);
  return rows[0] ?? null;
};

export interface ThreadMessage {
  readonly id: MessageId;
  readonly author: Author;
  readonly staffName: string | null;
  readonly at: Date;
  /** Null when it was taken back or erased. */
  readonly content: Content | null;
  readonly goneAt: Date | null;
  /** Null when nobody of the city erased it. */
  readonly erasedBy: { readonly name: string; readonly departmentId: DepartmentId } | null;
  readonly quoted: ThreadQuote | null;
  readonly mayQuote: boolean;
  readonly editedAt: Date | null;
  readonly imageSet: ImageSet | null;
  /** The call it went out with, or is to. */
  readonly outboxId: OutboxId | null;
  readonly deliveryState: DeliveryState | null;
  readonly deliveryReason: DeliveryReason | null;
  readonly deliveryAt: Date | null;
}

/** - `elsewhere`: behind the reader's walls
 *  - `unseen`: never came to us */
export type ThreadQuote =
  | { readonly kind: 'elsewhere' | 'unseen' | 'taken-back' }
  | {
      readonly kind: 'message';
      readonly id: MessageId;
      readonly author: Author;
      readonly staffName: string | null;
      readonly content: Content;
    };

/** The part of the thread that belongs to this matter: its newest `limit` messages, oldest first. */
export const messagesOf = async (tx: Tx, id: MatterId, limit: number): Promise<readonly ThreadMessage[]> => {
  const { rows } = await sql<ThreadMessage>`
    select g.id, g.author, s.name as "staffName", g.occurred_at as at, g.content,
      g.taken_back_at as "goneAt",
      case when es.id is not null then jsonb_build_object('name', es.name, 'departmentId', g.erased_in) end as "erasedBy",
      case
        when q.id is not null and q.content is null then jsonb_build_object('kind', 'taken-back')
        when q.id is not null then jsonb_build_object('kind', 'message', 'id', q.id, 'author', q.author,
          'staffName', qs.name, 'content', q.content)
        when g.quotes_message_id is not null then jsonb_build_object('kind', 'elsewhere')
        when g.quotes_external_id is not null then jsonb_build_object('kind', 'unseen')
      end as quoted,
      g.external_id is not null and g.quote_token is not null as "mayQuote", g.edited_at as "editedAt",
      case when g.image_set_id is not null then jsonb_build_object('id', g.image_set_id, 'index', g.image_set_index,
        'total', g.image_set_total) end as "imageSet",
      om.outbox_id as "outboxId", d.state as "deliveryState", d.reason as "deliveryReason", d.changed_at as "deliveryAt"
    from matter_message mm
    join message g on g.id = mm.message_id
    left join staff s on s.id = g.staff_id
    left join staff es on es.id = g.erased_by
    left join message q on q.id = g.quotes_message_id
    left join staff qs on qs.id = q.staff_id
    left join outbox_message om on om.message_id = g.id
    left join delivery d on d.outbox_id = om.outbox_id
    where mm.matter_id = ${id}
    order by g.occurred_at desc, g.id desc
    limit ${limit}`.execute(tx);
  return rows.toReversed();
};

export const countThread = async (tx: Tx, id: MatterId): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from matter_message where matter_id = ${id}`.execute(tx);
  return rows[0]?.count ?? 0;
};

export interface ThreadAttachment {
  readonly id: AttachmentId;
  readonly messageId: MessageId;
  readonly kind: MediaKind;
  readonly state: 'waiting' | 'stored' | 'failed' | 'gone' | 'erasing';
  readonly preparingSince: Date | null;
  readonly fileName: string | null;
  readonly mime: string | null;
  readonly bytes: string | null;
}

export const attachmentsOf = async (
  tx: Tx,
  messageIds: readonly MessageId[],
): Promise<readonly ThreadAttachment[]> => {
  if (messageIds.length === 0) return [];
  return tx
    .selectFrom('attachment')
    .select([
      'id',
      'message_id as messageId',
      'kind',
      'state',
      'file_name as fileName',
      'mime',
      'bytes',
      'preparing_since as preparingSince',
    ])
    .where('message_id', 'in', messageIds)
    .where('state', '<>', 'erasing')
    .orderBy('id')
    .execute();
};

export interface ThreadNote {
  readonly id: string;
  readonly staffName: string;
  readonly at: Date;
  readonly text: string;
}

export const notesOf = async (tx: Tx, id: MatterId): Promise<readonly ThreadNote[]> =>
  tx
    .selectFrom('note')
    .innerJoin('staff', 'staff.id', 'note.staff_id')
    .select(['note.id', 'staff.name as staffName', 'note.at', 'note.text'])
    .where('note.matter_id', '=', id)
    .orderBy('note.at')
    .execute();

export interface WhyRouted {
  readonly confidence: Confidence;
  readonly candidates: readonly Candidate[];
  readonly words: readonly DecidingWord[];
}

/** Of several, the newest: it is the one that decided. */
export const whyRouted = async (tx: Tx, id: MatterId): Promise<WhyRouted | null> => {
  const row = await tx
    .selectFrom('classification')
    .select(['confidence', 'candidates', 'words'])
    .where('matter_id', '=', id)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
};
