import type { ChannelName } from '#src/domain/channel-name';
import type { MessageId, ThreadId } from '#src/domain/ids';
import type { TextContent } from '#src/domain/message';
import { happening } from './happening.ts';
import type { Tx } from './open.ts';

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
export const waitingEditOf = async (
  tx: Tx,
  channel: ChannelName,
  messageExternalId: string,
): Promise<NewWords | null> => {
  const row = await tx
    .selectFrom('inbound_event')
    .select(['body', 'occurred_at as at'])
    .where('channel', '=', channel)
    .where('kind', '=', 'edit')
    .where('message_external_id', '=', messageExternalId)
    .where('state', '=', 'done')
    .where('body', 'is not', null)
    .orderBy('occurred_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const what = happening.parse(row.body);
  return what.kind === 'edit' ? { content: what.content, quoteToken: what.quoteToken, at: row.at } : null;
};
