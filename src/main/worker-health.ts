import { createServer } from 'node:http';
import type { MetricsPage } from '#src/http/metrics-page';
import { startListening } from './listen.ts';
import { answerMetrics } from './metrics-server.ts';

export interface WorkerHealth {
  readonly port: number;
  close(): Promise<void>;
}

export interface WorkerToTell {
  readonly checkReady: () => Promise<void>;
  readonly metrics: MetricsPage;
}

/** The same addresses as the web's; /metrics only for who knows the token. A Redis that is away is no reason to replace a worker, so it is not asked. */
export const startWorkerHealth = async (
  port: number,
  { checkReady, metrics }: WorkerToTell,
): Promise<WorkerHealth> => {
  const server = createServer((request, response) => {
    const answer = (status: number): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: status === 200 }));
    };
    if (request.url === '/healthz') answer(200);
    else if (request.url === '/readyz') {
      void checkReady().then(
        () => answer(200),
        () => answer(503),
      );
    } else if (request.url === '/metrics' && metrics.token !== null) {
      void answerMetrics(metrics, request, response);
    } else answer(404);
  });
  const usedPort = await startListening(server, port, 'WORKER_HEALTH_PORT');
  return {
    port: usedPort,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
