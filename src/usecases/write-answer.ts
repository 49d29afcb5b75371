import { isMessageId, type MessageId } from '#src/domain/ids';
import type { Content } from '#src/domain/message';
import type { Matter } from '#src/store/matters';
import { keepMessage, linkMessage } from '#src/store/messages';
import type { Tx } from '#src/store/open';
import type { Correspondent } from '#src/store/residents';
import { hangUpload, type Upload } from '#src/store/uploads';
import type { Context } from './context.ts';
import { newId } from './new-id.ts';
import type { Reply } from './reply.ts';

/**
 * The messages of one answer in the order of sending: the words, then pictures, then files. The first has the answer's own
 * id. Null when that id is taken by something else, perhaps behind a wall.
 */
export const writeAnswer = async (
  tx: Tx,
  context: Context,
  answer: Reply,
  to: { readonly matter: Matter; readonly thread: Pick<Correspondent, 'threadId' | 'channel'> },
  uploads: readonly Upload[],
): Promise<readonly MessageId[] | null> => {
  const said = [
    ...(answer.text === '' ? [] : [{ content: { kind: 'text', text: answer.text } as const, upload: null }]),
    ...ordered(uploads).map((upload) => ({ content: contentOf(upload), upload })),
  ];
  const now = context.clock.now().getTime();
  const ids: MessageId[] = [];
  for (const [index, { content, upload }] of said.entries()) {
    const id = index === 0 ? answer.messageId : newId(context.ids, isMessageId);
    const isNew = await keepMessage(tx, {
      id,
      threadId: to.thread.threadId,
      channel: to.thread.channel,
      author: 'staff',
      staffId: answer.staffId,
      content,
      externalId: null,
      quotesExternalId: null,
      quotesMessageId: upload === null ? (answer.quotes ?? null) : null,
      // The thread goes by time, and one answer keeps its order.
      occurredAt: new Date(now + index),
    });
    if (!isNew) return null;
    await linkMessage(tx, { matterId: to.matter.id, messageId: id });
    if (upload !== null) await hangUpload(tx, upload, id);
    ids.push(id);
  }
  return ids;
};

const ordered = (uploads: readonly Upload[]): readonly Upload[] => [
  ...uploads.filter(({ kind }) => kind === 'image'),
  ...uploads.filter(({ kind }) => kind === 'file'),
];

const contentOf = ({ kind, fileName }: Upload): Content => (kind === 'image' ? { kind } : { kind, fileName });
