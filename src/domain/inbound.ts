import type { ChannelName } from './channel-name.ts';
import type { Content, TextContent } from './message.ts';

/**
 * One thing a channel told us, in our own words. `eventId` is the platform's and makes a redelivery a no-op;
 * `address` is the thread it belongs to; `occurredAt` is the platform's time and the only order there is.
 */
export interface InboundEvent {
  readonly channel: ChannelName;
  readonly eventId: string;
  readonly occurredAt: Date;
  readonly isRedelivery: boolean;
  /** Null when the platform names no place, as with account-wide events. */
  readonly address: string | null;
  readonly what: Happening;
}

export type Happening =
  | InboundMessage
  /**
   * The city was brought to where several people talk, or somebody spoke there. What was said is not passed on: a group has
   * no resident of its own, and to keep or answer a matter there would show it to the others.
   */
  | { readonly kind: 'group'; readonly replyToken: string | null }
  /** The platform took the word from the city's own account; only an operator can do something about it. */
  | { readonly kind: 'silenced'; readonly name: string }
  | { readonly kind: 'unsend'; readonly messageExternalId: string }
  /** The resident wrote a text anew. Of several the latest by the platform's time holds, in whatever order they come. */
  | {
      readonly kind: 'edit';
      readonly messageExternalId: string;
      readonly content: TextContent;
      readonly quoteToken: string | null;
    }
  | { readonly kind: 'follow'; readonly isUnblocked: boolean; readonly replyToken: string | null }
  | { readonly kind: 'unfollow' }
  | {
      readonly kind: 'postback';
      readonly data: string;
      readonly replyToken: string | null;
      /** What the platform's own picker returned, such as a date. */
      readonly params?: Readonly<Record<string, string>>;
    }
  /** Kept in the ledger by name, and whole so that a later release can act on it; not its words where they are not for us. */
  | { readonly kind: 'ignored'; readonly name: string; readonly raw: unknown };

export interface InboundMessage {
  readonly kind: 'message';
  readonly messageExternalId: string;
  readonly content: Content;
  readonly quotedExternalId: string | null;
  readonly quoteToken: string | null;
  readonly replyToken: string | null;
  readonly imageSet: ImageSet | null;
}

/** Pictures sent in one go share an id; `index` counts from 1, and they may come in any order. */
export interface ImageSet {
  readonly id: string;
  readonly index: number;
  readonly total: number;
}
