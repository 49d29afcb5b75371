import { createHash } from 'node:crypto';

/** What is kept of a cookie or a link. Tokens are 256 random bits, so a fast hash without salt is enough. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();
