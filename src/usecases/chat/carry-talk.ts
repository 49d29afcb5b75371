import { makeCode, readCode } from '#src/domain/resume-code';
import { talking, type TalkId } from '#src/domain/talk';
import { addChatCode, endChatSession, useChatCode } from '#src/store/chat-sessions';
import { tokenHash } from '#src/usecases/token-hash';
import { openTalk, type BegunTalk } from './begin-talk.ts';
import type { ChatContext } from './chat-context.ts';

/** A code that opens the talk once on another device. */
export const makeResumeCode = async (
  context: ChatContext,
  talk: TalkId,
): Promise<{ readonly code: string; readonly expiresAt: Date }> => {
  const now = context.clock.now();
  const code = makeCode(Buffer.from(context.ids.newToken(), 'base64url'));
  const expiresAt = new Date(now.getTime() + talking.codeLastsMinutes * 60_000);
  await context.store.asDoor((tx) => addChatCode(tx, { hash: tokenHash(code), talk, expiresAt }, now));
  return { code, expiresAt };
};

/** What is wrong with a code is not told: wrong, used and too old look alike. */
export const resumeTalk = (context: ChatContext, typed: string): Promise<BegunTalk | null> => {
  const code = readCode(typed);
  if (code === null) return Promise.resolve(null);
  return context.store.asDoor(async (tx) => {
    const talk = await useChatCode(tx, tokenHash(code), context.clock.now());
    return talk === null ? null : openTalk(tx, context, talk);
  });
};

/** This device forgets the talk; the talk itself, and other devices, stay as they are. */
export const leaveTalk = (context: ChatContext, hash: Buffer): Promise<void> =>
  context.store.asDoor((tx) => endChatSession(tx, hash));
