import type { Content } from './message.ts';

export interface WaitingMessage {
  readonly content: Content;
  /** One of several pictures sent in one go, of which only one is answered. */
  readonly isInSet: boolean;
  /** The resident has a matter that is open or was closed lately. */
  readonly hasMatters: boolean;
}

/**
 * Whether the machine will answer, as far as can be said before the message is read. Who has no matter gets a receipt, a
 * question or a greeting; a photo or place is acknowledged. Words to somebody who has a matter may be for people to answer.
 */
export const isSurelyAnswered = ({ content, isInSet, hasMatters }: WaitingMessage): boolean => {
  if (!hasMatters) return true;
  switch (content.kind) {
    case 'text':
    case 'sticker':
      return false;
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
    case 'place':
    case 'unsupported':
      return !isInSet;
  }
};
