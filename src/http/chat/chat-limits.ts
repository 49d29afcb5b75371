import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { TalkId } from '#src/domain/talk';
import { ProblemError } from '#src/http/problems';

/** Of a request only where it comes from. */
interface From {
  readonly ip?: string | undefined;
}

/**
 * Against one person's flood, not against many people: a talk has little room, an address has room for a school class that
 * begins together, and for the many telephones that a carrier puts behind one address after an alarm. Counted in this process alone. Each refuses with `too-fast`; what was taken before stays taken.
 */
export interface ChatLimits {
  mayBegin(from: From): Promise<void>;
  maySay(from: From, talk: TalkId | null): Promise<void>;
  mayShow(from: From, talk: TalkId | null): Promise<void>;
  mayMakeCode(talk: TalkId): Promise<void>;
  /** Call the returned function when the code was right: only wrong ones count. */
  mayTryCode(from: From): Promise<() => Promise<void>>;
}

export const chatLimits = (): ChatLimits => {
  const begun = within(600, 1_000);
  const saidFrom = within(60, 1_000);
  const saidIn = new BurstyRateLimiter(within(60, 20), within(120, 10));
  const shownFrom = within(60, 200);
  const shownIn = within(60, 10);
  const codesOf = within(3_600, 6);
  const tries = within(600, 10);
  return {
    mayBegin: (from) => take(begun, networkOf(from)),
    maySay: async (from, talk) => {
      await take(saidFrom, networkOf(from));
      if (talk !== null) await take(saidIn, talk);
    },
    mayShow: async (from, talk) => {
      await take(shownFrom, networkOf(from));
      if (talk !== null) await take(shownIn, talk);
    },
    mayMakeCode: (talk) => take(codesOf, talk),
    mayTryCode: async (from) => {
      const network = networkOf(from);
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
const networkOf = ({ ip = 'unknown' }: From): string => {
  if (ip.includes('.')) return ip.slice(ip.lastIndexOf(':') + 1);
  const [head = ''] = ip.split('::');
  return [...head.split(':'), '0', '0', '0'].slice(0, 4).join(':');
};
