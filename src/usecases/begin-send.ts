import type { ChannelName } from '#src/domain/channel-name';
import type { MessageId, OutboxId } from '#src/domain/ids';
import type { Outbound } from '#src/ports/channel';
import type { Nudge } from '#src/queue/jobs';
import type { Tx } from '#src/store/open';
import { mayHaveBeenAccepted, startAttempt } from '#src/store/attempts';
import { mediaOf, publish } from '#src/store/published';
import { contentsOf, lockSends, nextSendOf, settleSend, type Send } from '#src/store/sending';
import { recordDelivery } from './record-send.ts';
import type { Context } from './context.ts';
import { inGroups } from './in-groups.ts';
import { piecesOf } from './send-parts.ts';
import { settled } from './settled.ts';

/** - `send`: make this call now, then record what came of it
 *  - `later`: the same job again
 *  - `nothing`: settled, in somebody else's hands, or behind another message of its thread */
export type BegunSend =
  | {
      readonly kind: 'send';
      readonly channel: ChannelName;
      readonly outbound: Outbound;
      readonly attempt: number;
      /** The message that each part is of. */
      readonly messageIds: readonly MessageId[];
    }
  | { readonly kind: 'later'; readonly afterMs: number }
  | { readonly kind: 'nothing' };

/**
 * A claim this old belongs to a worker that died: its call may have been accepted, so the same call is made again. Longer
 * than a call lasts, and short enough that a receipt's token is still alive to tell what became of it.
 */
export const claimLastsMs = 20_000;

/** Claims a call and commits the claim before the call is made, so that no crash can forget that it may have been made. */
export const beginSend = inGroups<OutboxId, BegunSend>({
  most: 48,
  atOnce: 2,
  keyOf: (id) => id,
  run: async (context, ids) => {
    const nudges: Nudge[] = [];
    const begun = await context.store.asWorker(async (tx) => {
      const sends = await lockSends(tx, ids, 'leave-it');
      const claims = new Map(
        [...sends.values()].map((send) => [send.id, claim(tx, context, send, nudges)] as const),
      );
      return settled(ids.map((id) => claims.get(id) ?? nothing));
    });
    context.producer.nudge(...nudges);
    return begun;
  },
});

const nothing = { kind: 'nothing' } as const;

const claim = async (tx: Tx, context: Context, send: Send, nudges: Nudge[]): Promise<BegunSend> => {
  const now = context.clock.now();
  if (send.state === 'settled') return nothing;
  if (send.state === 'sending' && send.claimedAt !== null) {
    const leftMs = send.claimedAt.getTime() + claimLastsMs - now.getTime();
    if (leftMs > 0) return { kind: 'later', afterMs: leftMs };
  }
  const waitMs = send.nextTryAt.getTime() - now.getTime();
  if (waitMs > 0) return { kind: 'later', afterMs: waitMs };
  const first = await nextSendOf(tx, { threadId: send.threadId, now });
  // The earlier one nudges this one when it is settled.
  if (first !== null && first !== send.id) return nothing;

  if (await isForgotten(tx, context, send, now)) {
    await settleSend(tx, { id: send.id, state: 'unknown', reason: 'no-answer-from-platform', now });
    nudges.push(...(await recordDelivery(tx, send, now)));
    return nothing;
  }
  // A call that may have been accepted is made again as it was or not at all.
  const contents = await contentsOf(tx, send.id);
  const isMutilated = send.tries > 0 && contents.some(({ content }) => content === null);
  if (isMutilated && (await mayHaveBeenAccepted(tx, send.id, 0))) {
    await settleSend(tx, { id: send.id, state: 'unknown', reason: 'taken-back', now });
    nudges.push(...(await recordDelivery(tx, send, now)));
    return nothing;
  }
  const refuse = async (reason: 'recipient-gone' | 'taken-back'): Promise<BegunSend> => {
    const state = reason === 'taken-back' ? 'cancelled' : 'refused';
    await settleSend(tx, { id: send.id, state, reason, now });
    nudges.push(...(await recordDelivery(tx, send, now)));
    return nothing;
  };
  if (send.isBlocked) return refuse('recipient-gone');
  if (isMutilated) return refuse('taken-back');
  const kept = await mediaOf(tx, send.id);
  const isPublic = context.channelLimits[send.channel].mediaAddress === 'public';
  const media = isPublic ? await publish(tx, kept, () => context.ids.newToken()) : kept;
  const pieces = piecesOf(context, send, contents, media);
  if (pieces.length === 0) return refuse('taken-back');

  const attempt = await startAttempt(tx, { send, now });
  const route =
    send.replyToken === null ? { kind: 'push' as const } : { kind: 'reply' as const, token: send.replyToken };
  const outbound: Outbound = {
    id: send.id,
    address: send.address,
    route,
    parts: pieces.map(({ part }) => part),
  };
  const messageIds = pieces.map(({ messageId }) => messageId);
  return { kind: 'send', channel: send.channel, outbound, attempt, messageIds };
};

/**
 * The platform may have taken the call and would no longer know it again: nobody worked for a day, or the city was restored
 * from a backup. A reply token needs no such care, since it answers once.
 */
const isForgotten = async (tx: Tx, context: Context, send: Send, now: Date): Promise<boolean> => {
  if (send.route !== 'push' || send.firstTriedAt === null) return false;
  // The call itself may still take as long as a claim lasts.
  const knownMs = context.channelLimits[send.channel].retryKeyLivesMs - claimLastsMs;
  if (now.getTime() - send.firstTriedAt.getTime() < knownMs) return false;
  return mayHaveBeenAccepted(tx, send.id, 0);
};
