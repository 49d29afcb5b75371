import type { Context } from '#src/usecases/context';

/** What the use cases about a resident's devices stand on. */
export type ChatContext = Pick<Context, 'store' | 'clock' | 'ids' | 'city'>;

/** Until when a device that was used now remembers its talk. */
export const rememberedUntil = ({ city }: ChatContext, now: Date): Date =>
  new Date(now.getTime() + city.chat.rememberedDays * 86_400_000);
