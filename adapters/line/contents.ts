import { z } from 'zod';
import type { InboundMessage } from '#src/domain/inbound';
import type { Content } from '#src/domain/message';
import { textOf } from './marks.ts';

/** What a message says, or null when it is of a kind we know but not in a shape we know. */
export const contentOf = (message: { readonly type: string }): Content | null => {
  const schema = contents.get(message.type);
  if (schema === undefined) return { kind: 'unsupported', name: message.type };
  return schema.safeParse(message).data ?? null;
};

/** Null also for a picture whose place in its set LINE does not tell, which may happen on old phones. */
export const imageSetOf = (message: { readonly type: string }): InboundMessage['imageSet'] =>
  ImageSet.safeParse(message).data?.imageSet ?? null;

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

const Image = z.unknown().transform((told): Content => ({ kind: 'image', ...elsewhere(told) }));

const lasting = (kind: 'video' | 'audio') =>
  z.unknown().transform((told): Content => {
    const durationMs = Lasting.safeParse(told).data?.duration;
    return { kind, ...elsewhere(told), ...(durationMs !== undefined && { durationMs }) };
  });

const Lasting = z.looseObject({ duration: z.number().positive().max(86_400_000) });

/** Whoever sends from within a LINE app may leave the medium on a server of theirs; of that only the host is kept. */
const elsewhere = (told: unknown): { readonly elsewhere?: string } => {
  const url = External.safeParse(told).data?.contentProvider.originalContentUrl;
  return url === undefined ? {} : { elsewhere: URL.parse(url)?.hostname ?? '' };
};

const External = z.looseObject({
  contentProvider: z.looseObject({
    type: z.literal('external'),
    originalContentUrl: z.string().catch(''),
  }),
});

const contents = new Map<string, z.ZodType<Content>>([
  ['text', textOf],
  ['image', Image],
  ['video', lasting('video')],
  ['audio', lasting('audio')],
  ['file', File],
  ['location', Location],
  ['sticker', Sticker],
]);

/** LINE lets a resident choose 50 at once; more is no set that a phone has sent. */
const mostInSet = 100;

const ImageSet = z.looseObject({
  imageSet: z
    .looseObject({ id: z.string().min(1), index: z.int().min(1), total: z.int().min(1).max(mostInSet) })
    .refine(({ index, total }) => index <= total)
    .transform(({ id, index, total }) => ({ id, index, total })),
});
