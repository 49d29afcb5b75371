import type { Bubble, Entry, Group, Resident } from './contract.ts';
import { newOpaque } from './ids.ts';
import { seededGroups, seededResidents } from './people.ts';

/** Everything the emulator remembers; gone when it stops. */
export interface World {
  readonly residents: Map<string, Resident>;
  readonly groups: Map<string, Group>;
  /** By the resident's id, and by the group's. */
  readonly chats: Map<string, Bubble[]>;
  readonly replyTokens: Map<string, ReplyToken>;
  readonly retryKeys: Map<string, AcceptedCall>;
  readonly contents: Map<string, StoredContent>;
  /** Message id by quote token. */
  readonly quoteTokens: Map<string, string>;
  /** Resident by read token. */
  readonly readTokens: Map<string, string>;
  readonly journal: Entry[];
  /** `null` is a plan without a cap, such as the one for local governments. */
  monthlyLimit: number | null;
  sentThisMonth: number;
  readonly now: () => number;
  /** Called after each change; the page and `waitFor` listen. */
  changed(): void;
  onChange(listener: () => void): () => void;
}

interface ReplyToken {
  /** The resident's, or the group's. */
  readonly chatId: string;
  readonly eventAt: number;
  deliveredAt: number;
  isUsed: boolean;
}

interface AcceptedCall {
  readonly requestId: string;
  readonly at: number;
  readonly sentMessages: readonly SentMessage[] | null;
}

export interface SentMessage {
  readonly id: string;
  readonly quoteToken?: string;
}

type StoredContent =
  | {
      readonly kind: 'kept';
      readonly bytes: Uint8Array;
      readonly mime: string;
      /** Until then LINE prepares it. */
      readonly readyAt: number;
    }
  | { readonly kind: 'gone' };

export const createWorld = (now: () => number): World => {
  const listeners = new Set<() => void>();
  return {
    residents: new Map(seededResidents().map((resident) => [resident.userId, resident])),
    groups: new Map(seededGroups().map((group) => [group.groupId, group])),
    chats: new Map(),
    replyTokens: new Map(),
    retryKeys: new Map(),
    contents: new Map(),
    quoteTokens: new Map(),
    readTokens: new Map(),
    journal: [],
    monthlyLimit: null,
    sentThisMonth: 0,
    now,
    changed: () => {
      for (const listener of listeners) listener();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const chatOf = (world: World, chatId: string): Bubble[] => {
  const chat = world.chats.get(chatId) ?? [];
  world.chats.set(chatId, chat);
  return chat;
};

export const replaceBubbles = (world: World, chatId: string, change: (bubble: Bubble) => Bubble): void => {
  world.chats.set(chatId, chatOf(world, chatId).map(change));
};

export const newReplyToken = (world: World, chatId: string, eventAt: number): string => {
  const token = newOpaque(16);
  world.replyTokens.set(token, { chatId, eventAt, deliveredAt: eventAt, isUsed: false });
  return token;
};

export const newQuoteToken = (world: World, messageId: string): string => {
  const token = newOpaque(24);
  world.quoteTokens.set(token, messageId);
  return token;
};

export const newReadToken = (world: World, userId: string): string => {
  const token = newOpaque(24);
  world.readTokens.set(token, userId);
  return token;
};

export const note = (world: World, entry: Entry): void => {
  world.journal.push(entry);
  world.changed();
};

/** A webhook's entry is written when it goes out and completed when the answer is known. */
export const renote = (world: World, entry: Entry): void => {
  world.journal[entry.seq - 1] = entry;
  world.changed();
};
