import { connect, createServer, type Socket } from 'node:net';

/** Stands before several webs as a city's proxy does: each connection goes to the next one that listens. */
export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

export const startBalancer = async (ports: readonly number[]): Promise<Balancer> => {
  const sockets = new Set<Socket>();
  let turn = 0;
  const join = (near: Socket, tries: number): void => {
    const far = connect(ports[turn % ports.length] ?? 0, '127.0.0.1');
    turn += 1;
    let isJoined = false;
    far.once('connect', () => {
      isJoined = true;
      near.pipe(far).pipe(near);
    });
    far.on('error', () => {
      if (!isJoined && tries > 1) join(near, tries - 1);
      else near.destroy();
    });
    near.on('close', () => far.destroy());
    far.on('close', () => {
      if (isJoined) near.destroy();
    });
  };
  const server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => undefined);
    near.on('close', () => sockets.delete(near));
    join(near, ports.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
