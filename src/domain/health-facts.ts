import type { ChannelName } from './channel-name.ts';
import type { InboundEventId, MatterId, DepartmentId } from './ids.ts';
import type { DeliveryReason } from './sending.ts';

/** How a platform's call was answered. `failed`: neither kept nor refused, so that the platform calls again. */
export const webhookOutcomes = ['accepted', 'bad-signature', 'malformed', 'failed'] as const;
export type WebhookOutcome = (typeof webhookOutcomes)[number];

/** Work that waits, and since when the oldest of it does; null when none does. */
export interface Backlog {
  readonly count: number;
  readonly oldestAt: Date | null;
}

/** What waits in the rows, which are the truth; what the queue holds are only nudges. */
export interface ServiceLoad {
  readonly sort: Backlog;
  readonly send: Backlog;
  readonly fetch: Backlog;
  readonly setAside: number;
  readonly databaseBytes: number;
  /** The moment that the last backup shows; null when none was ever made here. */
  readonly backupTakenAt: Date | null;
}

export const processRoles = ['all', 'web', 'worker'] as const;
/** `all`: web and worker in one. */
export type ProcessRole = (typeof processRoles)[number];

export const queueKinds = ['postgres', 'redis'] as const;
export type QueueKind = (typeof queueKinds)[number];

/** One running program, as it says itself. */
export interface ProcessSign {
  readonly id: string;
  readonly role: ProcessRole;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly queue: QueueKind;
  /** When it last could not reach the queue. */
  readonly queueTroubleAt: Date | null;
  readonly startedAt: Date;
  readonly seenAt: Date;
}

/** Sends that came to nothing, or that nobody knows the fate of, in the last day and the last thirty. */
export interface FailedSends {
  readonly state: 'refused' | 'unknown';
  readonly reason: DeliveryReason | null;
  readonly day: number;
  readonly month: number;
}

/** One channel's calls that ended alike: how many in the last day, and when the last was. */
export interface WebhookCount {
  readonly channel: ChannelName;
  readonly outcome: WebhookOutcome;
  readonly day: number;
  readonly lastAt: Date;
}

export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Everything that the health of the service is judged by. */
export interface ServiceFacts {
  readonly load: ServiceLoad;
  readonly processes: readonly ProcessSign[];
  readonly failedSends: readonly FailedSends[];
  readonly webhooks: readonly WebhookCount[];
  /** Where media lie, and the embedded database too; null when the system does not say. */
  readonly disk: DiskSpace | null;
}

/** An event that no worker could act on, without its words. */
export interface SetAsideEvent {
  readonly id: InboundEventId;
  readonly channel: ChannelName;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly setAsideAt: Date;
  /** The class of the error; null when the worker died of it. */
  readonly fault: string | null;
  readonly tries: number;
  /** The latest of the same resident. */
  readonly matter: {
    readonly id: MatterId;
    readonly number: string;
    readonly departmentId: DepartmentId;
  } | null;
}
