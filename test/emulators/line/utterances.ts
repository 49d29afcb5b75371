import type { webhook } from '@line/bot-sdk';
import type { Content, ImageSet, Place } from './contract.ts';

/** One kind of message in its two looks: the bubble on the phone and the content of LINE's webhook. */
export interface Utterance {
  readonly content: (id: string) => Content;
  readonly message: (id: string, marks: Marks) => webhook.MessageContent;
  readonly bytes?: Media;
  readonly quoteOf?: string;
  readonly imageSet?: ImageSet;
}

interface Marks {
  readonly quoteToken: string;
  readonly markAsReadToken: string;
}

interface Media {
  readonly bytes: Uint8Array;
  readonly mime: string;
}

export interface TextHow {
  readonly quoteOf?: string;
  /** Where LINE's own small pictures stand: in their places the text has words such as `(moon)`. */
  readonly emojis?: readonly Stretch[];
  /** Where somebody is addressed. */
  readonly mentions?: readonly Stretch[];
}

interface Stretch {
  readonly index: number;
  readonly length: number;
}

export const text = (words: string, { quoteOf, emojis, mentions }: TextHow): Utterance => ({
  content: () => ({ kind: 'text', text: words }),
  message: (id, marks) => ({
    type: 'text',
    id,
    text: words,
    ...marks,
    ...(quoteOf === undefined ? {} : { quotedMessageId: quoteOf }),
    ...(emojis && { emojis: emojis.map((at) => ({ ...at, productId: 'small-pictures', emojiId: '001' })) }),
    ...(mentions && { mention: { mentionees: mentions.map((at) => ({ ...at, type: 'user' as const })) } }),
  }),
  ...(quoteOf === undefined ? {} : { quoteOf }),
});

export const image = (bytes: Media, imageSet: ImageSet | undefined): Utterance => ({
  bytes,
  ...(imageSet ? { imageSet } : {}),
  content: (id) => ({ kind: 'image', url: contentUrl(id), originalUrl: contentUrl(id) }),
  message: (id, marks) => ({
    type: 'image',
    id,
    contentProvider: byLine,
    ...(imageSet ? { imageSet } : {}),
    ...marks,
  }),
});

export const video = (bytes: Media): Utterance => ({
  bytes,
  content: (id) => ({ kind: 'video', url: contentUrl(id) }),
  message: (id, marks) => ({ type: 'video', id, duration: 4_000, contentProvider: byLine, ...marks }),
});

export const audio = (bytes: Media): Utterance => ({
  bytes,
  content: (id) => ({ kind: 'audio', url: contentUrl(id) }),
  message: (id, { markAsReadToken }) => ({
    type: 'audio',
    id,
    duration: 4_000,
    contentProvider: byLine,
    markAsReadToken,
  }),
});

export const file = (bytes: Media, fileName: string): Utterance => ({
  bytes,
  content: (id) => ({ kind: 'file', url: contentUrl(id), fileName, sizeBytes: bytes.bytes.length }),
  message: (id, { markAsReadToken }) => ({
    type: 'file',
    id,
    fileName,
    fileSize: bytes.bytes.length,
    markAsReadToken,
  }),
});

export const location = (place: Place): Utterance => ({
  content: () => ({ kind: 'location', ...place }),
  message: (id, { markAsReadToken }) => ({ type: 'location', id, ...place, markAsReadToken }),
});

export const sticker: Utterance = {
  content: () => ({ kind: 'sticker', packageId: '446', stickerId: '1988' }),
  message: (id, marks) => ({
    type: 'sticker',
    id,
    packageId: '446',
    stickerId: '1988',
    stickerResourceType: 'STATIC',
    keywords: ['thanks'],
    ...marks,
  }),
};

const byLine = { type: 'line' as const };

const contentUrl = (messageId: string): string => `/emulator/contents/${messageId}`;
