import type { RequestHandler } from 'express';
import { ProblemError } from '#src/http/problems';

/**
 * The chat's cookie must work inside other sites' pages, so a browser also sends it along when such a page posts here by itself,
 * and a resident's first words come before any session that could have a token. What a page cannot change is what the browser
 * says of where a request comes from: only our own page may write, embedded or not. Programs that are no browser say nothing,
 * and have nobody else's cookie either.
 */
export const onlyOwnPages =
  (publicUrl: string): RequestHandler =>
  (request, _response, next) => {
    const host = request.get('host') ?? '';
    const own = [`${request.protocol}://${host}`, new URL(publicUrl).origin];
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const isOwn = site === undefined ? origin === undefined || own.includes(origin) : site === 'same-origin';
    next(isOwn ? undefined : new ProblemError('foreign-page'));
  };
