import { z } from 'zod';
import { channelNames } from '#src/domain/channel-name';
import { healthLevels } from '#src/domain/health';
import { deliveryReasons } from '#src/domain/sending';
import { processRoles, queueKinds } from '#src/domain/health-facts';

const time = z.iso.datetime();
const level = z.enum(healthLevels);
const count = z.int();
const backlog = z.object({ level, count, oldestAt: time.nullable() });

export const setAsideEvent = z.object({
  id: z.uuid(),
  channel: z.enum(channelNames),
  /** What the platform told of, such as `message`; never what it says. */
  kind: z.string(),
  occurredAt: time,
  setAsideAt: time,
  /** The class of the error, for whoever reports it; null when the worker died of it. */
  fault: z.string().nullable(),
  tries: count,
  /** The latest of the same resident; its department can be asked. */
  matter: z.object({ id: z.uuid(), number: z.string(), departmentId: z.string() }).nullable(),
});

/** How the service is: each part with how pressing it is, and what it is judged by. Counts and times, no resident's words. */
export const serviceHealth = z.object({
  at: time,
  overall: level,
  processes: z.object({
    level,
    hasWorker: z.boolean(),
    list: z.array(
      z.object({
        id: z.uuid(),
        role: z.enum(processRoles),
        host: z.string(),
        pid: count,
        version: z.string(),
        startedAt: time,
        seenAt: time,
        isSilent: z.boolean(),
      }),
    ),
  }),
  queue: z.object({ level, kinds: z.array(z.enum(queueKinds)) }),
  sort: backlog,
  send: backlog,
  fetch: backlog,
  failedSends: z.object({
    level,
    list: z.array(
      z.object({
        state: z.enum(['refused', 'unknown']),
        reason: z.enum(deliveryReasons).nullable(),
        day: count,
        month: count,
      }),
    ),
  }),
  setAside: z.object({ level, count, latest: z.array(setAsideEvent) }),
  webhooks: z.object({
    level,
    channels: z.array(
      z.object({
        channel: z.enum(channelNames),
        lastAcceptedAt: time.nullable(),
        /** All of the last day. */
        accepted: count,
        badSignature: count,
        malformed: count,
        failed: count,
      }),
    ),
  }),
  disk: z.object({
    level,
    /** Null when the system does not say. */
    space: z.object({ freeBytes: z.number(), totalBytes: z.number() }).nullable(),
    databaseBytes: z.number(),
  }),
  backup: z.object({ level, takenAt: time.nullable() }),
});

export const replayedCount = z.object({ count });

export type ServiceHealth = z.infer<typeof serviceHealth>;
export type SetAside = z.infer<typeof setAsideEvent>;
