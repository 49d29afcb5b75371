import { z } from 'zod';
import type { InboundMessage } from '#src/domain/inbound';
import type { Content } from '#src/domain/message';

/** What a message says, or null when it is of a kind we know but not in a shape we know. */
export const contentOf = (message: { readonly type: string }): Content | null => {
  const schema = contents.get(message.type);
  if (schema === undefined) return { kind: 'unsupported', name: message.type };
  return schema.safeParse(message).data ?? null;
};

/** Null also for a picture whose place in its set LINE does not tell, which may happen on old phones. */
export const imageSetOf = (message: { readonly type: string }): InboundMessage['imageSet'] =>
  ImageSet.safeParse(message).data?.imageSet ?? null;

const Text = z.looseObject({ text: z.string() }).transform(({ text }): Content => ({ kind: 'text', text }));

const File = z
  .looseObject({ fileName: z.string() })
  .transform(({ fileName }): Content => ({ kind: 'file', fileName }));

const words = z.string().nullable().catch(null);

const Location = z
  .looseObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    title: words,
    address: words,
  })
  .transform(({ latitude, longitude, title, address }): Content => ({
    kind: 'place',
    latitude,
    longitude,
    title,
    address,
  }));

/** `text` is what the resident wrote on a sticker that takes words; the keywords are LINE's own description of it. */
const Sticker = z
  .looseObject({ text: words, keywords: z.array(z.string()).catch([]) })
  .transform(({ text, keywords }): Content => ({
    kind: 'sticker',
    words: text === null ? keywords : [text, ...keywords],
  }));

const medium = (kind: 'image' | 'video' | 'audio') => z.unknown().transform((): Content => ({ kind }));

const contents = new Map<string, z.ZodType<Content>>([
  ['text', Text],
  ['image', medium('image')],
  ['video', medium('video')],
  ['audio', medium('audio')],
  ['file', File],
  ['location', Location],
  ['sticker', Sticker],
]);

const ImageSet = z.looseObject({
  imageSet: z
    .looseObject({ index: z.int().min(1), total: z.int().min(1) })
    .transform(({ index, total }) => ({ index, total })),
});
