import type { ChatBox } from '#src/ports/chat-box';
import {
  ChannelFaultError,
  type Channel,
  type ChannelLimits,
  type Fault,
  type Outbound,
} from '#src/ports/channel';
import type { MediaStore } from '#src/ports/media-store';

export interface WebchatSettings {
  readonly box: ChatBox;
  readonly media: MediaStore;
}

/** Ours to choose: as long as an answer of staff may be, in one message. */
export const webchatLimits: ChannelLimits = {
  charsPerMessage: 25_000,
  messagesPerSend: 5,
  replyTokenLivesMs: 'none',
  // The row of an arrival stays, so this is only how long a database that does not answer is tried.
  retryKeyLivesMs: 24 * 60 * 60_000,
  mediaAddress: 'own-page',
};

/**
 * The city's own web chat. There is no platform between us and the resident: a send is one row that says that its messages may
 * be read, and the words themselves stay where they are.
 */
export const webchatChannel = ({ box, media }: WebchatSettings): Channel => ({
  name: 'webchat',
  limits: webchatLimits,
  intake: { kind: 'page' },
  send: async (message, signal) => {
    demandFit(message);
    if (signal.aborted) throw faulty({ kind: 'unavailable' });
    await box.arrive(message.id, message.address).catch((cause: unknown) => {
      throw faulty({ kind: 'unknown' }, cause);
    });
    const messageExternalIds = message.parts.map((_, index) => `${message.id}/${index}`);
    // Nobody but us gives leave to quote here, so that a message's name is the leave.
    return { requestId: message.id, messageExternalIds, quoteTokens: messageExternalIds };
  },
  fetchMedia: async (messageExternalId) => {
    const kept = await photoOf(box, media, messageExternalId).catch((cause: unknown) => {
      throw faulty({ kind: 'unavailable' }, cause);
    });
    if (kept === null) throw faulty({ kind: 'gone' });
    return { body: kept.body, mime: 'image/jpeg' };
  },
  fetchProfile: () => Promise.resolve(null),
  // The page itself says that the message has arrived and is being looked at.
  showWorking: () => Promise.resolve(),
});

const photoOf = async (box: ChatBox, media: MediaStore, messageExternalId: string) => {
  const key = await box.photoKeyOf(messageExternalId);
  return key === null ? null : media.get(key);
};

const demandFit = ({ parts }: Outbound): void => {
  const { charsPerMessage, messagesPerSend } = webchatLimits;
  if (parts.length > messagesPerSend)
    throw faulty({ kind: 'refused', why: 'too-long', reason: `more than ${messagesPerSend} messages` });
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'text' && part.text.length > charsPerMessage) {
      const reason = `messages[${index}].text is longer than ${charsPerMessage}`;
      throw faulty({ kind: 'refused', why: 'too-long', reason });
    }
  }
};

const faulty = (fault: Fault, cause?: unknown): ChannelFaultError =>
  new ChannelFaultError(fault, { requestId: null, cause });
