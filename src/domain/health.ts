import type { ChannelName } from './channel-name.ts';
import type { DeliveryReason } from './sending.ts';
import type { Backlog, DiskSpace, ProcessSign, ServiceFacts, WebhookCount } from './health-facts.ts';

/** `good`: nothing to do. `watch`: look again soon. `act`: somebody must do something. */
export const healthLevels = ['good', 'watch', 'act'] as const;
export type HealthLevel = (typeof healthLevels)[number];

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const gigabyte = 1_000_000_000;

/** From when on something is watched, and from when on somebody must act. */
const healthLimits = {
  /** Three signs missed. */
  silentMs: 30 * second,
  /** A queue that is away complains each second. */
  queueTroubleMs: 20 * second,
  waits: {
    sort: { watchMs: 30 * second, actMs: 2 * minute },
    send: { watchMs: 2 * minute, actMs: 15 * minute },
    fetch: { watchMs: 5 * minute, actMs: hour },
  },
  disk: {
    watch: { share: 0.1, bytes: 5 * gigabyte },
    act: { share: 0.03, bytes: gigabyte },
  },
  /** A backup every night, which may be late. */
  backup: { watchMs: 26 * hour, actMs: 7 * 24 * hour },
  /** So many refused calls after the last good one are no stranger's knocking: the secret is wrong. */
  refusedCalls: 3,
} as const;

export interface Health {
  readonly overall: HealthLevel;
  readonly processes: HealthLevel;
  readonly queue: HealthLevel;
  readonly sort: HealthLevel;
  readonly send: HealthLevel;
  readonly fetch: HealthLevel;
  readonly failedSends: HealthLevel;
  readonly setAside: HealthLevel;
  readonly webhooks: HealthLevel;
  readonly disk: HealthLevel;
  readonly backup: HealthLevel;
}

/** How the service is, part by part. */
export const judgeHealth = (facts: ServiceFacts, now: Date): Health => {
  const { load } = facts;
  const parts = {
    processes: judgeProcesses(facts.processes, now),
    queue: facts.processes.some((sign) => isQueueAway(sign, now)) ? 'act' : 'good',
    sort: judgeWait(load.sort, healthLimits.waits.sort, now),
    send: judgeWait(load.send, healthLimits.waits.send, now),
    fetch: judgeWait(load.fetch, healthLimits.waits.fetch, now),
    failedSends: worst(
      facts.failedSends.map(({ reason, day }) => (day === 0 ? 'good' : judgeReason(reason))),
    ),
    setAside: load.setAside > 0 ? 'act' : 'good',
    webhooks: judgeWebhooks(facts.webhooks, now),
    disk: judgeDisk(facts.disk),
    backup: judgeBackup(load.backupTakenAt, now),
  } as const;
  return { ...parts, overall: worst(Object.values(parts)) };
};

/** A program that says nothing any more, and did not say that it ends. */
export const isSilent = ({ seenAt }: ProcessSign, now: Date): boolean =>
  age(seenAt, now) > healthLimits.silentMs;

const worst = (levels: readonly HealthLevel[]): HealthLevel =>
  levels.includes('act') ? 'act' : levels.includes('watch') ? 'watch' : 'good';

const age = (at: Date, now: Date): number => now.getTime() - at.getTime();

/** Without a worker nothing is sorted or sent. That a web is there shows in that somebody asks. */
const judgeProcesses = (processes: readonly ProcessSign[], now: Date): HealthLevel => {
  if (!processes.some((sign) => sign.role !== 'web' && !isSilent(sign, now))) return 'act';
  return processes.some((sign) => isSilent(sign, now)) ? 'watch' : 'good';
};

const isQueueAway = (sign: ProcessSign, now: Date): boolean =>
  !isSilent(sign, now) &&
  sign.queueTroubleAt !== null &&
  age(sign.queueTroubleAt, now) < healthLimits.silentMs + healthLimits.queueTroubleMs;

const judgeWait = (
  { oldestAt }: Backlog,
  limits: { readonly watchMs: number; readonly actMs: number },
  now: Date,
): HealthLevel => {
  const waitedMs = oldestAt === null ? 0 : age(oldestAt, now);
  return waitedMs > limits.actMs ? 'act' : waitedMs > limits.watchMs ? 'watch' : 'good';
};

/** The resident's own choice, or a clerk's. */
const harmless: ReadonlySet<DeliveryReason | null> = new Set(['recipient-gone', 'taken-back', 'undone']);
/** No send of the channel will come through until somebody sees to it. */
const pressing: ReadonlySet<DeliveryReason | null> = new Set(['quota-spent', 'unauthorised']);

const judgeReason = (reason: DeliveryReason | null): HealthLevel =>
  harmless.has(reason) ? 'good' : pressing.has(reason) ? 'act' : 'watch';

const judgeWebhooks = (counts: readonly WebhookCount[], now: Date): HealthLevel => {
  const recent = counts.filter(({ outcome, day }) => outcome !== 'accepted' && day > 0);
  const isPressing = recent.some(
    (one) =>
      (one.outcome === 'failed' && age(one.lastAt, now) < hour) ||
      (one.outcome !== 'failed' &&
        one.day >= healthLimits.refusedCalls &&
        one.lastAt > lastAccepted(counts, one.channel)),
  );
  return isPressing ? 'act' : recent.length > 0 ? 'watch' : 'good';
};

const lastAccepted = (counts: readonly WebhookCount[], channel: ChannelName): Date =>
  counts.find((one) => one.channel === channel && one.outcome === 'accepted')?.lastAt ?? new Date(0);

const judgeDisk = (disk: DiskSpace | null): HealthLevel => {
  if (disk === null) return 'watch';
  const isBelow = ({ share, bytes }: { readonly share: number; readonly bytes: number }): boolean =>
    disk.freeBytes < Math.min(bytes, disk.totalBytes * share);
  return isBelow(healthLimits.disk.act) ? 'act' : isBelow(healthLimits.disk.watch) ? 'watch' : 'good';
};

const judgeBackup = (takenAt: Date | null, now: Date): HealthLevel => {
  if (takenAt === null) return 'watch';
  const { watchMs, actMs } = healthLimits.backup;
  return age(takenAt, now) > actMs ? 'act' : age(takenAt, now) > watchMs ? 'watch' : 'good';
};
