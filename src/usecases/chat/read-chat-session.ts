import { talking, type TalkId } from '#src/domain/talk';
import { findChatSession, prolongChatSession } from '#src/store/chat-sessions';
import { tokenHash } from '#src/usecases/token-hash';
import { rememberedUntil, type ChatContext } from './chat-context.ts';

export interface TalkingDevice {
  readonly talk: TalkId;
  readonly tokenHash: Buffer;
  /** Its time was put off, and its cookie's must be, too. */
  readonly isProlonged: boolean;
}

/** Only looks: who listens and asks for nothing does not put the end off. */
export const isTalkOpen = async ({ store, clock }: ChatContext, token: string): Promise<boolean> =>
  (await store.asDoor((tx) => findChatSession(tx, tokenHash(token), clock.now()))) !== null;

/** Which talk a device has open; null when its session ended. Each use puts the end off. */
export const readChatSession = (context: ChatContext, token: string): Promise<TalkingDevice | null> =>
  context.store.asDoor(async (tx) => {
    const now = context.clock.now();
    const hash = tokenHash(token);
    const session = await findChatSession(tx, hash, now);
    if (session === null) return null;
    const until = rememberedUntil(context, now);
    const isProlonged =
      until.getTime() - session.expiresAt.getTime() >= talking.prolongEveryHours * 3_600_000;
    if (isProlonged) await prolongChatSession(tx, hash, until);
    return { talk: session.talk, tokenHash: hash, isProlonged };
  });
