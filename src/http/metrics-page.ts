import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { ProblemError } from './problems.ts';

/** What Prometheus reads. */
export interface MetricsPage {
  /** Null: not here. */
  readonly token: string | null;
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** `/metrics` beside everything else, for whoever knows the token; without one it does not exist. */
export const metricsPage = ({ token, read }: MetricsPage): Router => {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    if (token === null) throw new ProblemError('not-found');
    if (!isBearer(request.get('authorization'), token)) throw new ProblemError('not-logged-in');
    const { contentType, text } = await read();
    response.set({ 'content-type': contentType, 'cache-control': 'no-store' }).send(text);
  });
  return router;
};

/** Compared as hashes: neither length nor beginning tells anything by time. */
export const isBearer = (header: string | undefined, token: string): boolean =>
  timingSafeEqual(hash(header ?? ''), hash(`Bearer ${token}`));

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
