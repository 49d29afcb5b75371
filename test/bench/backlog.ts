import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { query } from '#test/support/query';

const mostSeconds = 600;
const counted = z.array(z.object({ waiting: z.int() }));

/** Seconds until every message is sorted and every receipt's fate is known. */
export const drain = async (databaseUrl: string): Promise<number> => {
  const startedAt = performance.now();
  for (;;) {
    const [row] = counted.parse(await query(databaseUrl, waitingRows));
    const seconds = (performance.now() - startedAt) / 1_000;
    if (row?.waiting === 0) return seconds;
    if (seconds > mostSeconds) throw new Error(`${row?.waiting} rows still wait after ${mostSeconds} s`);
    await pause(250);
  }
};

const waitingRows = `select (select count(*) from inbound_event where state = 'pending')::int
  + (select count(*) from outbox where state <> 'settled')::int as waiting`;
