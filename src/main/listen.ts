import { createServer, type RequestListener, type Server } from 'node:http';

export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/** Resolves with the port, which the system chooses when it is 0. */
export const startListening = (server: Server, port: number, setting: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      const told = `Port ${port} is taken by another program. Stop that program or set ${setting} to a free one.`;
      reject(isTaken ? new PortTakenError(told, { cause: error }) : error);
    });
    server.listen(port, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

/** A port of its own for operators. */
export interface SidePort {
  readonly port: number;
  /** Hangs up on whoever asks. */
  close(): Promise<void>;
}

export const openSidePort = async (
  answer: RequestListener,
  port: number,
  setting: string,
): Promise<SidePort> => {
  const server = createServer(answer);
  const usedPort = await startListening(server, port, setting);
  return {
    port: usedPort,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
