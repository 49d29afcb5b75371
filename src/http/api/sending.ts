import { isMessageId } from '#src/domain/ids';
import { operations } from '#src/http/contract/operations';
import type { Attempt, Hold } from '#src/http/contract/sending';
import { ProblemError } from '#src/http/problems';
import { attemptsMade, type AttemptMade } from '#src/store/attempts-made';
import { holdsNow, type Hold as HoldNow } from '#src/store/holds';
import type { Context } from '#src/usecases/context';
import { retrySend } from '#src/usecases/retry';
import { demandDone } from './matters.ts';
import { idOf, type MakeRoute, type Route } from './route.ts';

/** What becomes of what the city sends. */
export const sendingRoutes = (context: Context, route: MakeRoute): readonly Route[] => [
  route(operations.readAttempts, async ({ params, staff }) => {
    const id = idOf(params.messageId, isMessageId);
    const found = await context.store.asStaff(staff.staffId, (tx) => attemptsMade(tx, id));
    if (found === null) throw new ProblemError('not-found');
    return { attempts: found.map(presentAttempt) };
  }),
  route(operations.retrySend, async ({ params, staff }) => {
    const messageId = idOf(params.messageId, isMessageId);
    demandDone(await retrySend(context, { staffId: staff.staffId, messageId }));
  }),
  route(operations.listHolds, async ({ staff }) => ({
    holds: (await context.store.asStaff(staff.staffId, holdsNow)).map(presentHold),
  })),
];

/** The platform's own words of a refusal stay in the row: they are for whoever looks into it. */
const presentAttempt = ({ number, route, startedAt, endedAt, result, requestId }: AttemptMade): Attempt => ({
  number,
  route,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  result,
  requestId,
});

const presentHold = ({ channel, kind, since }: HoldNow): Hold => ({
  channel,
  kind,
  since: since.toISOString(),
});
