import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { ActError } from './acting.ts';
import type { Acts } from './acts.ts';
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
  whereSchema,
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
  const where = ({ query }: Request) => whereSchema.parse(query);
  act('text', (userId, request) => {
    const { text, ...how } = textSchema.parse(request.body);
    return acts.sendText(userId, text, { ...how, ...where(request) });
  });
  act('image', (userId, request) => {
    const imageSet = imageSetSchema.parse(request.query);
    const how = { ...where(request), ...(imageSet !== null && { imageSet }) };
    return acts.sendImage(userId, bytesOf(request), mimeOf(request), how);
  });
  const preparing = (request: Request) => ({ ...where(request), ...preparingSchema.parse(request.query) });
  act('video', (userId, request) =>
    acts.sendVideo(userId, bytesOf(request), mimeOf(request), preparing(request)),
  );
  act('audio', (userId, request) =>
    acts.sendAudio(userId, bytesOf(request), mimeOf(request), preparing(request)),
  );
  act('file', (userId, request) => {
    const fileName = z.string().min(1).parse(request.query['name']);
    return acts.sendFile(userId, bytesOf(request), mimeOf(request), fileName, where(request));
  });
  act('location', (userId, request) =>
    acts.sendLocation(userId, placeSchema.parse(request.body), where(request)),
  );
  act('sticker', (userId, request) => acts.sendSticker(userId, where(request)));
  act('messages/:messageId/edit', (userId, { params, body }) =>
    acts.edit(userId, String(params['messageId']), textSchema.parse(body).text),
  );
  act('groups/:groupId/invite', (userId, { params }) => acts.invite(userId, String(params['groupId'])));
  act('groups/:groupId/dismiss', (userId, { params }) => acts.dismiss(userId, String(params['groupId'])));
  act('groups/:groupId/join', (userId, { params }) => acts.join(userId, String(params['groupId'])));
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
