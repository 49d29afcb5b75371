import type { ChatContent, ChatMessage } from '#src/http/contract/chat';

/** A message that another one is written about, in a few words. */
export type Quote = NonNullable<ChatMessage['quotes']>;

/** Reads as the city will tell it, so that it stays the same when the city's copy comes. */
export const quoteOf = ({ id, content }: ChatMessage): Quote => ({ id, excerpt: excerptOf(content) });

const mostSigns = 60;

const excerptOf = (content: ChatContent): string => {
  switch (content.kind) {
    case 'text':
      return beginningOf(content.text);
    case 'image':
      return '写真';
    case 'file':
      return beginningOf(content.fileName);
    case 'place':
      return '場所';
    case 'taken-back':
      return '取り消されたメッセージ';
  }
};

const beginningOf = (text: string): string => {
  const signs = Array.from(text.replace(/\s+/g, ' ').trim());
  return signs.length > mostSigns ? `${signs.slice(0, mostSigns - 1).join('')}…` : signs.join('');
};
