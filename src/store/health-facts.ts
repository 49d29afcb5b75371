import { sql } from 'kysely';
import { z } from 'zod';
import { channelNames } from '#src/domain/channel-name';
import { deliveryReasons } from '#src/domain/sending';
import {
  processRoles,
  queueKinds,
  webhookOutcomes,
  type ServiceFacts,
  type ServiceLoad,
} from '#src/domain/health-facts';
import type { Tx } from './open.ts';

/** What waits, as a worker sees it. */
export const readLoad = async (tx: Tx, at: Date): Promise<ServiceLoad> => {
  const { rows } = await sql<{ load: unknown }>`select service_load(${at}) as load`.execute(tx);
  return serviceLoad.parse(rows[0]?.load);
};

/** What only the database knows of the service; null for staff who are no administrators. */
export const readServiceHealth = async (tx: Tx, at: Date): Promise<Omit<ServiceFacts, 'disk'> | null> => {
  const { rows } = await sql<{ health: unknown }>`select service_health(${at}) as health`.execute(tx);
  return serviceHealth.nullable().parse(rows[0]?.health);
};

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const backlog = z.object({ count: z.int(), oldestAt: time.nullable() });

const serviceLoad = z.object({
  sort: backlog,
  send: backlog,
  fetch: backlog,
  setAside: z.int(),
  databaseBytes: z.number(),
  backupTakenAt: time.nullable(),
});

const processSign = z
  .object({
    id: z.uuid(),
    role: z.enum(processRoles),
    host: z.string(),
    pid: z.int(),
    version: z.string(),
    queue: z.enum(queueKinds),
    queue_trouble_at: time.nullable(),
    started_at: time,
    seen_at: time,
  })
  .transform(({ queue_trouble_at: queueTroubleAt, started_at: startedAt, seen_at: seenAt, ...sign }) => ({
    ...sign,
    queueTroubleAt,
    startedAt,
    seenAt,
  }));

const serviceHealth = z.object({
  load: serviceLoad,
  processes: z.array(processSign),
  failedSends: z.array(
    z.object({
      state: z.enum(['refused', 'unknown']),
      reason: z.enum(deliveryReasons).nullable(),
      day: z.int(),
      month: z.int(),
    }),
  ),
  webhooks: z.array(
    z
      .object({
        channel: z.enum(channelNames),
        outcome: z.enum(webhookOutcomes),
        day: z.int(),
        last_at: time,
      })
      .transform(({ last_at: lastAt, ...count }) => ({ ...count, lastAt })),
  ),
});
