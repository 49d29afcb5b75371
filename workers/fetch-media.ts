import type { Handlers } from '#src/queue/jobs';
import { TryAgainError } from '#src/queue/verdicts';
import type { Context } from '#src/usecases/context';
import { fetchLastsMs, settleMedia, type MediaWorld } from '#src/usecases/fetch-media';

export const fetchMedia =
  (context: Context, world: MediaWorld): Handlers['media.fetch'] =>
  async ({ attachmentId }, signal) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(fetchLastsMs)]);
    const againMs = await settleMedia(context, world, attachmentId, limited);
    if (againMs !== null) throw new TryAgainError(againMs);
  };
