import type { AttemptResult, DeliveryReason } from './sending.ts';

/** Where one call stands before and after a try. */
export interface SendSoFar {
  readonly route: 'reply' | 'push';
  /** Tries made, the last one counted. */
  readonly tries: number;
  readonly firstTriedAt: Date;
  /** When the reply token dies; null for a push. */
  readonly replyExpiresAt: Date | null;
  /** Some try may have reached the platform without our hearing of it. */
  readonly mayHaveBeenAccepted: boolean;
  /** How long the platform remembers our idempotency key. */
  readonly retryKeyLivesMs: number;
}

export type NextSend =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly reason: DeliveryReason }
  /** Never to be known; counted apart and not repeated. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'again'; readonly at: Date; readonly route: 'reply' | 'push' };

export type SendResult =
  | { readonly result: Exclude<AttemptResult, 'throttled'> }
  | { readonly result: 'throttled'; readonly retryAfterMs: number };

/**
 * What follows from a try. An unknown result never changes route: the same call is made again with the same key or token
 * until its fate is known or the life of the key or token ends. Once a try may have been accepted, only an acceptance
 * tells: a later refusal speaks of the later try.
 */
export const nextSend = (soFar: SendSoFar, outcome: SendResult, now: Date): NextSend => {
  const afterMs = (ms: number, route: 'reply' | 'push'): NextSend => ({
    kind: 'again',
    at: new Date(now.getTime() + ms),
    route,
  });
  const isTokenDead = soFar.replyExpiresAt !== null && now >= soFar.replyExpiresAt;
  const isKeyDead = now.getTime() - soFar.firstTriedAt.getTime() >= soFar.retryKeyLivesMs;

  switch (outcome.result) {
    case 'accepted':
      return { kind: 'accepted' };
    case 'unknown':
      if (soFar.route === 'reply' ? isTokenDead : isKeyDead) return { kind: 'unknown' };
      return afterMs(backoffMs(soFar.tries), soFar.route);
    case 'throttled':
      return routeLeft(soFar, isTokenDead, isKeyDead, now) ?? afterMs(outcome.retryAfterMs, soFar.route);
    case 'unavailable':
      return routeLeft(soFar, isTokenDead, isKeyDead, now) ?? afterMs(backoffMs(soFar.tries), soFar.route);
    case 'token-invalid':
      if (soFar.route === 'push') return refusedOrUnknown(soFar, 'refused');
      if (!soFar.mayHaveBeenAccepted) return afterMs(0, 'push');
      // A token dies by being used: if an earlier try got no answer, that try used it. After its minute nobody can tell.
      return isTokenDead ? { kind: 'unknown' } : { kind: 'accepted' };
    case 'quota-spent':
    case 'recipient-gone':
    case 'refused':
    case 'unauthorised':
      return refusedOrUnknown(soFar, outcome.result);
  }
};

const refusedOrUnknown = ({ mayHaveBeenAccepted }: SendSoFar, reason: DeliveryReason): NextSend =>
  mayHaveBeenAccepted ? { kind: 'unknown' } : { kind: 'refused', reason };

/** What remains when this try was certainly not accepted but its route has come to its end. */
const routeLeft = (
  soFar: SendSoFar,
  isTokenDead: boolean,
  isKeyDead: boolean,
  now: Date,
): NextSend | null => {
  if (soFar.route === 'reply' && isTokenDead) {
    return soFar.mayHaveBeenAccepted ? { kind: 'unknown' } : { kind: 'again', at: now, route: 'push' };
  }
  if (soFar.route === 'push' && isKeyDead) return refusedOrUnknown(soFar, 'gave-up');
  return null;
};

/** Doubles from half a second to five minutes. */
const backoffMs = (tries: number): number => Math.min(500 * 2 ** Math.max(0, tries - 1), 300_000);
