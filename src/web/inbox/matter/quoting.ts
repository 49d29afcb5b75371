import { createContext } from 'react';
import type { MatterDetail } from '#src/http/contract/matters';
import type { Message } from './message-item.tsx';

export interface Quoting {
  /** What the answer that is being written quotes. */
  readonly quotedId: string | null;
  /** Null drops the quote. */
  readonly quote: (messageId: string | null) => void;
}

export const QuotingContext = createContext<Quoting>({ quotedId: null, quote: () => undefined });

/** The message that is looked at; otherwise the last thing that the resident said. */
export const quoteByKey = ({ thread }: MatterDetail): string | null => {
  const looked = document.activeElement?.closest('[id^="message-"]')?.id.slice('message-'.length);
  const may = thread.filter((item): item is Message => item.kind === 'message' && item.mayQuote);
  const found = may.find(({ id }) => id === looked) ?? may.findLast(({ from }) => from === 'resident');
  return found?.id ?? null;
};

/** Brings a message of the thread before the reader's eyes and under their hands. */
export const showMessage = (messageId: string): void => {
  const message = document.getElementById(`message-${messageId}`);
  message?.scrollIntoView({ block: 'center' });
  message?.focus({ preventScroll: true });
};
