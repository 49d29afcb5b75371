/** Whose talk a request's cookie opens. */
export interface Talker {
  /** The account's id on this channel, which is also the thread's address. */
  readonly accountExternalId: string;
  readonly tokenHash: Buffer;
}
