import { isTalkId, talking, type TalkId } from '#src/domain/talk';
import { addChatSession, talkBegunWith } from '#src/store/chat-sessions';
import type { Tx } from '#src/store/open';
import { newId } from '#src/usecases/new-id';
import { tokenHash } from '#src/usecases/token-hash';
import { rememberedUntil, type ChatContext } from './chat-context.ts';

export interface BegunTalk {
  readonly talk: TalkId;
  /** For the cookie; known nowhere else. */
  readonly token: string;
  readonly tokenHash: Buffer;
}

/**
 * A talk for a device that has none, begun by the words whose page id is `pageId`. The same words said again within minutes
 * come from the same page, whose first answer was lost on the way: they go on in the same talk.
 */
export const beginTalk = (context: ChatContext, pageId: string): Promise<BegunTalk> =>
  context.store.asDoor(async (tx) => {
    const begun = await openSession(tx, context, newId(context.ids, isTalkId), pageId);
    if (begun !== null) return begun;
    const now = context.clock.now();
    const since = new Date(now.getTime() - talking.beginsAgainWithinMinutes * 60_000);
    const known = await talkBegunWith(tx, pageId, since);
    return openTalk(tx, context, known ?? newId(context.ids, isTalkId));
  });

/** One more device of a talk. */
export const openTalk = async (tx: Tx, context: ChatContext, talk: TalkId): Promise<BegunTalk> => {
  const opened = await openSession(tx, context, talk, null);
  if (opened === null) throw new TokenTakenError('a token just made was there already');
  return opened;
};

class TokenTakenError extends Error {
  override readonly name = 'TokenTakenError';
}

const openSession = async (
  tx: Tx,
  context: ChatContext,
  talk: TalkId,
  beganWith: string | null,
): Promise<BegunTalk | null> => {
  const now = context.clock.now();
  const token = context.ids.newToken();
  const hash = tokenHash(token);
  const expiresAt = rememberedUntil(context, now);
  const isNew = await addChatSession(tx, { tokenHash: hash, talk, beganWith, expiresAt }, now);
  return isNew ? { talk, token, tokenHash: hash } : null;
};
