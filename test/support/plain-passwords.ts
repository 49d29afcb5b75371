import { createHash } from 'node:crypto';
import type { Passwords } from '#src/ports/passwords';

/** Quick, for tests that are not about how passwords are kept. */
export const plainPasswords: Passwords = {
  hash: (password) => Promise.resolve(digest(password)),
  verify: (hash, password) => Promise.resolve(hash === digest(password)),
};

const digest = (password: string): string => createHash('sha256').update(`kept ${password}`).digest('hex');
