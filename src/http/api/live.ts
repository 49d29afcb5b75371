import type { Response } from 'express';
import { operations } from '#src/http/contract/operations';
import type { LiveChange } from '#src/http/contract/live';
import type { Feed } from '#src/http/feed';
import type { SignedIn } from '#src/http/signed-in';
import type { FeedEvent, FeedPlace } from '#src/store/events';
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
    let epoch = '';
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
    const following = feed.follow(readPlace(request.get('last-event-id')), {
      // Whoever hears nothing until the line breaks must know, too, where to resume.
      startAt: (place, isLost) => {
        epoch = place.epoch;
        response.write(`id: ${write(place)}\n${isLost ? 'event: reload\ndata: {}\n' : ''}\n`);
      },
      hear: (events) => {
        for (const event of events) tell(response, who, { ...event, epoch });
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

const tell = (response: Response, staff: SignedIn, event: FeedEvent & FeedPlace): void => {
  const mine = new Set<string>(staff.memberships.map(({ departmentId }) => departmentId));
  if (!event.departments.some((departmentId) => mine.has(departmentId))) return;
  const name = event.name === 'transferred' || event.name === 'routed' ? 'matter-left' : 'matter-changed';
  const change: LiveChange = { name, matterId: event.matterId };
  response.write(`id: ${write(event)}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`);
};

const write = ({ epoch, xid, id }: FeedPlace): string => `${epoch}-${xid}-${id}`;

/** What is no place of ours is one of an unknown epoch. */
const readPlace = (header: string | undefined): FeedPlace | null => {
  if (header === undefined) return null;
  const [, epoch, xid, id] = /^([0-9a-f-]{36})-(\d{1,20})-(\d{1,19})$/.exec(header) ?? [];
  if (epoch === undefined || xid === undefined || id === undefined) return nowhere;
  return BigInt(xid) < 2n ** 64n && BigInt(id) < 2n ** 63n ? { epoch, xid, id } : nowhere;
};

const nowhere: FeedPlace = { epoch: '', xid: '0', id: '0' };
