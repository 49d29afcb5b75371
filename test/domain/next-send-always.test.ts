import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdKinds, holdPauseMs } from '#src/domain/hold';
import { nextSend, type NextSend, type SendResult, type SendSoFar } from '#src/domain/next-send';
import { keyLivesMs, push, refusals, reply, start } from './sends.ts';

const anyResult: fc.Arbitrary<SendResult> = fc.oneof(
  fc.constantFrom(
    ...(['unknown', 'unavailable', 'token-invalid', 'accepted', ...holdKinds] as const).map((result) => ({
      result,
    })),
    ...refusals.map(([, outcome]) => outcome),
  ),
  fc.record({
    result: fc.constant('throttled' as const),
    retryAfterMs: fc.integer({ min: 0, max: 3_600_000 }),
  }),
);
/** Those that alone settle nothing. */
const stubborn: fc.Arbitrary<SendResult> = fc.oneof(
  fc.constantFrom({ result: 'unknown' as const }, { result: 'unavailable' as const }),
  fc.constant({ result: 'throttled' as const, retryAfterMs: 60_000 }),
);

interface Try {
  readonly soFar: SendSoFar;
  readonly outcome: SendResult;
  readonly next: NextSend;
  readonly at: Date;
}

/** One send from its first try on, as the worker makes it; the last result repeats for ever. */
const play = (first: SendSoFar, outcomes: readonly SendResult[], callMs: number): readonly Try[] => {
  const tries: Try[] = [];
  let soFar = first;
  let now = start;
  for (let index = 0; index < 2_000; index += 1) {
    const outcome = outcomes[Math.min(index, outcomes.length - 1)] ?? { result: 'unknown' };
    const at = new Date(now.getTime() + callMs);
    const next = nextSend(soFar, outcome, at);
    tries.push({ soFar, outcome, next, at });
    if (next.kind !== 'again' && next.kind !== 'put-off' && next.kind !== 'held') return tries;
    const route = next.kind === 'held' ? soFar.route : next.route;
    const nextAt = next.kind === 'held' ? new Date(at.getTime() + holdPauseMs[next.reason]) : next.at;
    now = nextAt > at ? nextAt : at;
    soFar = {
      ...soFar,
      route,
      tries: soFar.tries + (next.kind === 'again' ? 1 : 0),
      replyExpiresAt: route === 'push' ? null : soFar.replyExpiresAt,
      mayHaveBeenAccepted: soFar.mayHaveBeenAccepted || outcome.result === 'unknown',
    };
  }
  return tries;
};

const firstTry = fc.constantFrom(reply(), push());
const callTime = fc.integer({ min: 1, max: 15_000 });

test('whatever happens, a receipt is never pushed once some try may have been accepted', () => {
  fc.assert(
    fc.property(
      firstTry,
      fc.array(anyResult, { minLength: 1, maxLength: 30 }),
      callTime,
      (first, outcomes, ms) => {
        for (const { soFar, outcome, next } of play(first, outcomes, ms)) {
          const isMaybe = soFar.mayHaveBeenAccepted || outcome.result === 'unknown';
          if ((next.kind === 'again' || next.kind === 'put-off') && isMaybe)
            expect(next.route).toBe(soFar.route);
        }
      },
    ),
  );
});

test('whatever happens, a send that may have been accepted is never called refused', () => {
  fc.assert(
    fc.property(
      firstTry,
      fc.array(anyResult, { minLength: 1, maxLength: 30 }),
      callTime,
      (first, outcomes, ms) => {
        for (const { soFar, next } of play(first, outcomes, ms)) {
          if (soFar.mayHaveBeenAccepted) expect(next.kind).not.toBe('refused');
        }
      },
    ),
  );
});

test('whatever happens, a push never becomes a reply', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { minLength: 1, maxLength: 30 }), callTime, (outcomes, ms) => {
      for (const { next } of play(push(), outcomes, ms))
        if (next.kind === 'again') expect(next.route).toBe('push');
    }),
  );
});

test('every send is settled in the end, whatever the platform keeps saying', () => {
  fc.assert(
    fc.property(
      firstTry,
      fc.array(stubborn, { minLength: 1, maxLength: 30 }),
      callTime,
      (first, outcomes, ms) => {
        const tries = play(first, outcomes, ms);
        const last = tries.at(-1);
        expect(['accepted', 'refused', 'unknown']).toContain(last?.next.kind);
        expect(last?.at.getTime()).toBeLessThan(start.getTime() + keyLivesMs + 600_000);
      },
    ),
    { numRuns: 30 },
  );
});

test('the next try is never planned into the past', () => {
  fc.assert(
    fc.property(
      firstTry,
      fc.array(anyResult, { minLength: 1, maxLength: 30 }),
      callTime,
      (first, outcomes, ms) => {
        for (const { next, at } of play(first, outcomes, ms)) {
          if (next.kind === 'again' || next.kind === 'put-off')
            expect(next.at.getTime()).toBeGreaterThanOrEqual(at.getTime());
        }
      },
    ),
  );
});
