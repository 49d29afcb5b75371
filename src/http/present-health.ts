import type { ChannelName } from '#src/domain/channel-name';
import { isSilent, judgeHealth } from '#src/domain/health';
import type {
  Backlog,
  ProcessSign,
  ServiceFacts,
  SetAsideEvent,
  WebhookCount,
  WebhookOutcome,
} from '#src/domain/health-facts';
import type { ServiceHealth, SetAside } from './contract/health.ts';

export interface HealthToShow {
  readonly facts: ServiceFacts;
  readonly setAside: readonly SetAsideEvent[];
  /** Those that platforms call us on. */
  readonly webhookChannels: readonly ChannelName[];
}

/** The state of the service, field by field, as judged at this moment. */
export const presentHealth = (
  { facts, setAside, webhookChannels }: HealthToShow,
  now: Date,
): ServiceHealth => {
  const { load, processes, failedSends, webhooks, disk } = facts;
  const levels = judgeHealth(facts, now);
  const alive = processes.filter((sign) => !isSilent(sign, now));
  const presentBacklog = ({ count, oldestAt }: Backlog) => ({ count, oldestAt: textOf(oldestAt) });
  return {
    at: now.toISOString(),
    overall: levels.overall,
    processes: {
      level: levels.processes,
      hasWorker: alive.some(({ role }) => role !== 'web'),
      list: processes.map((sign) => presentProcess(sign, now)),
    },
    queue: { level: levels.queue, kinds: [...new Set(alive.map(({ queue }) => queue))] },
    sort: { level: levels.sort, ...presentBacklog(load.sort) },
    send: { level: levels.send, ...presentBacklog(load.send) },
    fetch: { level: levels.fetch, ...presentBacklog(load.fetch) },
    failedSends: {
      level: levels.failedSends,
      list: failedSends.map(({ state, reason, day, month }) => ({ state, reason, day, month })),
    },
    setAside: { level: levels.setAside, count: load.setAside, latest: setAside.map(presentSetAside) },
    webhooks: {
      level: levels.webhooks,
      channels: webhookChannels.map((channel) => presentWebhooks(channel, webhooks)),
    },
    disk: {
      level: levels.disk,
      space: disk === null ? null : { freeBytes: disk.freeBytes, totalBytes: disk.totalBytes },
      databaseBytes: load.databaseBytes,
    },
    backup: { level: levels.backup, takenAt: textOf(load.backupTakenAt) },
  };
};

const presentProcess = (sign: ProcessSign, now: Date): ServiceHealth['processes']['list'][number] => ({
  id: sign.id,
  role: sign.role,
  host: sign.host,
  pid: sign.pid,
  version: sign.version,
  startedAt: sign.startedAt.toISOString(),
  seenAt: sign.seenAt.toISOString(),
  isSilent: isSilent(sign, now),
});

const presentSetAside = (event: SetAsideEvent): SetAside => ({
  id: event.id,
  channel: event.channel,
  kind: event.kind,
  occurredAt: event.occurredAt.toISOString(),
  setAsideAt: event.setAsideAt.toISOString(),
  fault: event.fault,
  tries: event.tries,
  matter:
    event.matter === null
      ? null
      : { id: event.matter.id, number: event.matter.number, departmentId: event.matter.departmentId },
});

const presentWebhooks = (
  channel: ChannelName,
  counts: readonly WebhookCount[],
): ServiceHealth['webhooks']['channels'][number] => {
  const find = (outcome: WebhookOutcome) =>
    counts.find((one) => one.channel === channel && one.outcome === outcome);
  return {
    channel,
    lastAcceptedAt: textOf(find('accepted')?.lastAt ?? null),
    accepted: find('accepted')?.day ?? 0,
    badSignature: find('bad-signature')?.day ?? 0,
    malformed: find('malformed')?.day ?? 0,
    failed: find('failed')?.day ?? 0,
  };
};

const textOf = (at: Date | null): string | null => at?.toISOString() ?? null;
