import { isInboundEventId } from '#src/domain/ids';
import { operations } from '#src/http/contract/operations';
import { presentHealth } from '#src/http/present-health';
import { ProblemError } from '#src/http/problems';
import type { Channel } from '#src/ports/channel';
import type { Host } from '#src/ports/host';
import { readServiceHealth } from '#src/store/health-facts';
import { listSetAside } from '#src/store/set-aside';
import type { Context } from '#src/usecases/context';
import { replayAll, replayEvent } from '#src/usecases/replay';
import { idOf, type MakeRoute, type Route } from './route.ts';

/** What a person can look through; there are more only when something is wrong with all of them. */
const mostShown = 50;

/** How the service is, for administrators, and what they can do about events that were set aside. */
export const healthRoutes = (
  context: Context,
  world: { readonly host: Host; readonly channels: readonly Channel[] },
  route: MakeRoute,
): readonly Route[] => [
  route(operations.readServiceHealth, async ({ staff }) => {
    const now = context.clock.now();
    const disk = await world.host.diskSpace();
    const { known, setAside } = await context.store.asStaff(staff.staffId, async (tx) => ({
      known: await readServiceHealth(tx, now),
      setAside: await listSetAside(tx, mostShown),
    }));
    // No administrator any more since the gate let them in.
    if (known === null) throw new ProblemError('forbidden');
    const webhookChannels = world.channels
      .filter(({ intake }) => intake.kind === 'webhook')
      .map(({ name }) => name);
    return presentHealth({ facts: { ...known, disk }, setAside, webhookChannels }, now);
  }),
  route(operations.replayEvent, async ({ params, staff }) => {
    const eventId = idOf(params.eventId, isInboundEventId);
    if (!(await replayEvent(context, staff.staffId, eventId))) throw new ProblemError('not-found');
  }),
  route(operations.replayAllEvents, async ({ staff }) => ({
    count: await replayAll(context, staff.staffId),
  })),
];
