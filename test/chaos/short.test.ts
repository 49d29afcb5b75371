import { expect, onTestFinished, test } from 'vitest';
import { openCity } from './city.ts';
import { runStorm } from './run.ts';

test(
  'in a short storm that kills every program and troubles the database, the queue and LINE, nothing is lost, doubled, misordered or misdirected',
  { timeout: 240_000 },
  async () => {
    const city = await openCity('postgres');
    onTestFinished(() => city.close(), 60_000);
    const outcome = await runStorm(city, {
      seed: 4,
      messages: 300,
      perSecond: 60,
      rounds: 1,
      pauseMs: [50, 500],
    });
    expect(outcome.troubles).toEqual([]);
    expect(outcome.acknowledged).toBe(outcome.sent);
    expect(outcome.answered).toBeGreaterThan(20);
    expect(outcome.hung).toBe(0);
    expect(outcome.caughtUpAfterS).not.toBeNull();
    expect(Object.keys(outcome.faults)).toEqual(
      expect.arrayContaining(['web killed', 'worker killed', 'PostgreSQL killed', 'queue emptied']),
    );
  },
);
