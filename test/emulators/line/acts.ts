import { ActError, base, groupOf, residentOf, show, type Done, type Tell } from './acting.ts';
import type { Content, ImageSet, Place, Resident, Tap } from './contract.ts';
import { createGroupActs, type GroupActs } from './group-acts.ts';
import { newMessageId } from './ids.ts';
import * as utterances from './utterances.ts';
import type { Webhooks } from './webhooks.ts';
import { chatOf, newQuoteToken, newReadToken, newReplyToken, replaceBubbles, type World } from './world.ts';

/** In this group, instead of alone with the city. */
interface Where {
  readonly in?: string;
}

/** For so long LINE answers 202 to whoever asks for the medium; a second, if nothing is said. */
interface Preparing extends Where {
  readonly preparesForMs?: number;
}

/** What a resident does on the phone. Each resolves when the city has answered the webhook, or failed to. */
export interface Acts extends GroupActs {
  sendText(userId: string, text: string, how?: Where & utterances.TextHow): Promise<Done>;
  sendImage(
    userId: string,
    bytes: Uint8Array,
    mime: string,
    how?: Where & { imageSet?: ImageSet },
  ): Promise<Done>;
  sendVideo(userId: string, bytes: Uint8Array, mime: string, how?: Preparing): Promise<Done>;
  sendAudio(userId: string, bytes: Uint8Array, mime: string, how?: Preparing): Promise<Done>;
  sendFile(userId: string, bytes: Uint8Array, mime: string, fileName: string, how?: Where): Promise<Done>;
  sendLocation(userId: string, place: Place, how?: Where): Promise<Done>;
  sendSticker(userId: string, how?: Where): Promise<Done>;
  unsend(userId: string, messageId: string): Promise<Done>;
  follow(userId: string): Promise<Done>;
  /** Blocking is LINE's unfollow. */
  block(userId: string): Promise<Done>;
  unblock(userId: string): Promise<Done>;
  postback(userId: string, data: string, displayText?: string | null): Promise<Done>;
  /** Taps the quick reply with this label under the last bubble. */
  tapQuickReply(userId: string, label: string): Promise<Done>;
  tap(userId: string, tap: Tap): Promise<Done>;
}

export const createActs = (world: World, webhooks: Webhooks, preparesForMs: number): Acts => {
  const tell: Tell = async (event, replyToken, messageId) => {
    const outcome = await webhooks.send(event);
    return { messageId, webhookEventId: event.webhookEventId, replyToken, outcome };
  };

  const say = async (
    userId: string,
    utterance: utterances.Utterance,
    { preparesForMs = 0, ...where }: Preparing = {},
  ): Promise<Done> => {
    const { relation } = residentOf(world, userId);
    const group = where.in === undefined ? null : groupOf(world, userId, where.in);
    if (relation === 'blocked' && group === null) {
      throw new ActError('A resident who blocks the city cannot write to it.');
    }
    if (group?.hasCity === false) throw new ActError(`The city is not in ${group.groupId}.`);
    const chatId = group?.groupId ?? userId;
    const at = world.now();
    const id = newMessageId(at);
    if (utterance.bytes) {
      world.contents.set(id, { kind: 'kept', ...utterance.bytes, readyAt: at + preparesForMs });
    }
    show(world, chatId, {
      id,
      at,
      writer: userId,
      content: utterance.content(id),
      quotedMessageId: utterance.quoteOf ?? null,
      imageSet: utterance.imageSet ?? null,
    });
    const replyToken = newReplyToken(world, chatId, at);
    const marks = { quoteToken: newQuoteToken(world, id), markAsReadToken: newReadToken(world, chatId) };
    const message = utterance.message(id, marks);
    return tell({ ...base(userId, at, group), type: 'message', replyToken, message }, replyToken, id);
  };

  const relate = (userId: string, relation: Resident['relation']): number => {
    world.residents.set(userId, { ...residentOf(world, userId), relation });
    world.changed();
    return world.now();
  };

  const followAs = async (userId: string, isUnblocked: boolean): Promise<Done> => {
    const at = relate(userId, 'friend');
    const replyToken = newReplyToken(world, userId, at);
    const event = { ...base(userId, at), type: 'follow' as const, replyToken, follow: { isUnblocked } };
    return tell(event, replyToken, null);
  };

  const acts: Acts = {
    ...createGroupActs(world, tell),
    sendText: (userId, text, how = {}) => say(userId, utterances.text(text, how), how),
    sendImage: (userId, bytes, mime, { imageSet, ...where } = {}) =>
      say(userId, utterances.image({ bytes, mime }, imageSet), where),
    sendVideo: (userId, bytes, mime, how) =>
      say(userId, utterances.video({ bytes, mime }), { preparesForMs, ...how }),
    sendAudio: (userId, bytes, mime, how) =>
      say(userId, utterances.audio({ bytes, mime }), { preparesForMs, ...how }),
    sendFile: (userId, bytes, mime, fileName, where) =>
      say(userId, utterances.file({ bytes, mime }, fileName), where),
    sendLocation: (userId, place, where) => say(userId, utterances.location(place), where),
    sendSticker: (userId, where) => say(userId, utterances.sticker, where),
    unsend: async (userId, messageId) => {
      const groupId = takeBack(world, userId, messageId);
      const group = groupId === userId ? null : groupOf(world, userId, groupId);
      const event = { ...base(userId, world.now(), group), type: 'unsend' as const, unsend: { messageId } };
      return tell(event, null, null);
    },
    follow: (userId) => followAs(userId, false),
    unblock: (userId) => followAs(userId, true),
    block: async (userId) =>
      tell({ ...base(userId, relate(userId, 'blocked')), type: 'unfollow' }, null, null),
    postback: async (userId, data, displayText = null) => {
      const at = world.now();
      const content: Content = { kind: 'text', text: displayText ?? '' };
      residentOf(world, userId);
      if (displayText !== null) {
        show(world, userId, { id: newMessageId(at), at, writer: userId, content, quotedMessageId: null });
      }
      const replyToken = newReplyToken(world, userId, at);
      const event = { ...base(userId, at), type: 'postback' as const, replyToken, postback: { data } };
      return tell(event, replyToken, null);
    },
    tapQuickReply: async (userId, label) => {
      const found = chatOf(world, userId)
        .at(-1)
        ?.quickReplies.find((one) => one.label === label);
      if (!found) throw new ActError(`No quick reply "${label}" is on the screen of ${userId}.`);
      return acts.tap(userId, found);
    },
    tap: async (userId, tap) => {
      switch (tap.kind) {
        case 'says':
          return acts.sendText(userId, tap.text);
        case 'posts-back':
          return acts.postback(userId, tap.data, tap.displayText);
        case 'opens':
        case 'sends-photo':
        case 'sends-place':
        case 'other':
          throw new ActError(
            `"${tap.label}" asks the phone for more: use the act itself, such as sendImage.`,
          );
      }
    },
  };
  return acts;
};

/** Returns the chat in which it stood: the resident's own, or a group's. */
const takeBack = (world: World, userId: string, messageId: string): string => {
  const [chatId] =
    [...world.chats].find(([, chat]) =>
      chat.some(({ id, writer }) => id === messageId && writer === userId),
    ) ?? [];
  if (chatId === undefined)
    throw new ActError(`Resident ${userId} has no message ${messageId} to take back.`);
  replaceBubbles(world, chatId, (one) =>
    one.id === messageId ? { ...one, content: { kind: 'taken-back' } } : one,
  );
  if (world.contents.has(messageId)) world.contents.set(messageId, { kind: 'gone' });
  world.changed();
  return chatId;
};
