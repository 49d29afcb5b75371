import { sql } from 'kysely';
import type { MessageId, ThreadId } from '#src/domain/ids';
import type { TextContent } from '#src/domain/message';
import { happening } from './happening.ts';
import type { MessageName } from './inbound-events.ts';
import type { Tx } from './open.ts';
import { column, together } from './together.ts';

export interface NewWords {
  readonly content: TextContent;
  readonly quoteToken: string | null;
  readonly at: Date;
}

/** Puts a resident's new words in the place of the old, and of all that hung on these. False when newer ones stand there. */
export const rewriteMessage = async (
  tx: Tx,
  message: { readonly id: MessageId; readonly threadId: ThreadId },
  { content, quoteToken, at }: NewWords,
): Promise<boolean> => {
  const result = await tx
    .updateTable('message')
    .set({
      content: JSON.stringify(content),
      edited_at: at,
      ...(quoteToken !== null && { quote_token: quoteToken }),
    })
    .where('id', '=', message.id)
    .where('thread_id', '=', message.threadId)
    .where('author', '=', 'resident')
    .where('kind', '=', content.kind)
    .where('taken_back_at', 'is', null)
    .where((or) => or.or([or('edited_at', 'is', null), or('edited_at', '<', at)]))
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  await tx.deleteFrom('classification').where('message_id', '=', message.id).execute();
  return true;
};

/** The newest edit that overtook its message; null when none did. */
export const waitingEditOf = together(
  async (tx, asked: readonly MessageName[]): Promise<readonly (NewWords | null)[]> => {
    const { rows } = await sql<{ body: unknown; at: Date }>`
      select edit.body, edit.occurred_at as at
      from unnest(${column(asked, ({ channel }) => channel)}::text[],
        ${column(asked, ({ messageExternalId }) => messageExternalId)}::text[]) with ordinality as told(channel, id, place)
      left join lateral (
        select e.body, e.occurred_at from inbound_event e
        where e.channel = told.channel and e.kind = 'edit' and e.message_external_id = told.id
          and e.state = 'done' and e.body is not null
        order by e.occurred_at desc limit 1
      ) edit on true
      order by told.place`.execute(tx);
    return rows.map(({ body, at }) => {
      // One that this release cannot read is no reason not to read its message.
      const what = happening.safeParse(body).data;
      return what?.kind === 'edit' ? { content: what.content, quoteToken: what.quoteToken, at } : null;
    });
  },
);
