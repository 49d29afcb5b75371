import type { MessageId } from '#src/domain/ids';
import type { Content } from '#src/domain/message';
import type { Part, Quote } from '#src/ports/channel';
import type { SentMedium } from '#src/store/published';
import type { Send, ToSend } from '#src/store/sending';
import { splitAtSentence } from '#src/text/split';
import { fillTemplate } from '#src/text/template';
import type { Context } from './context.ts';
import { inTalk, publicFile, publicPicture } from './media-address.ts';

export interface Piece {
  /** The message that the part is of. */
  readonly messageId: MessageId;
  readonly part: Part;
}

/**
 * What one call says, part by part. Long texts are split at sentences into as many parts as the call has room for; a quote
 * hangs on the first part of its text, the buttons on the last text of all.
 */
export const piecesOf = (
  context: Context,
  send: Pick<Send, 'channel' | 'quickReplies'>,
  contents: readonly ToSend[],
  media: readonly SentMedium[],
): readonly Piece[] => {
  const { charsPerMessage, messagesPerSend } = context.channelLimits[send.channel];
  const pieces: Piece[] = [];
  for (const [index, { messageId, content, ...quoted }] of contents.entries()) {
    if (content === null) continue;
    if (content.kind === 'text') {
      const room = messagesPerSend - pieces.length - (contents.length - 1 - index);
      const split = splitAtSentence(content.text, charsPerMessage, room);
      if (split === null) throw new TooLongToSendError('a message longer than its channel takes was queued');
      const quotes = quoteOf(quoted);
      pieces.push(...split.map((text, place) => textPiece(messageId, text, place === 0 ? quotes : null)));
    } else {
      const medium = media.find((one) => one.messageId === messageId);
      if (medium !== undefined) {
        pieces.push(...mediumParts(context, content, medium).map((part) => ({ messageId, part })));
      }
    }
  }
  const last = pieces.findLastIndex(({ part }) => part.kind === 'text');
  return pieces.map(({ messageId, part }, index) =>
    index === last && part.kind === 'text'
      ? { messageId, part: { ...part, quickReplies: send.quickReplies } }
      : { messageId, part },
  );
};

const textPiece = (messageId: MessageId, text: string, quotes: Quote | null): Piece => ({
  messageId,
  part: { kind: 'text', text, quotes, quickReplies: [] },
});

const quoteOf = ({
  quotedExternalId: externalId,
  quoteToken: token,
}: Pick<ToSend, 'quotedExternalId' | 'quoteToken'>): Quote | null =>
  externalId === null || token === null ? null : { externalId, token };

const mediumParts = (context: Context, content: Content, medium: SentMedium): readonly Part[] => {
  const { publicUrl, city } = context;
  switch (content.kind) {
    case 'image': {
      const { full, preview } =
        medium.token === null ? inTalk(publicUrl, medium.id) : publicPicture(publicUrl, medium.token);
      return [{ kind: 'image', url: full, previewUrl: preview }];
    }
    case 'file': {
      const { fileName: name } = content;
      const url =
        medium.token === null ? inTalk(publicUrl, medium.id).full : publicFile(publicUrl, medium.token, name);
      const marks = { name, link: url, size: saySize(medium.bytes) };
      const asText = fillTemplate(city.templates.fileLink, marks);
      return [{ kind: 'file', name, url, bytes: medium.bytes, asText }];
    }
    case 'text':
    case 'video':
    case 'audio':
    case 'place':
    case 'sticker':
    case 'unsupported':
      return [];
  }
};

const saySize = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))}KB` : `${(bytes / 1_000_000).toFixed(1)}MB`;

class TooLongToSendError extends Error {
  override readonly name = 'TooLongToSendError';
}
