import { randomBytes, randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import type { Clock, Ids } from '#src/ports/system';

export const systemClock: Clock = { now: () => new Date() };

export const systemIds: Ids = {
  newId: () => v7(),
  newNumber: () => {
    const digits = String(randomInt(1_000_000)).padStart(6, '0');
    return `${digits.slice(0, 2)}-${digits.slice(2)}`;
  },
  newToken: () => randomBytes(32).toString('base64url'),
};
