import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Request } from 'express';
import type { TalkId } from '#src/domain/talk';
import { ProblemError } from '#src/http/problems';

/**
 * Against one person's flood, not against many people: a talk has little room, an address has room for a school class that
 * begins together. Counted in this process alone. Each refuses with `too-fast`; what was taken before stays taken.
 */
export interface ChatLimits {
  mayBegin(request: Request): Promise<void>;
  maySay(request: Request, talk: TalkId | null): Promise<void>;
  mayShow(request: Request, talk: TalkId | null): Promise<void>;
  mayMakeCode(talk: TalkId): Promise<void>;
  /** Call the returned function when the code was right: only wrong ones count. */
  mayTryCode(request: Request): Promise<() => Promise<void>>;
}

export const chatLimits = (): ChatLimits => {
  const begun = within(600, 200);
  const saidFrom = within(60, 1_000);
  const saidIn = new BurstyRateLimiter(within(60, 20), within(120, 10));
  const shownFrom = within(60, 200);
  const shownIn = within(60, 10);
  const codesOf = within(3_600, 6);
  const tries = within(600, 10);
  return {
    mayBegin: (request) => take(begun, networkOf(request)),
    maySay: async (request, talk) => {
      await take(saidFrom, networkOf(request));
      if (talk !== null) await take(saidIn, talk);
    },
    mayShow: async (request, talk) => {
      await take(shownFrom, networkOf(request));
      if (talk !== null) await take(shownIn, talk);
    },
    mayMakeCode: (talk) => take(codesOf, talk),
    mayTryCode: async (request) => {
      const network = networkOf(request);
      await take(tries, network);
      return async () => void (await tries.reward(network));
    },
  };
};

const within = (seconds: number, points: number): RateLimiterMemory =>
  new RateLimiterMemory({ duration: seconds, points });

const take = async (limiter: Pick<RateLimiterMemory, 'consume'>, key: string): Promise<void> => {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    throw new ProblemError('too-fast', { retryAfterSeconds });
  }
};

/** A household has one IPv4 address, or the first half of an IPv6 one. */
const networkOf = ({ ip = 'unknown' }: Request): string => {
  if (ip.includes('.')) return ip.slice(ip.lastIndexOf(':') + 1);
  const [head = ''] = ip.split('::');
  return [...head.split(':'), '0', '0', '0'].slice(0, 4).join(':');
};
