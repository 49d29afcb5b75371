import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { ActError, type Acts } from './acts.ts';
import {
  faultKindSchema,
  faultSchema,
  imageSetSchema,
  placeSchema,
  preparingSchema,
  releaseSchema,
  settingsSchema,
  tapSchema,
  textSchema,
} from './control-schemas.ts';
import type { PhoneState } from './contract.ts';
import type { Faults } from './faults.ts';
import type { Webhooks } from './webhooks.ts';
import type { World } from './world.ts';

interface Controlled {
  readonly world: World;
  readonly acts: Acts;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  state(): PhoneState;
}

/** The residents' hands for the phone page and for other processes: JSON in, JSON out, under `/emulator`. */
export const controlRouter = (emulator: Controlled): Router => {
  const { acts, faults, webhooks, world } = emulator;
  const router = express.Router();
  router.use(express.json({ limit: '1mb' }));
  router.use(express.raw({ limit: '50mb', type: isMedia }));

  router.get('/state', (_request, response) => response.json(emulator.state()));
  router.get('/contents/:messageId', (request, response) => {
    const stored = world.contents.get(request.params.messageId);
    if (stored?.kind !== 'kept') response.sendStatus(404);
    else response.type(stored.mime).send(Buffer.from(stored.bytes));
  });

  const act = (path: string, run: (userId: string, request: Request) => Promise<unknown>): void => {
    router.post(`/residents/:userId/${path}`, async (request, response) => {
      response.json(await run(String(request.params.userId), request));
    });
  };
  act('text', (userId, { body }) => {
    const { text, ...how } = textSchema.parse(body);
    return acts.sendText(userId, text, how);
  });
  act('image', (userId, request) => {
    const imageSet = imageSetSchema.parse(request.query);
    return acts.sendImage(userId, bytesOf(request), mimeOf(request), imageSet === null ? {} : { imageSet });
  });
  act('video', (userId, request) =>
    acts.sendVideo(userId, bytesOf(request), mimeOf(request), preparingSchema.parse(request.query)),
  );
  act('audio', (userId, request) =>
    acts.sendAudio(userId, bytesOf(request), mimeOf(request), preparingSchema.parse(request.query)),
  );
  act('file', (userId, request) =>
    acts.sendFile(userId, bytesOf(request), mimeOf(request), z.string().min(1).parse(request.query['name'])),
  );
  act('location', (userId, { body }) => acts.sendLocation(userId, placeSchema.parse(body)));
  act('sticker', (userId) => acts.sendSticker(userId));
  act('tap', (userId, { body }) => acts.tap(userId, tapSchema.parse(body)));
  act('messages/:messageId/unsend', (userId, { params }) => acts.unsend(userId, String(params['messageId'])));
  act('follow', (userId) => acts.follow(userId));
  act('block', (userId) => acts.block(userId));
  act('unblock', (userId) => acts.unblock(userId));

  router.post('/faults', (request, response) => {
    const { fault, endpoint, times } = faultSchema.parse(request.body);
    faults.plan(fault, { endpoint, times });
    response.json(faults.planned());
  });
  router.delete('/faults{/:kind}', (request, response) => {
    faults.clear(faultKindSchema.optional().parse(request.params.kind));
    response.json(faults.planned());
  });
  router.post('/webhooks/settings', (request, response) => {
    webhooks.set(settingsSchema.parse(request.body));
    response.json(webhooks.settings());
  });
  router.post('/webhooks/release', async (request, response) => {
    response.json(await webhooks.release(releaseSchema.parse(request.body)));
  });
  router.post('/webhooks/verify', async (_request, response) => {
    response.json(await webhooks.verify());
  });
  router.post('/webhooks/:webhookEventId/redeliver', async (request, response) => {
    response.json(await webhooks.redeliver(request.params.webhookEventId));
  });
  router.use(problem);
  return router;
};

const isMedia = (request: { headers: { 'content-type'?: string | undefined } }): boolean =>
  !(request.headers['content-type'] ?? '').startsWith('application/json');

const bytesOf = (request: Request): Buffer => z.instanceof(Buffer).parse(request.body);

const mimeOf = (request: Request): string => request.get('content-type') ?? 'application/octet-stream';

const problem = (error: unknown, _request: Request, response: Response, next: NextFunction): void => {
  if (error instanceof ActError) response.status(409).json({ message: error.message });
  else if (error instanceof z.ZodError) response.status(400).json({ message: z.prettifyError(error) });
  else next(error);
};
