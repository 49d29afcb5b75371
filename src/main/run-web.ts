import { createServer } from 'node:http';
import type { Passwords } from '#src/ports/passwords';
import type { Log } from '#src/ports/system';
import { access } from '#src/domain/access';
import { createApp } from '#src/http/app';
import { startFeed } from '#src/http/feed';
import { talkHub } from '#src/http/talk-hub';
import { listen } from '#src/store/notify';
import { acceptInbound } from '#src/usecases/accept-inbound';
import type { Env } from '#config/env';
import { tallyAnswers, type AnsweredTally } from './answered-calls.ts';
import { countEvents } from './counted.ts';
import { startListening } from './listen.ts';
import { metricsPageOf } from './oversight.ts';
import type { Wired } from './wire.ts';

export interface RunningWeb {
  readonly port: number;
  readonly tally: AnsweredTally;
  /** Takes no more requests and lets those in hand end. */
  close(): Promise<void>;
}

const webFolder = new URL('../../dist/web', import.meta.url).pathname;

export interface WebSettings {
  readonly wired: Wired;
  readonly env: Env;
  readonly databaseUrl: string;
  readonly passwords: Passwords;
  readonly log: Log;
}

export const runWeb = async ({
  wired,
  env,
  databaseUrl,
  passwords,
  log,
}: WebSettings): Promise<RunningWeb> => {
  const { context, channels, media, pictures, instruments, host } = wired;
  const { metrics, tally } = tallyAnswers(instruments, context.clock);
  const feed = startFeed({ store: context.store, log, everyMs: 1_000 });
  const talks = talkHub();
  const listener = listen({
    url: databaseUrl,
    onChange: () => feed.wake(),
    onAccess: () => feed.checkAccess(),
    onTalk: talks.ring,
    retryAfterMs: 1_000,
  });
  instruments.watch({
    name: 'kodama_live_streams',
    help: 'Pages that hear of changes at once: inboxes of staff, and talks of residents.',
    by: 'page',
    look: () => new Map(Object.entries({ inbox: feed.openCount(), chat: talks.openCount() })),
  });
  const isHttps = env.publicUrl.startsWith('https:');
  const app = createApp({
    context,
    channels,
    acceptInbound: countEvents(acceptInbound(context), metrics),
    media,
    pictures,
    feed,
    talks,
    door: {
      context: { store: context.store, clock: context.clock, ids: context.ids, passwords },
      cookies: { isHttps, lastsSeconds: access.sessionHours * 3600 },
      publicUrl: env.publicUrl,
      cityName: context.city.name,
    },
    log,
    metrics,
    metricsPage: metricsPageOf(wired, env),
    host,
    webFolder,
    trustedProxies: env.trustedProxies,
  });
  const server = createServer(app);
  // A photo of some megabytes over an old telephone's line takes its time.
  server.requestTimeout = 120_000;
  const port = await startListening(server, env.port, 'PORT');
  return {
    port,
    tally,
    close: async () => {
      await listener.close();
      feed.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // Live inboxes never end by themselves; what else is in hand is given a moment.
      const timer = setTimeout(() => server.closeAllConnections(), 1_000);
      await closed;
      clearTimeout(timer);
    },
  };
};
