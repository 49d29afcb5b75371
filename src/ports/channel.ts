import type { ChannelName } from '#src/domain/channel-name';
import type { InboundEvent } from '#src/domain/inbound';
import type { OutboxId } from '#src/domain/ids';
import type { Refusal } from '#src/domain/sending';
import type { QuickReply } from '#src/domain/quick-reply';
import type { Readable } from 'node:stream';

/** One SNS as the rest of Kodama sees it. Only its adapter knows more. */
export interface Channel {
  readonly name: ChannelName;
  readonly limits: ChannelLimits;
  readonly intake: Webhook | Page;
  /**
   * `message.id` is the idempotency key: sent twice with the same route, it reaches the resident once.
   * Rejects with `ChannelFaultError`, whatever went wrong.
   */
  send(message: Outbound, signal: AbortSignal): Promise<Receipt>;
  /**
   * Lets the resident see for some seconds, or until our next message, that the city is at work. Resolves at once where the
   * platform has nothing of the kind. Rejects with `ChannelFaultError`.
   */
  showWorking(address: string, signal: AbortSignal): Promise<void>;
  /** The photo, sound or file of a message. Rejects with `ChannelFaultError`. */
  fetchMedia(messageExternalId: string, signal: AbortSignal): Promise<Media>;
  /** How the resident calls themselves; null when the platform does not tell. Rejects with `ChannelFaultError`. */
  fetchProfile(accountExternalId: string, signal: AbortSignal): Promise<Profile | null>;
}

/** Data to plan a send with. Characters are UTF-16 code units. */
export interface ChannelLimits {
  readonly charsPerMessage: number;
  readonly messagesPerSend: number;
  /** How long after receiving it a reply token may be used; `none` where the channel has no such thing. */
  readonly replyTokenLivesMs: number | 'none';
  /** How long the platform remembers our idempotency key. */
  readonly retryKeyLivesMs: number;
  /** Where what we send is fetched: under an unguessable address without a cookie, or on our own page behind a session. */
  readonly mediaAddress: 'public' | 'own-page';
}

/** The platform calls us. */
export interface Webhook {
  readonly kind: 'webhook';
  /** Checks the signature over the raw bytes before anything else, then reads. Never throws. */
  receive(request: WebhookRequest): Received;
}

/** It is a page of our own: `src/http` takes what it says, and `src/usecases/chat` turns it into inbound events. */
export interface Page {
  readonly kind: 'page';
}

export interface WebhookRequest {
  readonly rawBody: Buffer;
  readonly header: (name: string) => string | undefined;
}

export type Received =
  | { readonly kind: 'events'; readonly events: readonly InboundEvent[] }
  | { readonly kind: 'bad-signature' }
  | { readonly kind: 'malformed' };

/** One platform call. All parts go in one call, in order. */
export interface Outbound {
  readonly id: OutboxId;
  readonly address: string;
  readonly route: Route;
  readonly parts: readonly Part[];
}

export type Route = { readonly kind: 'reply'; readonly token: string } | { readonly kind: 'push' };

export type Part =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly quickReplies: readonly QuickReply[];
      readonly quotes?: Quote | null;
    }
  | { readonly kind: 'image'; readonly url: string; readonly previewUrl: string }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly url: string;
      readonly bytes: number;
      /** The same in words, with the address in it: for channels on which a city cannot send files. */
      readonly asText: string;
    };

/** A message of the same thread that this one answers to: the platform's id of it, and its leave to quote it. */
export interface Quote {
  readonly externalId: string;
  readonly token: string;
}

export interface Receipt {
  /** The platform's own id of the call, for asking the platform about it. */
  readonly requestId: string | null;
  /** The platform's ids of the messages, where it tells. */
  readonly messageExternalIds: readonly string[];
  /** By the same places: what lets us quote the message later; null where it cannot be quoted. */
  readonly quoteTokens?: readonly (string | null)[];
}

export interface Media {
  readonly body: Readable;
  readonly mime: string;
}

export interface Profile {
  readonly displayName: string;
}

/** Named for the next step, not for the status code. */
export type Fault =
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | { readonly kind: 'quota-spent' }
  /** Certainly not accepted: any route may be tried. */
  | { readonly kind: 'unavailable' }
  /** May have been accepted: the same call is made again, never another. */
  | { readonly kind: 'unknown' }
  /** The one-use token is dead; tells nothing about who used it. */
  | { readonly kind: 'token-invalid' }
  | { readonly kind: 'recipient-gone' }
  /** `reason` is the platform's own wording, for whoever looks into it. */
  | { readonly kind: 'refused'; readonly why: Refusal; readonly reason: string }
  | { readonly kind: 'unauthorised' }
  /** The medium is still being made ready, or is gone for good. */
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'gone' };

export class ChannelFaultError extends Error {
  override readonly name = 'ChannelFaultError';
  readonly fault: Fault;
  readonly requestId: string | null;

  constructor(fault: Fault, options: { requestId: string | null; cause?: unknown }) {
    super(fault.kind === 'refused' ? `refused: ${fault.reason}` : fault.kind, { cause: options.cause });
    this.fault = fault;
    this.requestId = options.requestId;
  }
}
