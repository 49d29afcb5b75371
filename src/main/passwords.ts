import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '#src/ports/passwords';

/**
 * Argon2id with 19 MiB, two passes and one lane: the second of the equal choices in OWASP's Password Storage Cheat
 * Sheet. The package's default algorithm is argon2id, version 0x13, with a random salt of 16 bytes.
 */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

export const makePasswords = async (): Promise<Passwords> => {
  const nobody = await hash(randomBytes(32), cost);
  return {
    hash: (password) => hash(password.normalize('NFKC'), cost),
    verify: async (kept, password) => {
      const isRight = await verify(kept ?? nobody, password.normalize('NFKC'));
      return isRight && kept !== null;
    },
  };
};
