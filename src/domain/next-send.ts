import type { HoldKind } from './hold.ts';
import type { AttemptResult, DeliveryReason, Refusal } from './sending.ts';

/** Where one call stands before and after a try. */
export interface SendSoFar {
  readonly route: 'reply' | 'push';
  /** Tries made, the last one counted; those that the platform only put off are not. */
  readonly tries: number;
  readonly firstTriedAt: Date;
  /** When the reply token dies; null for a push. */
  readonly replyExpiresAt: Date | null;
  /** Some try may have reached the platform without our hearing of it. */
  readonly mayHaveBeenAccepted: boolean;
  /** How long the platform remembers our idempotency key. */
  readonly retryKeyLivesMs: number;
  /** From 0 up to 1, another one for each send: what was put off together does not come back together. */
  readonly spread: number;
}

export type NextSend =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly reason: DeliveryReason }
  /** Never to be known; counted apart and not repeated. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'again'; readonly at: Date; readonly route: 'reply' | 'push' }
  /** The same call later, because the platform asked for it: that costs nothing. */
  | { readonly kind: 'put-off'; readonly at: Date; readonly route: 'reply' | 'push' }
  /** The platform takes nothing more of the kind: all that would go the same way waits with it. */
  | { readonly kind: 'held'; readonly reason: HoldKind };

export type SendResult =
  | { readonly result: Exclude<AttemptResult, 'throttled' | 'refused' | 'unprepared'> }
  | { readonly result: 'refused'; readonly refusal: Refusal }
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
      return (
        routeLeft(soFar, isTokenDead, isKeyDead, now) ?? {
          kind: 'put-off',
          at: new Date(now.getTime() + outcome.retryAfterMs * (1 + soFar.spread)),
          route: soFar.route,
        }
      );
    case 'unavailable':
      return routeLeft(soFar, isTokenDead, isKeyDead, now) ?? afterMs(backoffMs(soFar.tries), soFar.route);
    case 'token-invalid':
      if (soFar.route === 'push') return refusedOrUnknown(soFar, 'refused');
      if (!soFar.mayHaveBeenAccepted) return afterMs(0, 'push');
      // A token dies by being used: if an earlier try got no answer, that try used it. After its minute nobody can tell.
      return isTokenDead ? { kind: 'unknown' } : { kind: 'accepted' };
    case 'quota-spent':
    case 'unauthorised':
      if (isTokenDead && !soFar.mayHaveBeenAccepted) return afterMs(0, 'push');
      // Repeated until it is known, a call that may have been accepted must not outlive its key or token.
      if (soFar.mayHaveBeenAccepted && (isTokenDead || (soFar.route === 'push' && isKeyDead)))
        return { kind: 'unknown' };
      return { kind: 'held', reason: outcome.result };
    case 'recipient-gone':
      return refusedOrUnknown(soFar, outcome.result);
    case 'refused':
      return refusedOrUnknown(soFar, outcome.refusal);
  }
};

const refusedOrUnknown = ({ mayHaveBeenAccepted }: SendSoFar, reason: DeliveryReason): NextSend =>
  mayHaveBeenAccepted ? { kind: 'unknown' } : { kind: 'refused', reason };

/** Where the call is past asking: whatever became of a try without an answer, the platform would take the next as a new one. */
export const isPastKnowing = (
  soFar: Pick<SendSoFar, 'route' | 'replyExpiresAt' | 'retryKeyLivesMs'> & {
    readonly firstTriedAt: Date | null;
  },
  callLastsMs: number,
  now: Date,
): boolean => {
  switch (soFar.route) {
    case 'reply':
      return soFar.replyExpiresAt !== null && now >= soFar.replyExpiresAt;
    case 'push':
      return (
        soFar.firstTriedAt !== null &&
        now.getTime() - soFar.firstTriedAt.getTime() >= soFar.retryKeyLivesMs - callLastsMs
      );
  }
};

/** Something in the words or the settings keeps failing; the third time it is not bad luck. */
export const triesToPrepare = 3;

/** A send's own place between 0 and 1, read off its id, whose end is random. */
export const spreadOf = (id: string): number => parseInt(id.slice(-4), 16) / 0x10000;

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
export const backoffMs = (tries: number): number => Math.min(500 * 2 ** Math.max(0, tries - 1), 300_000);
