import type { JobName } from './jobs.ts';

/** A queue of its own for each job, so that a slow one never stands before a quick one. BullMQ wants no dots. */
export const queueNames = {
  'message.sort': 'message-sort',
  'message.deliver': 'message-deliver',
  'media.fetch': 'media-fetch',
  'profile.fetch': 'profile-fetch',
} as const satisfies Record<JobName, string>;
