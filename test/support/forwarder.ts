import { connect, createServer, type Server, type Socket } from 'node:net';

/** A wire to another server that can be cut: then nothing listens here. */
export interface Forwarder {
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export const startForwarder = async (target: string): Promise<Forwarder> => {
  const { hostname, port: targetPort, pathname, protocol, username, password } = new URL(target);
  const sockets = new Set<Socket>();
  let port = 0;
  let server: Server | null = null;

  const mend = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const fresh = createServer((near) => {
        const far = connect(Number(targetPort), hostname);
        for (const socket of [near, far]) {
          sockets.add(socket);
          socket.on('error', () => undefined);
          socket.on('close', () => {
            sockets.delete(socket);
            near.destroy();
            far.destroy();
          });
        }
        near.pipe(far).pipe(near);
      });
      fresh.once('error', reject);
      fresh.listen(port, '127.0.0.1', () => {
        const address = fresh.address();
        port = typeof address === 'object' && address !== null ? address.port : 0;
        server = fresh;
        resolve();
      });
    });

  const cut = (): Promise<void> =>
    new Promise((resolve) => {
      if (server === null) resolve();
      else server.close(() => resolve());
      server = null;
      for (const socket of sockets) socket.destroy();
    });

  await mend();
  const login = username === '' ? '' : `${username}:${password}@`;
  return { url: `${protocol}//${login}127.0.0.1:${port}${pathname}`, cut, mend };
};
