import { expect, test } from 'vitest';
import { holdKinds } from '#src/domain/hold';
import { isPastKnowing, nextSend, spreadOf, type SendResult, type SendSoFar } from '#src/domain/next-send';
import { after, keyLivesMs, push, refusals, reply, start, tokenLivesMs } from './sends.ts';

test('what the platform accepted is settled, however long it took', () => {
  const maybe = { mayHaveBeenAccepted: true };
  for (const soFar of [reply(), push(), reply(maybe), push(maybe)]) {
    expect(nextSend(soFar, { result: 'accepted' }, after(keyLivesMs * 2))).toEqual({ kind: 'accepted' });
  }
});

test.each(refusals)('%s ends a send, by either route, and says why', (reason, outcome) => {
  expect(nextSend(reply(), outcome, start)).toEqual({ kind: 'refused', reason });
  expect(nextSend(push(), outcome, start)).toEqual({ kind: 'refused', reason });
});

test.each(refusals)(
  '%s of a later try does not tell what became of one that got no answer',
  (_reason, outcome) => {
    expect(nextSend(reply({ mayHaveBeenAccepted: true }), outcome, start)).toEqual({ kind: 'unknown' });
    expect(nextSend(push({ mayHaveBeenAccepted: true }), outcome, start)).toEqual({ kind: 'unknown' });
  },
);

test.each(holdKinds)(
  'while it is said “%s” a send waits for its channel, however often it is said',
  (reason) => {
    for (const soFar of [push(), push({ tries: 40 }), reply(), push({ mayHaveBeenAccepted: true })])
      expect(nextSend(soFar, { result: reason }, start)).toEqual({ kind: 'held', reason });
    expect(nextSend(push(), { result: reason }, after(keyLivesMs))).toEqual({ kind: 'held', reason });
  },
);

test.each(holdKinds)('“%s” does not keep a call alive that may have been accepted', (result) => {
  const maybe = { mayHaveBeenAccepted: true };
  expect(nextSend(push(maybe), { result }, after(keyLivesMs))).toEqual({ kind: 'unknown' });
  expect(nextSend(reply(maybe), { result }, after(tokenLivesMs))).toEqual({ kind: 'unknown' });
});

test('what was put off together does not come back together', () => {
  const wait = (spread: number) =>
    nextSend(push({ spread }), { result: 'throttled', retryAfterMs: 1_000 }, start);
  expect(wait(0)).toEqual({ kind: 'put-off', at: after(1_000), route: 'push' });
  expect(wait(0.5)).toEqual({ kind: 'put-off', at: after(1_500), route: 'push' });
  expect(spreadOf('01a2b3c4-0000-7000-8000-000000008000')).toBe(0.5);
});

test('a call is past asking when its token has died, or when its key may be forgotten before it is answered', () => {
  const asked = (soFar: SendSoFar, ms: number) => isPastKnowing(soFar, 20_000, after(ms));
  expect(asked(reply(), tokenLivesMs - 1)).toBe(false);
  expect(asked(reply(), tokenLivesMs)).toBe(true);
  expect(asked(push(), keyLivesMs - 20_001)).toBe(false);
  expect(asked(push(), keyLivesMs - 20_000)).toBe(true);
});

test('a receipt that got no answer is tried again by the same token while that lives, and then is unknown', () => {
  const again = nextSend(reply(), { result: 'unknown' }, after(1_000));
  expect(again).toEqual({ kind: 'again', at: after(1_500), route: 'reply' });
  expect(nextSend(reply(), { result: 'unknown' }, after(tokenLivesMs))).toEqual({ kind: 'unknown' });
});

test('an answer that got no answer is pushed again while the key lives, and then is unknown', () => {
  const again = nextSend(push({ tries: 3 }), { result: 'unknown' }, after(60_000));
  expect(again).toEqual({ kind: 'again', at: after(62_000), route: 'push' });
  expect(nextSend(push(), { result: 'unknown' }, after(keyLivesMs))).toEqual({ kind: 'unknown' });
});

test('a receipt that was certainly not accepted becomes a push at once when its token has died', () => {
  const late = after(tokenLivesMs);
  for (const outcome of notNow) {
    expect(nextSend(reply(), outcome, late)).toEqual({ kind: 'again', at: late, route: 'push' });
    expect(nextSend(reply({ mayHaveBeenAccepted: true }), outcome, late)).toEqual({ kind: 'unknown' });
  }
});

test('a receipt waits for its own route while the token lives', () => {
  expect(nextSend(reply(), { result: 'throttled', retryAfterMs: 7_000 }, start)).toEqual({
    kind: 'put-off',
    at: after(7_000),
    route: 'reply',
  });
  expect(nextSend(reply(), { result: 'unavailable' }, start)).toEqual({
    kind: 'again',
    at: after(500),
    route: 'reply',
  });
});

test('a push that was never accepted is given up when its key has died', () => {
  for (const outcome of notNow) {
    const late = after(keyLivesMs);
    expect(nextSend(push(), outcome, late)).toEqual({ kind: 'refused', reason: 'gave-up' });
    expect(nextSend(push({ mayHaveBeenAccepted: true }), outcome, late)).toEqual({ kind: 'unknown' });
  }
});

test('a dead token that nobody can have used means a push', () => {
  expect(nextSend(reply(), { result: 'token-invalid' }, start)).toEqual({
    kind: 'again',
    at: start,
    route: 'push',
  });
});

test('a dead token after a try without answer was used by that try, while it should still live', () => {
  const soFar = reply({ mayHaveBeenAccepted: true });
  expect(nextSend(soFar, { result: 'token-invalid' }, after(1_000))).toEqual({ kind: 'accepted' });
  expect(nextSend(soFar, { result: 'token-invalid' }, after(tokenLivesMs))).toEqual({ kind: 'unknown' });
});

test('a complaint about a token that a push never had ends the push', () => {
  expect(nextSend(push(), { result: 'token-invalid' }, start)).toEqual({
    kind: 'refused',
    reason: 'refused',
  });
  const maybe = push({ mayHaveBeenAccepted: true });
  expect(nextSend(maybe, { result: 'token-invalid' }, start)).toEqual({ kind: 'unknown' });
});

test('waits double and never exceed five minutes', () => {
  const waits = Array.from({ length: 40 }, (_, index) => {
    const next = nextSend(push({ tries: index + 1 }), { result: 'unavailable' }, start);
    return next.kind === 'again' ? next.at.getTime() - start.getTime() : NaN;
  });
  expect(waits.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
  expect(waits.slice(10)).toEqual(waits.slice(10).map(() => 300_000));
});

const notNow = [
  { result: 'unavailable' },
  { result: 'throttled', retryAfterMs: 7_000 },
] as const satisfies readonly SendResult[];
