import type { IncomingMessage, ServerResponse } from 'node:http';
import { isBearer, type MetricsPage } from '#src/http/metrics-page';
import { openSidePort, type SidePort } from './listen.ts';

/** `/metrics` on a port of its own, which the operator keeps from strangers. With a token it is asked for here too. */
export const startMetricsServer = (port: number, page: MetricsPage): Promise<SidePort> =>
  openSidePort((request, response) => void answerMetrics(page, request, response), port, 'METRICS_PORT');

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
