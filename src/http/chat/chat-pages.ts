import { Router } from 'express';
import { securityHeaders } from '#src/http/security-headers';

export interface ChatPages {
  readonly webFolder: string;
  readonly isHttps: boolean;
  /** Origins that may show the chat inside a page of theirs. */
  readonly embedOn: readonly string[];
}

/** The resident's page, which some other sites may embed, and the script they embed it with. */
export const chatPages = ({ webFolder, isHttps, embedOn }: ChatPages): Router => {
  const router = Router();
  router.get('/chat', securityHeaders({ isHttps, embedOn: ["'self'", ...embedOn] }), (_request, response) => {
    // Where a site isolates itself, it takes in only what says that it may be taken in.
    response.set('cross-origin-resource-policy', 'cross-origin');
    response.sendFile('chat/index.html', { root: webFolder, cacheControl: false });
  });
  router.get('/embed.js', (_request, response) => {
    response.set('cross-origin-resource-policy', 'cross-origin');
    response.sendFile('embed.js', { root: webFolder, maxAge: 3_600_000 });
  });
  return router;
};
