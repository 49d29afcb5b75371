import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Request, type Response, type Router } from 'express';
import type { ApiFault } from '#test/emulators/line/contract';
import type { Faults } from '#test/emulators/line/faults';
import { note, type World } from '#test/emulators/line/world';
import { refuse, type Answer, type Call } from './answer.ts';
import { stillTranscoding } from './content.ts';
import { routes, type Route } from './routes.ts';

interface ApiSettings {
  readonly world: World;
  readonly faults: Faults;
  readonly channelAccessToken: string;
  readonly botUserId: string;
  readonly mayUseLoopbackHttp: boolean;
}

/** The only place that knows HTTP: checks the token, applies what was ordered to go wrong, writes the answer and the journal. */
export const apiRouter = (settings: ApiSettings): Router => {
  const router = express.Router();
  router.use('/v2', (_request, response, next) => {
    response.set(requestIdHeader, randomUUID());
    next();
  });
  router.use('/v2', express.json({ limit: '2mb', type: () => true }));
  for (const route of routes) {
    router[route.method](route.path, (request, response) => serve(settings, route, request, response));
  }
  router.use('/v2', (request, response) => {
    const answer = isAuthentic(settings, request) ? refuse(404, 'Not found') : unauthentic;
    record(settings, request, response, 'unknown', answer, null);
    write(response, answer);
  });
  return router;
};

const serve = async (settings: ApiSettings, route: Route, request: Request, response: Response) => {
  const call: Call = {
    endpoint: route.endpoint,
    params: paramsOf(request),
    retryKey: request.get('x-line-retry-key') ?? null,
    body: request.body,
    requestId: requestIdOf(response),
    world: settings.world,
    botUserId: settings.botUserId,
    mayUseLoopbackHttp: settings.mayUseLoopbackHttp,
  };
  const isKnown = isAuthentic(settings, request);
  const fault = isKnown ? settings.faults.take(route.endpoint) : null;
  const answer = isKnown ? answerUnder(fault, call, route) : unauthentic;
  record(settings, request, response, route.endpoint, answer, fault);
  await writeUnder(fault, response, answer);
};

const answerUnder = (fault: ApiFault | null, call: Call, route: Route): Answer => {
  switch (fault?.kind) {
    case 'rate-limited':
      return refuse(429, 'The API rate limit has been exceeded. Try again later.');
    case 'monthly-limit':
      return refuse(429, 'You have reached your monthly limit.');
    case 'too-many-at-once':
      return refuse(429, 'The number of concurrent requests has exceeded the limit.');
    case 'too-many-to-one':
      return refuse(429, 'Too many messages were sent to the same user.');
    case 'token-refused':
      return unauthentic;
    case 'server-error':
      return refuse(500, 'The server is temporarily unable to process your request.');
    case 'still-transcoding':
      return stillTranscoding(call);
    case 'answer-late':
    case 'drop-after-accepting':
    case 'half-a-body':
    case undefined:
      return route.handle(call);
  }
};

const writeUnder = async (fault: ApiFault | null, response: Response, answer: Answer) => {
  switch (fault?.kind) {
    case 'drop-after-accepting':
      response.socket?.destroy();
      return;
    case 'half-a-body':
      writeHalf(response, answer);
      return;
    case 'answer-late':
      await sleep(fault.delayMs, undefined, { ref: false });
      write(response, answer);
      return;
    case 'rate-limited':
    case 'monthly-limit':
    case 'too-many-at-once':
    case 'too-many-to-one':
    case 'token-refused':
    case 'server-error':
    case 'still-transcoding':
    case undefined:
      write(response, answer);
  }
};

const write = (response: Response, answer: Answer): void => {
  const { type, bytes } = encode(answer);
  response.status(answer.status).set(answer.headers);
  if (type !== null) response.set('content-type', type);
  response.end(bytes);
};

/** The length is promised and half of it is sent. */
const writeHalf = (response: Response, answer: Answer): void => {
  const { type, bytes } = encode(answer);
  response.status(answer.status).set('content-length', String(bytes.length));
  if (type !== null) response.set('content-type', type);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
};

const encode = ({ body }: Answer): { readonly type: string | null; readonly bytes: Buffer } => {
  switch (body.kind) {
    case 'json':
      return { type: 'application/json', bytes: Buffer.from(JSON.stringify(body.json)) };
    case 'bytes':
      return { type: body.mime, bytes: Buffer.from(body.bytes) };
    case 'empty':
      return { type: null, bytes: Buffer.alloc(0) };
  }
};

const record = (
  { world }: ApiSettings,
  request: Request,
  response: Response,
  endpoint: Route['endpoint'] | 'unknown',
  { status, body }: Answer,
  fault: ApiFault | null,
): void =>
  note(world, {
    kind: 'api',
    seq: world.journal.length + 1,
    at: world.now(),
    endpoint,
    request: `${request.method} ${request.path}`,
    requestId: requestIdOf(response),
    retryKey: request.get('x-line-retry-key') ?? null,
    body: request.body ?? null,
    status,
    answer: body.kind === 'json' ? body.json : `(${body.kind})`,
    fault: fault?.kind ?? null,
  });

const requestIdHeader = 'x-line-request-id';

const requestIdOf = (response: Response): string => String(response.getHeader(requestIdHeader));

const isAuthentic = ({ channelAccessToken }: ApiSettings, request: Request): boolean =>
  request.get('authorization') === `Bearer ${channelAccessToken}`;

const unauthentic = refuse(
  401,
  'Authentication failed. Confirm that the access token in the authorization header is valid.',
);

/** Express types a parameter as text or, for wildcards, a list; our paths have no wildcard. */
const paramsOf = (request: Request): Record<string, string> =>
  Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
