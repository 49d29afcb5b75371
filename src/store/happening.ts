import { z } from 'zod';

const text = z.string();
const content = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text }),
  z.object({ kind: z.literal('image') }),
  z.object({ kind: z.literal('video') }),
  z.object({ kind: z.literal('audio') }),
  z.object({ kind: z.literal('file'), fileName: text }),
  z.object({
    kind: z.literal('place'),
    latitude: z.number(),
    longitude: z.number(),
    title: text.nullable(),
    address: text.nullable(),
  }),
  z.object({ kind: z.literal('sticker'), words: z.array(text) }),
  z.object({ kind: z.literal('unsupported'), name: text }),
]);
/** What `inbound_event.body` holds; written by `keepInbound` and read back when the event is acted on. */
export const happening = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    messageExternalId: text,
    content,
    quotedExternalId: text.nullable(),
    quoteToken: text.nullable(),
    replyToken: text.nullable(),
    imageSet: z.object({ index: z.int(), total: z.int() }).nullable(),
  }),
  z.object({ kind: z.literal('group'), replyToken: text.nullable() }),
  z.object({ kind: z.literal('unsend'), messageExternalId: text }),
  z.object({ kind: z.literal('follow'), isUnblocked: z.boolean(), replyToken: text.nullable() }),
  z.object({ kind: z.literal('unfollow') }),
  z.object({ kind: z.literal('postback'), data: text, replyToken: text.nullable() }),
]);
