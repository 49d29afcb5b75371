import type { Request, Response } from 'express';
import type { PhoneState } from './contract.ts';
import type { World } from './world.ts';

/** Sends the whole state to the page after each change; several changes of one moment go as one. */
export const liveState =
  (world: World, state: () => PhoneState) => (request: Request, response: Response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    let isDue = false;
    const send = (): void => {
      isDue = false;
      response.write(`data: ${JSON.stringify(state())}\n\n`);
    };
    const stop = world.onChange(() => {
      if (!isDue) setImmediate(send);
      isDue = true;
    });
    request.on('close', stop);
    send();
  };
