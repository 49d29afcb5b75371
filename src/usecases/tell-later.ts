import type { OutboxId } from '#src/domain/ids';
import { undoWithinMs } from '#src/domain/matter';
import type { Tx } from '#src/store/open';
import type { Context } from './context.ts';
import { queueTelling, type Telling } from './tell-resident.ts';

/** A notice that is held back for as long as the act it tells of may be undone. Returns what an undo has to stop. */
export const tellLater = (tx: Tx, context: Context, telling: Telling): Promise<OutboxId> =>
  queueTelling(tx, context, {
    ...telling,
    notBefore: new Date(context.clock.now().getTime() + undoWithinMs),
  });
