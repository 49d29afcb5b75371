import type { TalkId } from '#src/domain/talk';

/** Whose talk a request's cookie opens. */
export interface Talker {
  readonly talk: TalkId;
  /** Names the session, for ending this device's and no other. */
  readonly tokenHash: Buffer;
}
