import type { Request, Response } from 'express';
import type { Talker } from '#src/http/talker';
import { chatKey } from '#src/store/chat-sessions';
import type { BegunTalk } from '#src/usecases/chat/begin-talk';
import type { ChatContext } from '#src/usecases/chat/chat-context';
import { isTalkOpen, readChatSession } from '#src/usecases/chat/read-chat-session';
import { clearChatCookie, readChatCookie, setChatCookie } from './chat-cookie.ts';

/** Residents' browsers, known by their cookie. */
export interface Devices {
  /** Null for a device without a talk: no cookie, a forged one, one whose session ended. */
  read(request: Request, response: Response): Promise<Talker | null>;
  /** Whether the talk that a stream listens to is still this device's. */
  isStillIn(request: Request): Promise<boolean>;
  remember(response: Response, begun: BegunTalk): Promise<Talker>;
  forget(response: Response): void;
}

export const devicesFor = (context: ChatContext, isHttps: boolean): Devices => {
  const readKey = keyReader(context);
  const cookie = async () => ({
    isHttps,
    lastsSeconds: context.city.chat.rememberedDays * 86_400,
    key: await readKey(),
  });
  return {
    read: async (request, response) => {
      const token = readChatCookie(request, await readKey());
      if (token === null) return null;
      const device = await readChatSession(context, token);
      if (device === null) return null;
      const { talk, tokenHash, isProlonged } = device;
      if (isProlonged) setChatCookie(response, await cookie(), token);
      return { talk, tokenHash };
    },
    // A stream's head is long sent: prolonged there, the session would outlive its cookie.
    isStillIn: async (request) => {
      const token = readChatCookie(request, await readKey());
      return token !== null && isTalkOpen(context, token);
    },
    remember: async (response, { talk, token, tokenHash }) => {
      setChatCookie(response, await cookie(), token);
      return { talk, tokenHash };
    },
    forget: (response) => clearChatCookie(response, isHttps),
  };
};

/** Made by the first who asks, the same for every process and for good: it is read once. */
const keyReader = ({ store, ids }: ChatContext): (() => Promise<string>) => {
  let known: string | null = null;
  return async () => (known ??= await store.asDoor((tx) => chatKey(tx, ids.newToken())));
};
