import type { ChatMessage } from '#src/http/contract/chat';
import type { Outgoing } from './outgoing.ts';

/** One line of the log; the key stays with it from the first try to the city's copy. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: ChatMessage;
      /** It came in one send with the line above, where it is said who speaks. */
      readonly isJoined: boolean;
    }
  | { readonly kind: 'outgoing'; readonly key: string; readonly outgoing: Outgoing };

/** Messages and then what is not with the city yet, with a heading before each new day. */
export const linesOf = (
  messages: readonly ChatMessage[],
  outgoing: readonly Outgoing[],
  isSameDay: (one: string, other: string) => boolean,
): readonly Line[] => {
  const lines: Line[] = [];
  let day: string | null = null;
  const add = (at: string, line: Line) => {
    if (day === null || !isSameDay(day, at)) lines.push({ kind: 'day', key: `day-${at}`, at });
    day = at;
    lines.push(line);
  };
  for (const [index, message] of messages.entries()) {
    const isJoined = isOneSend(messages[index - 1], message);
    add(message.at, { kind: 'message', key: message.id, message, isJoined });
  }
  for (const one of outgoing) add(one.at, { kind: 'outgoing', key: one.id, outgoing: one });
  return lines;
};

/** The parts of one answer arrive at the same instant. */
const isOneSend = (above: ChatMessage | undefined, { from, at }: ChatMessage): boolean =>
  from !== 'resident' && above?.from === from && above.at === at;
