import { randomUUID } from 'node:crypto';
import type { TalkId } from '#src/domain/talk';
import type { Outbound } from '#src/ports/channel';
import { query } from './query.ts';

/** The rows of a talk whose resident has written, laid by a superuser. */
export async function layTalk(url: string, talk: TalkId): Promise<void> {
  const [residentId, accountId] = [randomUUID(), randomUUID()];
  await query(url, 'insert into resident (id) values ($1)', [residentId]);
  await query(
    url,
    `insert into account (id, resident_id, channel, external_id) values ($1, $2, 'webchat', $3)`,
    [accountId, residentId, talk],
  );
  await query(url, `insert into thread (id, channel, address, account_id) values ($1, 'webchat', $2, $3)`, [
    randomUUID(),
    talk,
    accountId,
  ]);
}

/** Decides on one send with these parts, as use cases do; a second time nothing. */
export async function layOutbox(url: string, talk: TalkId, { id, parts }: Outbound): Promise<void> {
  const [known] = await query(url, 'select from outbox where id = $1', [id]);
  if (known !== undefined) return;
  const thread = `(select id from thread where channel = 'webchat' and address = $2)`;
  await query(
    url,
    `insert into outbox (id, channel, thread_id, route) values ($1, 'webchat', ${thread}, 'push')`,
    [id, talk],
  );
  for (const [position, part] of parts.entries()) {
    const messageId = randomUUID();
    const content = part.kind === 'text' ? { kind: 'text', text: part.text } : { kind: part.kind };
    await query(
      url,
      `insert into message (id, thread_id, author, kind, content, channel, occurred_at)
        values ($1, ${thread}, 'machine', $3, $4, 'webchat', now() + $5 * interval '1 microsecond')`,
      [messageId, talk, part.kind, JSON.stringify(content), position],
    );
    await query(url, 'insert into outbox_message (outbox_id, position, message_id) values ($1, $2, $3)', [
      id,
      position,
      messageId,
    ]);
  }
}
