import { mention } from '#src/text/mention';
import type { QuickReply } from '#src/domain/quick-reply';
import type { TalkId } from '#src/domain/talk';
import { openChoices } from '#src/store/chat-choices';
import {
  placeInTalk,
  quotedInTalk,
  talkAttachments,
  talkMessages,
  type TalkAttachment,
  type TalkMessage,
} from '#src/store/chat-talk';
import type { Store } from '#src/store/open';

export interface Talk {
  /** Oldest first. */
  readonly messages: readonly TalkMessage[];
  /** What is quoted in them, in a few words. */
  readonly quoted: readonly QuotedMessage[];
  readonly attachments: readonly TalkAttachment[];
  readonly hasEarlier: boolean;
  readonly choices: readonly QuickReply[];
}

export interface QuotedMessage {
  readonly message: TalkMessage;
  readonly words: string;
}

const pageSize = 50;

/** The newest page of a talk, or the one before a message that the page has; null when it has none of that id. */
export const readTalk = (store: Store, talk: TalkId, before: string | null): Promise<Talk | null> =>
  store.asResident(talk, async (tx) => {
    const place = before === null ? null : await placeInTalk(tx, talk, before);
    if (before !== null && place === null) return null;
    const found = await talkMessages(tx, place, pageSize + 1);
    const messages = found.slice(-pageSize);
    return {
      messages,
      quoted: (await quotedInTalk(tx, messages)).map((message) => ({
        message,
        words: mention(message.content),
      })),
      attachments: await talkAttachments(
        tx,
        messages.map(({ id }) => id),
      ),
      hasEarlier: found.length > pageSize,
      choices: before === null ? await openChoices(tx) : [],
    };
  });
