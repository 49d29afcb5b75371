import type { Handlers } from '#src/queue/jobs';
import type { Context } from '#src/usecases/context';
import type { Reader } from '#src/usecases/read-message';
import { sortMessage } from '#src/usecases/sort-message';

export const sort = (context: Context, reader: Reader): Handlers['message.sort'] => {
  const run = sortMessage(context, reader);
  return (job) => run(job);
};
