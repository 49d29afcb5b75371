import { z } from 'zod';

const text = z.string();
const mark = z.object({ kind: z.enum(['emoji', 'mention']), index: z.int(), length: z.int() });
const textContent = z.object({
  kind: z.literal('text'),
  text,
  marks: z.array(mark).exactOptional(),
});
const lying = { elsewhere: text.exactOptional() };
const lasting = { durationMs: z.number().exactOptional() };
const content = z.discriminatedUnion('kind', [
  textContent,
  z.object({ kind: z.literal('image'), ...lying }),
  z.object({ kind: z.literal('video'), ...lying, ...lasting }),
  z.object({ kind: z.literal('audio'), ...lying, ...lasting }),
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
    // Rows of an earlier release may hold a set without its id: its pictures then come one by one.
    imageSet: z.object({ id: text, index: z.int(), total: z.int() }).nullable().catch(null),
  }),
  z.object({ kind: z.literal('group'), replyToken: text.nullable() }),
  z.object({ kind: z.literal('unsend'), messageExternalId: text }),
  z.object({
    kind: z.literal('edit'),
    messageExternalId: text,
    content: textContent,
    quoteToken: text.nullable(),
  }),
  z.object({ kind: z.literal('follow'), isUnblocked: z.boolean(), replyToken: text.nullable() }),
  z.object({ kind: z.literal('unfollow') }),
  z.object({
    kind: z.literal('postback'),
    data: text,
    replyToken: text.nullable(),
    params: z.record(text, text).exactOptional(),
  }),
]);
