import type { webhook } from '@line/bot-sdk';
import type { Bubble, Content, Place, Resident, Tap, WebhookOutcome } from './contract.ts';
import { newMessageId, newUlid } from './ids.ts';
import * as utterances from './utterances.ts';
import type { Webhooks } from './webhooks.ts';
import { chatOf, newQuoteToken, newReadToken, newReplyToken, replaceBubbles, type World } from './world.ts';

/** What a resident does on the phone. Each resolves when the city has answered the webhook, or failed to. */
export interface Acts {
  sendText(userId: string, text: string, how?: utterances.TextHow): Promise<Done>;
  sendImage(
    userId: string,
    bytes: Uint8Array,
    mime: string,
    how?: { imageSet?: utterances.ImageSet },
  ): Promise<Done>;
  sendVideo(userId: string, bytes: Uint8Array, mime: string, how?: Preparing): Promise<Done>;
  sendAudio(userId: string, bytes: Uint8Array, mime: string, how?: Preparing): Promise<Done>;
  sendFile(userId: string, bytes: Uint8Array, mime: string, fileName: string): Promise<Done>;
  sendLocation(userId: string, place: Place): Promise<Done>;
  sendSticker(userId: string): Promise<Done>;
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

/** For so long LINE answers 202 to whoever asks for the medium. */
export interface Preparing {
  readonly preparesForMs?: number;
}

export interface Done {
  /** `null` when the act made no message, such as a block. */
  readonly messageId: string | null;
  readonly webhookEventId: string;
  readonly replyToken: string | null;
  readonly outcome: WebhookOutcome;
}

/** The phone would not let the resident do this. */
export class ActError extends Error {
  override readonly name = 'ActError';
}

export const createActs = (world: World, webhooks: Webhooks): Acts => {
  const tell = async (event: webhook.Event, replyToken: string | null, messageId: string | null) => {
    const outcome = await webhooks.send(event);
    return { messageId, webhookEventId: event.webhookEventId, replyToken, outcome };
  };

  const say = async (
    userId: string,
    utterance: utterances.Utterance,
    { preparesForMs = 0 }: Preparing = {},
  ): Promise<Done> => {
    if (residentOf(world, userId).relation === 'blocked') {
      throw new ActError('A resident who blocks the city cannot write to it.');
    }
    const at = world.now();
    const id = newMessageId(at);
    if (utterance.bytes) {
      world.contents.set(id, { kind: 'kept', ...utterance.bytes, readyAt: at + preparesForMs });
    }
    show(world, userId, {
      id,
      at,
      content: utterance.content(id),
      quotedMessageId: utterance.quoteOf ?? null,
    });
    const replyToken = newReplyToken(world, userId, at);
    const marks = { quoteToken: newQuoteToken(world, id), markAsReadToken: newReadToken(world, userId) };
    const message = utterance.message(id, marks);
    return tell({ ...base(userId, at), type: 'message', replyToken, message }, replyToken, id);
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
    sendText: (userId, text, how = {}) => say(userId, utterances.text(text, how)),
    sendImage: (userId, bytes, mime, { imageSet } = {}) =>
      say(userId, utterances.image({ bytes, mime }, imageSet)),
    sendVideo: (userId, bytes, mime, how) => say(userId, utterances.video({ bytes, mime }), how),
    sendAudio: (userId, bytes, mime, how) => say(userId, utterances.audio({ bytes, mime }), how),
    sendFile: (userId, bytes, mime, fileName) => say(userId, utterances.file({ bytes, mime }, fileName)),
    sendLocation: (userId, place) => say(userId, utterances.location(place)),
    sendSticker: (userId) => say(userId, utterances.sticker),
    unsend: async (userId, messageId) => {
      takeBack(world, userId, messageId);
      const event = { ...base(userId, world.now()), type: 'unsend' as const, unsend: { messageId } };
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
        show(world, userId, { id: newMessageId(at), at, content, quotedMessageId: null });
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

const residentOf = (world: World, userId: string): Resident => {
  const resident = world.residents.get(userId);
  if (!resident) throw new ActError(`No resident ${userId} lives here.`);
  return resident;
};

const show = (
  world: World,
  userId: string,
  bubble: Pick<Bubble, 'id' | 'at' | 'content' | 'quotedMessageId'>,
): void => {
  chatOf(world, userId).push({ ...bubble, author: 'resident', quickReplies: [], isRead: false });
  world.changed();
};

const takeBack = (world: World, userId: string, messageId: string): void => {
  const own = chatOf(world, userId).find((one) => one.id === messageId && one.author === 'resident');
  if (!own) throw new ActError(`Resident ${userId} has no message ${messageId} to take back.`);
  replaceBubbles(world, userId, (one) => (one === own ? { ...one, content: { kind: 'taken-back' } } : one));
  if (world.contents.has(messageId)) world.contents.set(messageId, { kind: 'gone' });
  world.changed();
};

const base = (userId: string, at: number) => ({
  source: { type: 'user' as const, userId },
  timestamp: at,
  mode: 'active' as const,
  webhookEventId: newUlid(at),
  deliveryContext: { isRedelivery: false },
});
