import type { RequestHandler } from 'express';
import helmet from 'helmet';

export interface SecurityHeaders {
  readonly isHttps: boolean;
  /** Whose pages may show ours inside; nobody's, if empty. */
  readonly embedOn: readonly string[];
}

/** Nothing foreign, nothing inline. Styles and fonts are our own files. */
export const securityHeaders = ({ isHttps, embedOn }: SecurityHeaders): RequestHandler => {
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'font-src': ["'self'"],
        'img-src': ["'self'", 'blob:'],
        'media-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': embedOn.length === 0 ? ["'none'"] : [...embedOn],
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: isHttps,
    referrerPolicy: { policy: 'no-referrer' },
    // The old header knows no list of pages, and would shut out those that may.
    ...(embedOn.length > 0 && { frameguard: false }),
  });
  return (request, response, next) => {
    response.removeHeader('x-frame-options');
    set(request, response, next);
  };
};
