import { nextSend, spreadOf, type NextSend, type SendResult } from '#src/domain/next-send';
import type { MessageId, OutboxId } from '#src/domain/ids';
import type { Fault, Receipt } from '#src/ports/channel';
import type { Nudge } from '#src/queue/jobs';
import { recordFateOf } from '#src/store/events';
import { addPart, setExternalId } from '#src/store/external-names';
import type { Tx } from '#src/store/open';
import { endAttempt, mayHaveBeenAccepted } from '#src/store/attempts';
import { lockSends, nextSendOf, planAgain, settleSend, type Send } from '#src/store/sending';
import { countWait } from '#src/store/holds';
import { beginToHold, ceaseToHold } from './hold-back.ts';
import { inGroups } from './in-groups.ts';
import { settled } from './settled.ts';
import type { Context } from './context.ts';

export type CallOutcome =
  | { readonly kind: 'accepted'; readonly receipt: Receipt }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly requestId: string | null };

export interface FinishedCall {
  readonly outboxId: OutboxId;
  readonly attempt: number;
  /** The message that each part of the call is of. */
  readonly messageIds: readonly MessageId[];
  readonly outcome: CallOutcome;
}

/** Records what came of a call. Returns after how long it is to be made again, or null when its fate is settled. */
export const recordSend = inGroups<FinishedCall, number | null>({
  most: 48,
  atOnce: 2,
  keyOf: ({ outboxId }) => outboxId,
  run: async (context, calls) => {
    const nudges: Nudge[] = [];
    const againAt = await context.store.asWorker(async (tx) => {
      const sends = await lockSends(
        tx,
        calls.map(({ outboxId }) => outboxId),
        'wait',
      );
      return settled(
        calls.map((call) => {
          const send = sends.get(call.outboxId);
          return send === undefined || send.state === 'settled'
            ? null
            : record(tx, context, send, call, nudges);
        }),
      );
    });
    context.producer.nudge(...nudges);
    const now = context.clock.now().getTime();
    return againAt.map((at) => (at === null ? null : Math.max(0, at.getTime() - now)));
  },
});

const record = async (
  tx: Tx,
  context: Context,
  send: Send,
  call: FinishedCall,
  nudges: Nudge[],
): Promise<Date | null> => {
  const now = context.clock.now();
  const outcome = toResult(call.outcome);
  await endAttempt(tx, {
    outboxId: call.outboxId,
    number: call.attempt,
    result: outcome.result,
    requestId: call.outcome.kind === 'accepted' ? call.outcome.receipt.requestId : call.outcome.requestId,
    detail: detailOf(call.outcome),
    now,
  });
  const next = nextSend(
    {
      route: send.route,
      tries: send.tries - send.waits,
      spread: spreadOf(send.id),
      firstTriedAt: send.firstTriedAt ?? now,
      replyExpiresAt: send.replyExpiresAt,
      mayHaveBeenAccepted:
        outcome.result !== 'accepted' && (await mayHaveBeenAccepted(tx, call.outboxId, call.attempt)),
      retryKeyLivesMs: context.channelLimits[send.channel].retryKeyLivesMs,
    },
    outcome,
    now,
  );
  return apply(tx, send, call, next, now, nudges);
};

const apply = async (
  tx: Tx,
  send: Send,
  call: FinishedCall,
  next: NextSend,
  now: Date,
  nudges: Nudge[],
): Promise<Date | null> => {
  switch (next.kind) {
    case 'again':
      await planAgain(tx, send.id, next.route, next.at, now);
      nudges.push(...(await recordDelivery(tx, send, now)));
      return next.at;
    case 'put-off':
      await countWait(tx, send);
      await planAgain(tx, send.id, next.route, next.at, now);
      nudges.push(...(await recordDelivery(tx, send, now)));
      return next.at;
    case 'held':
      await countWait(tx, send);
      await beginToHold(tx, send, next.reason, now);
      break;
    case 'accepted':
      await rememberExternalIds(tx, call);
      await ceaseToHold(tx, send, 'accepted', now);
      await settleSend(tx, { id: send.id, state: 'accepted', reason: null, now });
      break;
    case 'refused':
      if (next.reason !== 'gave-up') await ceaseToHold(tx, send, 'read', now);
      await settleSend(tx, { id: send.id, state: 'refused', reason: next.reason, now });
      break;
    case 'unknown':
      await settleSend(tx, { id: send.id, state: 'unknown', reason: 'no-answer-from-platform', now });
      break;
  }
  nudges.push(...(await recordDelivery(tx, send, now)));
  return null;
};

/** A message that became several parts goes by the name of its first; the others are kept beside it. */
const rememberExternalIds = async (tx: Tx, { outcome, messageIds }: FinishedCall): Promise<void> => {
  if (outcome.kind !== 'accepted') return;
  const { messageExternalIds, quoteTokens = [] } = outcome.receipt;
  if (messageExternalIds.length !== messageIds.length) return;
  for (const [index, messageId] of messageIds.entries()) {
    const externalId = messageExternalIds[index];
    if (externalId === undefined) continue;
    if (messageIds.indexOf(messageId) === index) {
      await setExternalId(tx, { id: messageId, externalId, quoteToken: quoteTokens[index] ?? null });
    } else await addPart(tx, { id: messageId, externalId });
  }
};

/** Tells the inbox of a changed fate, and the thread's next send that its turn has come. */
export const recordDelivery = async (tx: Tx, send: Send, now: Date): Promise<readonly Nudge[]> => {
  if (send.matterId !== null) await recordFateOf(tx, send.matterId);
  const next = await nextSendOf(tx, { threadId: send.threadId, now });
  return next === null || next === send.id ? [] : [{ name: 'message.deliver', data: { outboxId: next } }];
};

const toResult = (outcome: CallOutcome): SendResult => {
  if (outcome.kind === 'accepted') return { result: 'accepted' };
  const { fault } = outcome;
  switch (fault.kind) {
    case 'throttled':
      return { result: 'throttled', retryAfterMs: fault.retryAfterMs };
    case 'refused':
      return { result: 'refused', refusal: fault.why };
    case 'quota-spent':
    case 'unavailable':
    case 'unknown':
    case 'token-invalid':
    case 'recipient-gone':
    case 'unauthorised':
      return { result: fault.kind };
    // A platform answers these for media alone.
    case 'not-ready':
    case 'gone':
      return { result: 'unknown' };
  }
};

const detailOf = (outcome: CallOutcome): string | null =>
  outcome.kind === 'fault' && outcome.fault.kind === 'refused' ? outcome.fault.reason : null;
