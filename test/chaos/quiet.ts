import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Ask } from './our-book.ts';

const left = z.tuple([z.object({ events: z.int(), sends: z.int() })]);

const whatIsLeft = `select
  (select count(*)::int from inbound_event where state = 'pending') events,
  (select count(*)::int from outbox where state <> 'settled') sends`;

/** Resolves with true when nothing waits any more, and with false when it still does after so long. */
export const becomesQuiet = async (ask: Ask, mostMs: number): Promise<boolean> => {
  const giveUpAt = Date.now() + mostMs;
  while (Date.now() < giveUpAt) {
    const [{ events, sends }] = left.parse(await ask(whatIsLeft));
    if (events === 0 && sends === 0) return true;
    await pause(200);
  }
  return false;
};
