import { randomBytes } from 'node:crypto';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** LINE's webhookEventId: 48 bits of time, 80 random bits, in Crockford's base 32. */
export const newUlid = (now: number): string => {
  let time = '';
  for (let rest = now, place = 0; place < 10; place += 1, rest = Math.floor(rest / 32)) {
    time = crockford.charAt(rest % 32) + time;
  }
  return time + [...randomBytes(16)].map((byte) => crockford.charAt(byte % 32)).join('');
};

let last = 0n;

/** Digits as LINE's; they rise, and a restarted emulator never repeats one, because the city keeps them for good. */
export const newMessageId = (now: number): string => {
  const first = BigInt(now) * 100_000n;
  last = first > last ? first : last + 1n;
  return last.toString();
};

export const newOpaque = (bytes: number): string => randomBytes(bytes).toString('hex');
