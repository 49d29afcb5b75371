import { operations } from '#src/http/contract/operations';
import type { MakeRoute, Route } from '#src/http/api/route';
import type { TalkHub } from '#src/http/talk-hub';
import type { Devices } from './devices.ts';

/** A proxy closes what is silent for a minute. */
const heartbeatMs = 20_000;
/** One message becomes several rows within milliseconds; the page asks once. */
const gatherMs = 80;

/** Server-sent events that say no more than that the talk changed: what it says now is asked for through its walls. */
export const chatLiveRoutes = (hub: TalkHub, devices: Devices, route: MakeRoute): readonly Route[] => [
  route(operations.liveChat, ({ resident, request, response }) => {
    response.set({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    let gathering: NodeJS.Timeout | undefined;
    const tell = (): void => void response.write('event: change\ndata:\n\n');
    const checkAccess = (): void =>
      void devices
        .isStillIn(request)
        .then((isIn) => {
          if (response.writableEnded) return;
          if (isIn) response.write(': still here\n\n');
          else response.end();
        })
        .catch(() => response.end());
    const stop = hub.listen(resident.talk, {
      changed: () => {
        gathering ??= setTimeout(() => {
          gathering = undefined;
          tell();
        }, gatherMs);
      },
      checkAccess,
      end: () => {
        stop();
        response.end();
      },
    });
    const timer = setInterval(checkAccess, heartbeatMs);
    response.on('close', () => {
      clearTimeout(gathering);
      clearInterval(timer);
      stop();
    });
    response.write('retry: 2000\n\n');
    tell();
    return Promise.resolve();
  }),
];
