import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isBearer, type MetricsPage } from '#src/http/metrics-page';
import { startListening } from './listen.ts';

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** `/metrics` on a port of its own, which the operator keeps from strangers. With a token it is asked for here too. */
export const startMetricsServer = async (port: number, page: MetricsPage): Promise<MetricsServer> => {
  const server = createServer((request, response) => void answerMetrics(page, request, response));
  const usedPort = await startListening(server, port, 'METRICS_PORT');
  return {
    port: usedPort,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** To whoever knows the token, where one is set. */
export const answerMetrics = async (
  { token, read }: MetricsPage,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const refuse = (status: number): void => void response.writeHead(status).end();
  if (request.url !== '/metrics') return refuse(404);
  if (token !== null && !isBearer(request.headers.authorization, token)) return refuse(401);
  try {
    const { contentType, text } = await read();
    response.writeHead(200, { 'content-type': contentType }).end(text);
  } catch {
    refuse(500);
  }
};
