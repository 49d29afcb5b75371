import type { Log } from '#src/ports/system';
import type { Handlers } from '#src/queue/jobs';
import { TryAgainError } from '#src/queue/verdicts';
import type { Context } from '#src/usecases/context';
import type { Reader } from '#src/usecases/read-message';
import { sortMessage } from '#src/usecases/sort-message';

export const sort = (context: Context, reader: Reader, log: Log): Handlers['message.sort'] => {
  const run = sortMessage(context, reader, log);
  return async (job) => {
    const againMs = await run(job);
    if (againMs !== null) throw new TryAgainError(againMs);
  };
};
