import { z } from 'zod';
import type { Happening } from '#src/domain/inbound';
import { contentOf, imageSetOf } from './contents.ts';
import { textOf } from './marks.ts';

/** What an event in a one-to-one talk means to us; null when we do not act on its type or cannot read its shape. */
export const understand = (event: { readonly type: string }): Happening | null =>
  happenings.get(event.type)?.safeParse(event).data ?? null;

/** The same where several people talk: whatever was said there, all that counts is that we are there. */
export const understandAmongOthers = (event: { readonly type: string }): Happening | null =>
  event.type === 'join' || event.type === 'message' ? AmongOthers.parse(event) : null;

/** What decorates a message never costs us the message: an odd one counts as absent. */
const decoration = z.string().min(1).nullable().catch(null);

const Message = z
  .object({
    replyToken: decoration,
    message: z.looseObject({
      type: z.string(),
      id: z.string().min(1),
      quoteToken: decoration,
      quotedMessageId: decoration,
    }),
  })
  .transform(({ replyToken, message }, context): Happening => {
    const content = contentOf(message);
    if (content === null) {
      context.addIssue(`A ${message.type} message of an unknown shape.`);
      return z.NEVER;
    }
    return {
      kind: 'message',
      messageExternalId: message.id,
      content,
      quotedExternalId: message.quotedMessageId,
      quoteToken: message.quoteToken,
      replyToken,
      imageSet: imageSetOf(message),
    };
  });

const Unsend = z
  .object({ unsend: z.object({ messageId: z.string().min(1) }) })
  .transform(({ unsend }): Happening => ({ kind: 'unsend', messageExternalId: unsend.messageId }));

/** LINE lets only texts be edited; anything else is kept and not acted on. */
const Edit = z
  .object({
    message: z.looseObject({ type: z.literal('text'), id: z.string().min(1), quoteToken: decoration }),
  })
  .transform(({ message }, context): Happening => {
    const text = textOf.safeParse(message);
    if (!text.success) {
      context.addIssue('An edited message of an unknown shape.');
      return z.NEVER;
    }
    const { id: messageExternalId, quoteToken } = message;
    return { kind: 'edit', messageExternalId, content: text.data, quoteToken };
  });

const Follow = z
  .object({
    replyToken: decoration,
    follow: z.object({ isUnblocked: z.boolean() }).catch({ isUnblocked: false }),
  })
  .transform(({ replyToken, follow }): Happening => ({ kind: 'follow', ...follow, replyToken }));

const Unfollow = z.unknown().transform((): Happening => ({ kind: 'unfollow' }));

const Postback = z
  .object({
    replyToken: decoration,
    postback: z.object({ data: z.string(), params: z.record(z.string(), z.string()).nullable().catch(null) }),
  })
  .transform(({ replyToken, postback: { data, params } }): Happening => ({
    kind: 'postback',
    data,
    replyToken,
    ...(params !== null && { params }),
  }));

const AmongOthers = z
  .object({ replyToken: decoration })
  .transform(({ replyToken }): Happening => ({ kind: 'group', replyToken }));

const happenings = new Map<string, z.ZodType<Happening>>([
  ['message', Message],
  ['unsend', Unsend],
  ['messageEdited', Edit],
  ['follow', Follow],
  ['unfollow', Unfollow],
  ['postback', Postback],
]);
