import type { TalkId } from '#src/domain/talk';
import type { Tx } from './open.ts';

export interface ChatSession {
  readonly talk: TalkId;
  readonly expiresAt: Date;
}

export interface NewChatSession extends ChatSession {
  readonly tokenHash: Buffer;
  /** The page's id of the words that began the talk; null on a device that came later. */
  readonly beganWith: string | null;
}

/** False when other first words of the same id began a talk a moment ago. */
export const addChatSession = async (tx: Tx, session: NewChatSession, now: Date): Promise<boolean> => {
  await tx.deleteFrom('chat_session').where('expires_at', '<=', now).execute();
  const added = await tx
    .insertInto('chat_session')
    .values({
      token_hash: session.tokenHash,
      account_external_id: session.talk,
      began_with: session.beganWith,
      created_at: now,
      expires_at: session.expiresAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
};

/** Null when it ended or never was. */
export const findChatSession = async (tx: Tx, tokenHash: Buffer, now: Date): Promise<ChatSession | null> => {
  const row = await tx
    .selectFrom('chat_session')
    .select(['account_external_id as talk', 'expires_at as expiresAt'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
};

export const prolongChatSession = async (tx: Tx, tokenHash: Buffer, expiresAt: Date): Promise<void> => {
  await tx
    .updateTable('chat_session')
    .set({ expires_at: expiresAt })
    .where('token_hash', '=', tokenHash)
    .execute();
};

/** The talk that these very words began after `since`. */
export const talkBegunWith = async (tx: Tx, pageId: string, since: Date): Promise<TalkId | null> => {
  const row = await tx
    .selectFrom('chat_session')
    .select('account_external_id as talk')
    .where('began_with', '=', pageId)
    .where('created_at', '>', since)
    .executeTakeFirst();
  return row?.talk ?? null;
};

export const endChatSession = async (tx: Tx, tokenHash: Buffer): Promise<void> => {
  await tx.deleteFrom('chat_session').where('token_hash', '=', tokenHash).execute();
};

/** A code is good for one talk, until its time; making one takes those before it away. */
export const addChatCode = async (
  tx: Tx,
  code: { readonly hash: Buffer; readonly talk: TalkId; readonly expiresAt: Date },
  now: Date,
): Promise<void> => {
  await tx
    .deleteFrom('chat_code')
    .where((or) => or.or([or('expires_at', '<=', now), or('account_external_id', '=', code.talk)]))
    .execute();
  await tx
    .insertInto('chat_code')
    .values({ code_hash: code.hash, account_external_id: code.talk, expires_at: code.expiresAt })
    .execute();
};

/** Takes the code away, whoever comes first; null for one that is wrong, used or too old. */
export const useChatCode = async (tx: Tx, hash: Buffer, now: Date): Promise<TalkId | null> => {
  const row = await tx
    .deleteFrom('chat_code')
    .where('code_hash', '=', hash)
    .returning(['account_external_id as talk', 'expires_at as expiresAt'])
    .executeTakeFirst();
  return row !== undefined && row.expiresAt > now ? row.talk : null;
};

/** The key of this installation: the first candidate stays. */
export const chatKey = async (tx: Tx, candidate: string): Promise<string> => {
  await tx
    .insertInto('chat_key')
    .values({ key: candidate })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx.selectFrom('chat_key').select('key').executeTakeFirstOrThrow();
  return row.key;
};
