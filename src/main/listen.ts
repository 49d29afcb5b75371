import type { Server } from 'node:http';

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
