import type { ChannelName } from '#src/domain/channel-name';
import { ChannelFaultError, type Channel, type Outbound } from '#src/ports/channel';
import type { Handlers } from '#src/queue/jobs';
import { TryAgainError } from '#src/queue/verdicts';
import { beginSend } from '#src/usecases/begin-send';
import type { Context } from '#src/usecases/context';
import { recordSend, type CallOutcome } from '#src/usecases/record-send';

/** Longer than any platform takes to answer when it answers at all; shorter than a claim lasts. */
const callLastsMs = 15_000;

/** Claim, commit, send, record. Between any two of these the process may die: the claim says that a call may have been made. */
export const deliver =
  (context: Context, channels: ReadonlyMap<ChannelName, Channel>): Handlers['message.deliver'] =>
  async ({ outboxId }, signal) => {
    const begun = await beginSend(context, outboxId);
    switch (begun.kind) {
      case 'nothing':
        return;
      case 'later':
        throw new TryAgainError(begun.afterMs);
      case 'send': {
        const outcome = await call(channels.get(begun.channel), begun.outbound, signal);
        const { attempt, messageIds } = begun;
        const againMs = await recordSend(context, { outboxId, attempt, messageIds, outcome });
        if (againMs !== null) throw new TryAgainError(againMs);
      }
    }
  };

const call = async (
  channel: Channel | undefined,
  outbound: Outbound,
  signal: AbortSignal,
): Promise<CallOutcome> => {
  // The channel is switched off here: another process may have it, or the operator will switch it on again.
  if (channel === undefined) return { kind: 'fault', fault: { kind: 'unavailable' }, requestId: null };
  try {
    const receipt = await channel.send(outbound, AbortSignal.any([signal, AbortSignal.timeout(callLastsMs)]));
    return { kind: 'accepted', receipt };
  } catch (error) {
    if (error instanceof ChannelFaultError)
      return { kind: 'fault', fault: error.fault, requestId: error.requestId };
    throw error;
  }
};
