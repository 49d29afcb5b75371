import { z } from 'zod';
import { channelNames } from '#src/domain/channel-name';
import { holdKinds } from '#src/domain/hold';
import { attemptResults } from '#src/domain/sending';

const time = z.iso.datetime();

/** Every try of the call that a message went out with, or is to; oldest first. */
export const attempts = z.object({
  attempts: z.array(
    z.object({
      number: z.int(),
      route: z.enum(['reply', 'push']),
      startedAt: time,
      endedAt: time.nullable(),
      /** Null while it is under way, and for ever when it never came back to us. */
      result: z.enum(attemptResults).nullable(),
      /** By which the platform knows the call. */
      requestId: z.string().nullable(),
    }),
  ),
});

/** Channels whose platform takes nothing more of us at present. */
export const holds = z.object({
  holds: z.array(z.object({ channel: z.enum(channelNames), kind: z.enum(holdKinds), since: time })),
});

export type Attempt = z.infer<typeof attempts>['attempts'][number];
export type Hold = z.infer<typeof holds>['holds'][number];
