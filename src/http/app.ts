import express, { type Express, Router } from 'express';
import type { Channel } from '#src/ports/channel';
import type { Host } from '#src/ports/host';
import type { MediaStore } from '#src/ports/media-store';
import type { Metrics } from '#src/ports/metrics';
import type { Pictures } from '#src/ports/pictures';
import type { Log } from '#src/ports/system';
import type { AcceptInbound } from '#src/usecases/accept-inbound';
import type { Context } from '#src/usecases/context';
import { cityRoutes } from './api/city.ts';
import { entryRoutes } from './api/entry.ts';
import { healthRoutes } from './api/health.ts';
import { liveRoutes } from './api/live.ts';
import { matterRoutes } from './api/matters.ts';
import { mount, routeMaker } from './api/route.ts';
import { staffRoutes } from './api/staff.ts';
import { sendingRoutes } from './api/sending.ts';
import { thingRoutes } from './api/things.ts';
import { chatAttachmentRoutes } from './chat/chat-attachments.ts';
import { chatLimits } from './chat/chat-limits.ts';
import { chatLiveRoutes } from './chat/chat-live.ts';
import { chatPages } from './chat/chat-pages.ts';
import { chatRoutes } from './chat/chat-routes.ts';
import { devicesFor } from './chat/devices.ts';
import { onlyOwnPages } from './chat/own-pages.ts';
import { photoReader } from './chat/read-photo.ts';
import { uploadRoutes } from './api/uploads.ts';
import type { Feed } from './feed.ts';
import { gatekeeperFor, type DoorSettings } from './gatekeeper.ts';
import { metricsPage, type MetricsPage } from './metrics-page.ts';
import { openApiDocument } from './openapi.ts';
import { problemHandler, ProblemError } from './problems.ts';
import { securityHeaders } from './security-headers.ts';
import type { TalkHub } from './talk-hub.ts';
import { publicMedia } from './public-media.ts';
import { webhooks } from './webhooks.ts';

export interface AppSettings {
  readonly context: Context;
  readonly channels: readonly Channel[];
  readonly acceptInbound: AcceptInbound;
  readonly media: MediaStore;
  readonly pictures: Pictures;
  readonly feed: Feed;
  readonly talks: TalkHub;
  readonly door: DoorSettings;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly metricsPage: MetricsPage;
  readonly host: Host;
  /** The built inbox. */
  readonly webFolder: string;
  /** How many proxies stand before us, whose word for the caller's address is taken. */
  readonly trustedProxies: number;
}

/** The order of everything a request passes through. */
export const createApp = (settings: AppSettings): Express => {
  const { context, log, door } = settings;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', settings.trustedProxies);
  app.set('query parser', 'simple');

  app.get('/healthz', (_request, response) => void response.json({ ok: true }));
  app.get('/readyz', async (_request, response) => {
    await context.store.ping().catch(() => {
      throw new ProblemError('not-ready');
    });
    response.json({ ok: true });
  });

  // Before any other reader of bodies: the signature is over the raw bytes.
  app.use(webhooks(settings.channels, settings.acceptInbound, log, settings.metrics));
  app.use(metricsPage(settings.metricsPage));

  const { isHttps } = door.cookies;
  app.use(securityHeaders({ isHttps, embedOn: [] }));
  app.use(publicMedia(context, settings.media));
  app.use(api(settings));
  app.use(chatPages({ webFolder: settings.webFolder, isHttps, embedOn: context.city.chat.embedOn }));
  app.use(inbox(settings.webFolder));
  app.use(() => {
    throw new ProblemError('not-found');
  });
  app.use(problemHandler(log));
  return app;
};

const api = (settings: AppSettings): Router => {
  const { context, acceptInbound, media, pictures, feed, talks, door } = settings;
  const devices = devicesFor(context, door.cookies.isHttps);
  const gatekeeper = gatekeeperFor(door, devices);
  const route = routeMaker(gatekeeper);
  const router = Router();
  router.use('/api', (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  router.use('/api/chat', onlyOwnPages(door.publicUrl));
  router.use('/api', express.json({ limit: '256kb', type: 'application/json' }));
  router.get('/api/openapi.json', (_request, response) => void response.json(openApiDocument()));
  const teller = { context, accept: acceptInbound, media, pictures };
  const chat = { teller, devices, limits: chatLimits(), readPhoto: photoReader() };
  const routes = [
    ...entryRoutes(door, route),
    ...staffRoutes(door, route),
    ...healthRoutes(context, settings, route),
    ...cityRoutes(context, route),
    ...matterRoutes(context, route),
    ...thingRoutes(context, media, route),
    ...sendingRoutes(context, route),
    ...uploadRoutes(context, { media, pictures }, route),
    ...liveRoutes(feed, gatekeeper, route),
    ...chatRoutes(chat, route),
    ...chatAttachmentRoutes(context.store, media, route),
    ...chatLiveRoutes(talks, devices, route),
  ];
  mount(router, routes);
  router.use('/api', () => {
    throw new ProblemError('not-found');
  });
  return router;
};

/** The built inbox; every address of its own that is not a file is the one page. */
const inbox = (folder: string): Router => {
  const router = Router();
  router.use(
    '/assets',
    express.static(`${folder}/assets`, { immutable: true, maxAge: '365d', index: false, fallthrough: false }),
  );
  router.use(express.static(folder, { index: 'index.html', cacheControl: true, maxAge: 0 }));
  router.get('/{*rest}', (request, response, next) => {
    if (!request.accepts('html')) {
      next(new ProblemError('not-found'));
      return;
    }
    response.sendFile('index.html', { root: folder, cacheControl: false });
  });
  return router;
};
