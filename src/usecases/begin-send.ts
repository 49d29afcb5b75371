import type { ChannelName } from '#src/domain/channel-name';
import type { MessageId, OutboxId } from '#src/domain/ids';
import { isPastKnowing } from '#src/domain/next-send';
import type { DeliveryReason, DeliveryState } from '#src/domain/sending';
import type { Outbound } from '#src/ports/channel';
import type { Nudge } from '#src/queue/jobs';
import type { Tx } from '#src/store/open';
import { mayHaveBeenAccepted, startAttempt } from '#src/store/attempts';
import { lockSends, nextSendOf, planAgain, settleSend, type Send } from '#src/store/sending';
import type { Context } from './context.ts';
import { holdBack } from './hold-back.ts';
import { inGroups } from './in-groups.ts';
import { failToPrepare, prepareCall } from './prepare-call.ts';
import { recordDelivery } from './record-send.ts';
import type { Piece } from './send-parts.ts';
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

  const end = async (state: DeliveryState, reason: DeliveryReason): Promise<BegunSend> => {
    await settleSend(tx, { id: send.id, state, reason, now });
    nudges.push(...(await recordDelivery(tx, send, now)));
    return nothing;
  };
  const isMaybe = send.tries > 0 && (await mayHaveBeenAccepted(tx, send.id, 0));
  const { retryKeyLivesMs } = context.channelLimits[send.channel];
  // The call itself may still take as long as a claim lasts.
  if (isPastKnowing({ ...send, retryKeyLivesMs }, claimLastsMs, now)) {
    if (isMaybe) return end('unknown', 'no-answer-from-platform');
    if (send.route === 'reply') {
      await planAgain(tx, send.id, 'push', now, now);
      return { kind: 'later', afterMs: 0 };
    }
  }
  if (send.isBlocked && !isMaybe) return end('refused', 'recipient-gone');
  const heldBack = await holdBack(tx, send, now);
  if (heldBack === 'changed') nudges.push(...(await recordDelivery(tx, send, now)));
  if (heldBack !== 'free') return nothing;

  const call = await prepareCall(tx, context, send, isMaybe);
  switch (call.kind) {
    case 'taken-back':
      return isMaybe ? end('unknown', 'taken-back') : end('cancelled', 'taken-back');
    case 'failed': {
      const at = await failToPrepare(tx, send, call.error, now);
      if (at !== null) return { kind: 'later', afterMs: at.getTime() - now.getTime() };
      nudges.push(...(await recordDelivery(tx, send, now)));
      return nothing;
    }
    case 'pieces':
      return {
        kind: 'send',
        channel: send.channel,
        outbound: outboundOf(send, call.pieces),
        attempt: await startAttempt(tx, { send, call: call.pieces, now }),
        messageIds: call.pieces.map(({ messageId }) => messageId),
      };
  }
};

const outboundOf = ({ id, address, replyToken }: Send, pieces: readonly Piece[]): Outbound => ({
  id,
  address,
  route: replyToken === null ? { kind: 'push' } : { kind: 'reply', token: replyToken },
  parts: pieces.map(({ part }) => part),
});
