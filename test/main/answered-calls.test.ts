import { expect, test } from 'vitest';
import { tallyAnswers } from '#src/main/answered-calls';
import { makeInstruments } from '#src/main/metrics';
import { SettableClock } from '#test/support/settable-clock';

test('however many calls are refused, they are one count, and what could not be told is told with the next', () => {
  const clock = new SettableClock();
  const { metrics, tally } = tallyAnswers(makeInstruments(), clock);
  for (let calls = 0; calls < 1_000; calls += 1) metrics.webhookBegan('line')('bad-signature');
  metrics.webhookBegan('line')('accepted');
  const first = clock.now();
  const taken = tally.take();
  expect(taken).toEqual([
    { channel: 'line', outcome: 'bad-signature', count: 1_000, lastAt: first },
    { channel: 'line', outcome: 'accepted', count: 1, lastAt: first },
  ]);
  expect(tally.take()).toEqual([]);
  clock.pass({ seconds: 5 });
  metrics.webhookBegan('line')('accepted');
  tally.giveBack(taken);
  expect(tally.take()).toEqual([
    { channel: 'line', outcome: 'bad-signature', count: 1_000, lastAt: first },
    { channel: 'line', outcome: 'accepted', count: 2, lastAt: clock.now() },
  ]);
});
