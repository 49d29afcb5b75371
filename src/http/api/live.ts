import type { Response } from 'express';
import { operations } from '#src/http/contract/operations';
import type { LiveChange } from '#src/http/contract/live';
import type { Feed } from '#src/http/feed';
import type { SignedIn } from '#src/http/signed-in';
import type { FeedEvent, FeedPosition } from '#src/store/events';
import type { Gatekeeper, MakeRoute, Route } from './route.ts';

/** A proxy closes what is silent for a minute. */
const heartbeatMs = 20_000;

/** Server-sent events of what changed in one's departments, in ids; resumed by `Last-Event-ID` without a gap. */
export const liveRoutes = (feed: Feed, gatekeeper: Gatekeeper, route: MakeRoute): readonly Route[] => [
  route(operations.live, async ({ staff, request, response }) => {
    response.set({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    response.write('retry: 2000\n\n');
    let who: SignedIn = staff;
    const unfollow = await feed.follow(readPosition(request.get('last-event-id')), (events) => {
      for (const event of events) tell(response, who, event);
    });
    // A session that ended, and departments that were taken away, must not go on hearing.
    const timer = setInterval(() => {
      void gatekeeper
        .whoIs(request)
        .then((now) => {
          if (now === null) response.end();
          else {
            who = now;
            response.write(': still here\n\n');
          }
        })
        .catch(() => response.end());
    }, heartbeatMs);
    response.on('close', () => {
      clearInterval(timer);
      unfollow();
    });
  }),
];

const tell = (response: Response, staff: SignedIn, event: FeedEvent): void => {
  const mine = new Set<string>(staff.memberships.map(({ departmentId }) => departmentId));
  if (!event.departments.some((departmentId) => mine.has(departmentId))) return;
  const name = event.name === 'transferred' || event.name === 'routed' ? 'matter-left' : 'matter-changed';
  const change: LiveChange = { name, matterId: event.matterId };
  response.write(`id: ${event.xid}-${event.id}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`);
};

const readPosition = (header: string | undefined): FeedPosition | null => {
  const [, xid, id] = /^(\d{1,20})-(\d{1,19})$/.exec(header ?? '') ?? [];
  return xid === undefined || id === undefined ? null : { xid, id };
};
