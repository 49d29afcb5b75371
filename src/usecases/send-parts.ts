import type { MessageId } from '#src/domain/ids';
import type { Content } from '#src/domain/message';
import type { Part } from '#src/ports/channel';
import type { SentMedium } from '#src/store/published';
import type { Send } from '#src/store/sending';
import { splitAtSentence } from '#src/text/split';
import { fillTemplate } from '#src/text/template';
import type { Context } from './context.ts';
import { fileAddress, pictureAddress, previewAddress } from './public-address.ts';

export interface ToSend {
  readonly messageId: MessageId;
  /** Null was taken back meanwhile. */
  readonly content: Content | null;
}

/**
 * What one call says, part by part. Long texts are split at sentences into as many parts as the call has room for; the
 * buttons hang on the last text.
 */
export const partsOf = (
  context: Context,
  send: Pick<Send, 'channel' | 'quickReplies'>,
  contents: readonly ToSend[],
  media: readonly SentMedium[],
): readonly Part[] => {
  const { charsPerMessage, messagesPerSend } = context.channelLimits[send.channel];
  const parts: Part[] = [];
  for (const [index, { messageId, content }] of contents.entries()) {
    if (content === null) continue;
    if (content.kind === 'text') {
      const room = messagesPerSend - parts.length - (contents.length - 1 - index);
      const pieces = splitAtSentence(content.text, charsPerMessage, room);
      if (pieces === null) throw new TooLongToSendError('a message longer than its channel takes was queued');
      parts.push(...pieces.map((text) => ({ kind: 'text' as const, text, quickReplies: [] })));
    } else {
      const medium = media.find((one) => one.messageId === messageId);
      if (medium !== undefined) parts.push(...mediumParts(context, content, medium));
    }
  }
  const last = parts.findLastIndex(({ kind }) => kind === 'text');
  return parts.map((part, index) =>
    index === last && part.kind === 'text' ? { ...part, quickReplies: send.quickReplies } : part,
  );
};

const mediumParts = (context: Context, content: Content, medium: SentMedium): readonly Part[] => {
  const { publicUrl, city } = context;
  switch (content.kind) {
    case 'image':
      return [
        {
          kind: 'image',
          url: pictureAddress(publicUrl, medium.token),
          previewUrl: previewAddress(publicUrl, medium.token),
        },
      ];
    case 'file': {
      const { fileName: name } = content;
      const url = fileAddress(publicUrl, medium.token, name);
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
