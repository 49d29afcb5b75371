import type { ChatMessage, ChatTalk } from '#src/http/contract/chat';

/** The city tells the latest messages; what was leafed back to before them stays. */
export const withLatest = (known: ChatTalk | null, latest: ChatTalk): ChatTalk => {
  const first = latest.messages[0];
  if (known === null || first === undefined) return latest;
  const overlap = known.messages.findIndex(({ id }) => id === first.id);
  // Without a common message there would be a gap between the two that nobody sees.
  if (overlap <= 0) return latest;
  return {
    ...latest,
    messages: [...known.messages.slice(0, overlap), ...latest.messages],
    hasEarlier: known.hasEarlier,
  };
};

export const withEarlier = (known: ChatTalk, earlier: ChatTalk): ChatTalk => ({
  ...known,
  messages: [...earlier.messages.filter(({ id }) => !has(known, id)), ...known.messages],
  hasEarlier: earlier.hasEarlier,
});

/** A page that was leafed back to is not told again, so what was taken back there is marked here. */
export const withTakenBack = (known: ChatTalk, id: string): ChatTalk => ({
  ...known,
  messages: known.messages.map((message) => (message.id === id ? takenBack(message) : message)),
});

const has = ({ messages }: ChatTalk, id: string): boolean => messages.some((message) => message.id === id);

const takenBack = (message: ChatMessage): ChatMessage => ({
  ...message,
  content: { kind: 'taken-back' },
  quotes: null,
  mayTakeBack: false,
});
