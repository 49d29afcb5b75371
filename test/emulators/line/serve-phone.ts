import express, { type Router } from 'express';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { phoneDist } from './build-phone.ts';

/** The built phone page; without one, a sentence that says how to get it. */
export const servePhone = (): Router => {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff' });
    next();
  });
  router.use(express.static(phoneDist));
  router.get('/', (_request, response) => {
    if (existsSync(join(phoneDist, 'index.html'))) response.sendFile(join(phoneDist, 'index.html'));
    else
      response.status(503).type('text/plain').send('The phone page is not built: run buildPhone() first.\n');
  });
  return router;
};

/** Pictures come from wherever the city keeps them. */
const policy = "default-src 'self'; img-src 'self' blob: data: http: https:; media-src 'self' http: https:";
