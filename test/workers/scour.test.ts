import { expect, test } from 'vitest';
import type { ScourOrder, Scoured } from '#src/store/scour';
import { scourOnce } from '#workers/scour';
import { silentLog } from '#test/support/silent-log';

/** What was asked of the database at this hour in Japan, when it answers like this. */
const askedAt = async (hour: string, ...answers: readonly Scoured[]): Promise<readonly ScourOrder[]> => {
  const asked: ScourOrder[] = [];
  await scourOnce({
    scour: (order) => Promise.resolve(answers[asked.push(order) - 1] ?? { kind: 'clean' }),
    clock: { now: () => new Date(`2026-11-22T${hour}:00+09:00`) },
    log: silentLog,
  });
  return asked;
};

test('by day what was erased is freed while everybody works, by night the tables are written anew', async () => {
  expect(await askedAt('14:00')).toEqual([{ to: 'vacuumed', mostBytes: null, isForced: false }]);
  expect(await askedAt('01:59')).toMatchObject([{ to: 'vacuumed' }]);
  expect(await askedAt('02:00')).toMatchObject([{ to: 'rewritten', mostBytes: 1_000_000_000 }]);
  expect(await askedAt('05:00')).toMatchObject([{ to: 'vacuumed' }]);
});

test('a table that would keep residents waiting for long is left to a person, and freed as by day', async () => {
  const asked = await askedAt('03:00', { kind: 'too-large', tables: ['message'] });
  expect(asked).toMatchObject([{ to: 'rewritten' }, { to: 'vacuumed', mostBytes: null }]);
});
