import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Ask } from './our-book.ts';

const left = z.tuple([z.object({ events: z.int(), sends: z.int() })]);

const whatIsLeft = `select
  (select count(*)::int from inbound_event where state = 'pending') events,
  (select count(*)::int from outbox where state <> 'settled') sends`;

/** A call that nobody needs any more may still be on its way. */
const looksInARow = 3;

/** Resolves with true when nothing waits any more, and with false when it still does after so long. */
export const becomesQuiet = async (ask: Ask, mostMs: number): Promise<boolean> => {
  const giveUpAt = Date.now() + mostMs;
  for (let looks = 0; Date.now() < giveUpAt; await pause(200)) {
    const [{ events, sends }] = left.parse(await ask(whatIsLeft));
    looks = events === 0 && sends === 0 ? looks + 1 : 0;
    if (looks === looksInARow) return true;
  }
  return false;
};
