import type { z } from 'zod';
import type { ChatTalk, ChatWelcome, chatCode } from '#src/http/contract/chat';
import type { Answer } from './answer.ts';
import type { Said } from './outgoing.ts';

export type ChatCode = z.output<typeof chatCode>;

/** Everything the page asks of the city's server. */
export interface City {
  readonly readWelcome: () => Promise<Answer<ChatWelcome>>;
  readonly readTalk: (before?: string) => Promise<Answer<ChatTalk>>;
  /** `id` makes it the same message however often it is sent. */
  readonly send: (
    message: { readonly id: string; readonly said: Said },
    onShare: (share: number) => void,
  ) => Promise<Answer<ChatTalk>>;
  readonly takeBack: (id: string) => Promise<Answer<ChatTalk>>;
  readonly makeCode: () => Promise<Answer<ChatCode>>;
  readonly resume: (code: string) => Promise<Answer<ChatTalk>>;
  readonly leave: () => Promise<Answer<undefined>>;
}
