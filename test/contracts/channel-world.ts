import { randomUUID } from 'node:crypto';
import type { InboundEvent } from '#src/domain/inbound';
import { isOutboxId, type OutboxId } from '#src/domain/ids';
import {
  ChannelFaultError,
  type Channel,
  type Fault,
  type Outbound,
  type Part,
  type Webhook,
  type WebhookRequest,
} from '#src/ports/channel';

/** A channel before its platform's emulator, or before our own server, with one resident in it. */
export interface ChannelWorld {
  readonly channel: Channel;
  /** The same channel where the platform is not to be reached, and where it does not know us. */
  readonly unreachable: Channel | null;
  readonly unauthorised: Channel | null;
  /** The name is null where the platform tells none. */
  readonly resident: { readonly address: string; readonly name: string | null };
  /** The resident writes; what we understand of it, and the one-use token that comes with it for an answer. */
  writes(
    text: string,
  ): Promise<{ readonly events: readonly InboundEvent[]; readonly replyToken: string | null }>;
  sendsPhoto(bytes: Uint8Array, mime: string): Promise<{ readonly messageExternalId: string }>;
  takesBack(messageExternalId: string): Promise<void>;
  /** What the resident sees of ours, oldest first: a text, or the address of a picture. */
  sees(): readonly string[];
  /** The next call meets this. */
  trouble(kind: Trouble): void;
}

/** A channel whose platform calls us. */
export interface WebhookWorld extends ChannelWorld {
  readonly intake: Webhook;
  /** The resident writes; what the platform posts to us. */
  posts(text: string): Promise<WebhookRequest>;
}

/** What may go wrong on the way to a platform. */
export const troubles = [
  'rate-limit',
  'quota',
  'server-error',
  'dropped-after-accepting',
  'half-an-answer',
  'silence',
  'not-ready',
] as const;
export type Trouble = (typeof troubles)[number];

export const text = (words: string): Part => ({ kind: 'text', text: words, quickReplies: [] });

export const push = ({ resident }: ChannelWorld, parts: readonly Part[]): Outbound => ({
  id: newOutboxId(),
  address: resident.address,
  route: { kind: 'push' },
  parts,
});

/** What a call that must fail says is to be done next. */
export const faultOf = async (call: Promise<unknown>): Promise<Fault> => (await failureOf(call)).fault;

export const failureOf = async (call: Promise<unknown>): Promise<ChannelFaultError> => {
  const thrown: unknown = await call.then(
    () => new Error('The call was expected to fail.'),
    (error: unknown) => error,
  );
  if (thrown instanceof ChannelFaultError) return thrown;
  throw thrown;
};

export const inTime = (): AbortSignal => AbortSignal.timeout(10_000);

const newOutboxId = (): OutboxId => {
  const id: string = randomUUID();
  if (!isOutboxId(id)) throw new Error('A UUID was expected.');
  return id;
};
