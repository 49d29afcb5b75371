import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { webhook } from '@line/bot-sdk';
import { HTTPFetchError, messagingApi } from '@line/bot-sdk';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { startLineEmulator, type LineEmulator, type LineEmulatorOptions } from './server.ts';

/** The emulator's own tests need a city: the real SDK to call with, and a server that takes webhooks. */
export interface CityStandIn {
  readonly line: LineEmulator;
  readonly client: messagingApi.MessagingApiClient;
  readonly blobs: messagingApi.MessagingApiBlobClient;
  readonly resident: string;
  readonly received: readonly Received[];
  /** What the next webhooks are answered with; 200 when none is left. `never` leaves the line open. */
  answerWith(...answers: readonly (number | 'never')[]): void;
  moveClock(byMs: number): void;
}

interface Received {
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
  readonly events: readonly webhook.Event[];
}

export const secret = '8c570fa6dd201bb328f1c1eac23a96d8';
const token = 'token-of-the-test';

export const startCity = async (options: Partial<LineEmulatorOptions> = {}): Promise<CityStandIn> => {
  const received: Received[] = [];
  const answers: (number | 'never')[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    received.push({ body, headers: request.headers, events: eventsSchema.parse(JSON.parse(body)).events });
    const status = answers.shift() ?? 200;
    if (status !== 'never') response.writeHead(status).end();
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = z.object({ port: z.number() }).parse(server.address()).port;

  let aheadMs = 0;
  const line = await startLineEmulator({
    channelSecret: secret,
    channelAccessToken: token,
    webhookUrl: `http://127.0.0.1:${port}/webhooks/line`,
    now: () => Date.now() + aheadMs,
    ...options,
  });
  onTestFinished(async () => {
    await line.close();
    server.close();
    server.closeAllConnections();
  });
  return {
    line,
    client: new messagingApi.MessagingApiClient({ channelAccessToken: token, baseURL: line.url }),
    blobs: new messagingApi.MessagingApiBlobClient({ channelAccessToken: token, baseURL: line.url }),
    resident: line.residents()[0]?.userId ?? '',
    received,
    answerWith: (...next) => answers.push(...next),
    moveClock: (byMs) => {
      aheadMs += byMs;
    },
  };
};

/** The refusal of a call, as the SDK throws it. */
export const refusalOf = async (call: Promise<unknown>): Promise<HTTPFetchError> => {
  const thrown: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof HTTPFetchError) return thrown;
  throw new Error('LINE was expected to refuse the call.', { cause: thrown });
};

const eventsSchema = z.object({ events: z.array(z.custom<webhook.Event>()) });
