import { createHash } from 'node:crypto';
import type { Happening, InboundEvent, InboundMessage } from '#src/domain/inbound';
import type { Content } from '#src/domain/message';
import type { QuickReply } from '#src/domain/quick-reply';
import { externalIdIn, talkChannel, type TalkId } from '#src/domain/talk';
import { isOffered } from '#src/store/chat-choices';
import { findInTalk, type TalkMessage } from '#src/store/chat-talk';
import type { AcceptInbound } from '#src/usecases/accept-inbound';
import type { Context } from '#src/usecases/context';

/** What a resident does on the page becomes an inbound event like any other channel's; the page's id makes it one. */
export interface Teller {
  readonly context: Context;
  readonly accept: AcceptInbound;
}

export interface Words {
  readonly id: string;
  readonly text: string;
  /** The id of a message of this talk. */
  readonly quotes: string | null;
}

/** False when it quotes what is not in this talk. */
export const sayInChat = async (teller: Teller, talk: TalkId, words: Words): Promise<boolean> => {
  const quoted = await findQuoted(teller, talk, words.quotes);
  if (words.quotes !== null && quoted === null) return false;
  const content: Content = { kind: 'text', text: words.text };
  await teller.accept([messageEvent(teller, talk, words.id, content, quoted?.externalId)]);
  return true;
};

export interface Spot {
  readonly latitude: number;
  readonly longitude: number;
}

export const placeInChat = (teller: Teller, talk: TalkId, id: string, spot: Spot): Promise<void> =>
  teller.accept([messageEvent(teller, talk, id, placeOf(spot))]);

/** A photo, and where it was taken when the resident meant to tell. */
export const photoEvents = (
  teller: Teller,
  talk: TalkId,
  id: string,
  takenAt: Spot | null,
): readonly InboundEvent[] => {
  const photo = messageEvent(teller, talk, id, { kind: 'image' });
  return takenAt === null
    ? [photo]
    : [photo, messageEvent(teller, talk, placeIdBeside(id), placeOf(takenAt))];
};

/** False for a button that the city did not offer in this talk. */
export const chooseInChat = async (
  { context, accept }: Teller,
  talk: TalkId,
  choice: QuickReply & { readonly id: string },
): Promise<boolean> => {
  if (!(await context.store.asResident(talk, (tx) => isOffered(tx, choice)))) return false;
  const what: Happening = { kind: 'postback', data: choice.data, replyToken: null };
  await accept([eventOf(context, talk, choice.id, what)]);
  return true;
};

const messageEvent = (
  { context }: Teller,
  talk: TalkId,
  id: string,
  content: Content,
  quotedExternalId: string | null = null,
): InboundEvent => {
  const messageExternalId = externalIdIn(talk, id);
  const what: InboundMessage = {
    kind: 'message',
    messageExternalId,
    content,
    quotedExternalId,
    // Nobody but us gives leave to quote here.
    quoteToken: messageExternalId,
    replyToken: null,
    imageSet: null,
  };
  return eventOf(context, talk, id, what);
};

export const eventOf = (
  { clock }: Context,
  talk: TalkId,
  eventId: string,
  what: Happening,
): InboundEvent => ({
  channel: talkChannel,
  eventId: externalIdIn(talk, eventId),
  occurredAt: clock.now(),
  isRedelivery: false,
  address: talk,
  what,
});

const findQuoted = async (
  { context }: Teller,
  talk: TalkId,
  quotes: string | null,
): Promise<TalkMessage | null> =>
  quotes === null ? null : context.store.asResident(talk, (tx) => findInTalk(tx, talk, quotes));

const placeOf = ({ latitude, longitude }: Spot): Content => ({
  kind: 'place',
  latitude,
  longitude,
  title: null,
  address: null,
});

/** The same for the same photo, so that a photo posted twice brings one place. */
const placeIdBeside = (id: string): string => {
  const digest = createHash('sha256').update(`place beside ${id}`).digest('hex');
  const [a, b, c, d, e] = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, to]) => digest.slice(from, to));
  return `${a}-${b}-8${c}-8${d}-${e}`;
};
