import { randomUUID } from 'node:crypto';
import {
  isAttachmentId,
  isMatterId,
  isMessageId,
  isOutboxId,
  type DepartmentId,
  type MatterId,
  type MessageId,
  type OutboxId,
  type AttachmentId,
} from '#src/domain/ids';
import type { State } from '#src/domain/matter';
import { query } from './query.ts';

export interface LaidMatter {
  readonly id: MatterId;
  readonly number: string;
  /** What the resident wrote. */
  readonly messageId: MessageId;
  /** A fetched photo, and one that could not be fetched. */
  readonly storedId: AttachmentId;
  readonly failedId: AttachmentId;
  /** What the colleague laid beside an answer, and the key of its small picture. */
  readonly uploadId: AttachmentId;
  readonly previewId: string;
  /** An answer of the machine that the platform refused. */
  readonly sentId: MessageId;
  readonly outboxId: OutboxId;
  readonly accountId: string;
  readonly threadId: string;
  readonly residentId: string;
  /** Everything of it that nobody behind the wall may come to see. */
  readonly secrets: readonly string[];
}

let count = 0;

/** A matter with something in the tables that hang on matters, laid by a superuser; with a colleague in all of them. */
export async function layMatter(
  url: string,
  departmentId: DepartmentId,
  state: State = 'open',
  colleague: string | null = null,
): Promise<LaidMatter> {
  count += 1;
  const number = `${String(count % 100).padStart(2, '0')}-${String(count).padStart(4, '0')}`;
  const [id, messageId, sentId, storedId, failedId, outboxId] = [
    make(isMatterId),
    make(isMessageId),
    make(isMessageId),
    make(isAttachmentId),
    make(isAttachmentId),
    make(isOutboxId),
  ];
  const uploadId = make(isAttachmentId);
  const previewId: string = randomUUID();
  const [residentId, accountId, threadId, noteId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const [words, name, note, reason] = ['言葉', '名前', 'メモ', '理由'].map(
    (word) => `${word}${randomUUID()}`,
  );
  const address = `U${randomUUID().replaceAll('-', '')}`;
  const closed = state === 'closed';
  const text = (say: string | undefined) => JSON.stringify({ kind: 'text', text: say });
  const steps: readonly (readonly [string, ...unknown[]])[] = [
    ['insert into resident (id) values ($1)', residentId],
    [
      `insert into account (id, resident_id, channel, external_id, display_name) values ($1, $2, 'line', $3, $4)`,
      accountId,
      residentId,
      address,
      name,
    ],
    [
      `insert into thread (id, channel, address, account_id) values ($1, 'line', $2, $3)`,
      threadId,
      address,
      accountId,
    ],
    [
      `insert into message (id, thread_id, author, kind, content, external_id, channel, occurred_at) values
        ($1, $3, 'resident', 'text', $4, $6, 'line', now()), ($2, $3, 'machine', 'text', $5, $7, 'line', now())`,
      messageId,
      sentId,
      threadId,
      text(words),
      text(`受付 ${words}`),
      randomUUID(),
      randomUUID(),
    ],
    [
      `insert into attachment (id, message_id, kind, state, mime, bytes) values
        ($1, $3, 'image', 'stored', 'image/png', 3), ($2, $3, 'image', 'failed', null, null)`,
      storedId,
      failedId,
      messageId,
    ],
    [
      `insert into matter (id, fiscal_year, number, resident_id, thread_id, department_id, state, opened_at,
        waiting_since, last_message_id, last_resident_at, closed_at, close_reason)
        values ($1, 2026, $2, $3, $4, $5, $6, now(), now(), $7, now(), $8, $9)`,
      id,
      number,
      residentId,
      threadId,
      departmentId,
      state,
      messageId,
      closed ? new Date() : null,
      closed ? 'solved' : null,
    ],
    ['insert into matter_message (matter_id, message_id) values ($1, $2), ($1, $3)', id, messageId, sentId],
    [
      `insert into classification (message_id, matter_id, confidence, candidates, words)
        values ($1, $2, 'high', '[]', $3)`,
      messageId,
      id,
      JSON.stringify([{ word: reason, weight: 1 }]),
    ],
    [
      `insert into outbox (id, channel, thread_id, matter_id, route, state, tries)
        values ($1, 'line', $2, $3, 'push', 'settled', 1)`,
      outboxId,
      threadId,
      id,
    ],
    ['insert into outbox_message (outbox_id, position, message_id) values ($1, 0, $2)', outboxId, sentId],
    [
      `insert into delivery (outbox_id, account_id, state, reason) values ($1, $2, 'refused', 'refused')`,
      outboxId,
      accountId,
    ],
    [
      `insert into attempt (outbox_id, number, route, started_at, ended_at, result)
        values ($1, 1, 'push', now(), now(), 'refused')`,
      outboxId,
    ],
  ];
  for (const [statement, ...values] of steps) await query(url, statement, values);
  if (colleague !== null) {
    await query(url, `insert into event (name, matter_id, departments) values ('opened', $1, array[$2])`, [
      id,
      departmentId,
    ]);
    await query(url, 'insert into note (id, matter_id, staff_id, text) values ($1, $2, $3, $4)', [
      noteId,
      id,
      colleague,
      note,
    ]);
    await query(url, 'insert into matter_read (matter_id, staff_id, revision) values ($1, $2, 1)', [
      id,
      colleague,
    ]);
    await query(
      url,
      `insert into upload (id, matter_id, staff_id, kind, file_name, mime, bytes, preview_id, state, created_at)
        values ($1, $2, $3, 'image', $4, 'image/jpeg', 3, $5, 'kept', now())`,
      [uploadId, id, colleague, `${words}.jpg`, previewId],
    );
  }
  const things = [
    id,
    messageId,
    sentId,
    storedId,
    failedId,
    outboxId,
    residentId,
    accountId,
    threadId,
    noteId,
    uploadId,
    previewId,
  ];
  const said = [words, name, note, reason].flatMap((word) => word ?? []);
  return {
    id,
    number,
    messageId,
    storedId,
    failedId,
    uploadId,
    previewId,
    sentId,
    outboxId,
    accountId,
    threadId,
    residentId,
    secrets: [...things, number, address, ...said],
  };
}

/** An id of one kind that nothing has yet. */
export function make<T extends string>(isKind: (text: string) => text is T): T {
  const id: string = randomUUID();
  if (!isKind(id)) throw new Error(`${id} is no id`);
  return id;
}
