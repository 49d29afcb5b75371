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
    // A session that ended, and departments that were taken away, must not go on hearing.
    const checkAccess = (): void =>
      void gatekeeper
        .whoIs(request)
        .then((now) => {
          if (response.writableEnded) return;
          if (now === null || now.mustChangePassword) response.end();
          else {
            who = now;
            response.write(': still here\n\n');
          }
        })
        .catch(() => response.end());
    const following = feed.follow(readPosition(request.get('last-event-id')), {
      // Whoever hears nothing until the line breaks must know, too, where to resume.
      startAt: (place) => void response.write(`id: ${write(place)}\n\n`),
      hear: (events) => {
        for (const event of events) tell(response, who, event);
      },
      checkAccess,
    });
    const timer = setInterval(checkAccess, heartbeatMs);
    // Also for one who hangs up before we are ready.
    response.on('close', () => {
      clearInterval(timer);
      void following.then(
        (stop) => stop(),
        () => undefined,
      );
    });
    await following;
  }),
];

const tell = (response: Response, staff: SignedIn, event: FeedEvent): void => {
  const mine = new Set<string>(staff.memberships.map(({ departmentId }) => departmentId));
  if (!event.departments.some((departmentId) => mine.has(departmentId))) return;
  const name = event.name === 'transferred' || event.name === 'routed' ? 'matter-left' : 'matter-changed';
  const change: LiveChange = { name, matterId: event.matterId };
  response.write(`id: ${write(event)}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`);
};

const write = ({ xid, id }: FeedPosition): string => `${xid}-${id}`;

const readPosition = (header: string | undefined): FeedPosition | null => {
  const [, xid, id] = /^(\d{1,20})-(\d{1,19})$/.exec(header ?? '') ?? [];
  if (xid === undefined || id === undefined) return null;
  return BigInt(xid) < 2n ** 64n && BigInt(id) < 2n ** 63n ? { xid, id } : null;
};
