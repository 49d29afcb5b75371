import type { MetricsPage } from '#src/http/metrics-page';
import { openSidePort, type SidePort } from './listen.ts';
import { answerMetrics } from './metrics-server.ts';

export interface WorkerToTell {
  readonly checkReady: () => Promise<void>;
  readonly metrics: MetricsPage;
}

/** The same addresses as the web's; /metrics only for who knows the token. A Redis that is away is no reason to replace a worker, so it is not asked. */
export const startWorkerHealth = (port: number, { checkReady, metrics }: WorkerToTell): Promise<SidePort> =>
  openSidePort(
    (request, response) => {
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
    },
    port,
    'WORKER_HEALTH_PORT',
  );
