import { randomUUID } from 'node:crypto';
import {
  isAccountId,
  isAttachmentId,
  isInboundEventId,
  isOutboxId,
  type AttachmentId,
  type InboundEventId,
  type OutboxId,
} from '#src/domain/ids';
import { systemClock } from '#src/main/system';
import type { QueueBackend } from '#src/queue/backend';
import { startConsumers, type Consumers } from '#src/queue/consumer';
import type { Handlers, Nudge } from '#src/queue/jobs';
import { silentLog } from './silent-log.ts';

/** Handlers that write down what they were given; `change` says what some of them do instead. */
export const startDesk = (
  backend: QueueBackend,
  change: Partial<Handlers> = {},
): Consumers & { readonly done: readonly string[] } => {
  const done: string[] = [];
  const handlers: Handlers = {
    'message.sort': async ({ inboundEventId }) => void done.push(inboundEventId),
    'message.deliver': async ({ outboxId }) => void done.push(outboxId),
    'media.fetch': async ({ attachmentId }) => void done.push(attachmentId),
    'profile.fetch': async ({ accountId }) => void done.push(accountId),
    ...change,
  };
  return { ...startConsumers({ backend, handlers, log: silentLog, clock: systemClock }), done };
};

export const eventToSort = (): { readonly id: InboundEventId; readonly nudge: Nudge } => {
  const id: string = randomUUID();
  if (!isInboundEventId(id)) throw new Error('no id');
  return { id, nudge: { name: 'message.sort', data: { inboundEventId: id } } };
};

export const mediumToFetch = (): { readonly id: AttachmentId; readonly nudge: Nudge } => {
  const id: string = randomUUID();
  if (!isAttachmentId(id)) throw new Error('no id');
  return { id, nudge: { name: 'media.fetch', data: { attachmentId: id } } };
};

export const sendToDeliver = (): { readonly id: OutboxId; readonly nudge: Nudge } => {
  const id: string = randomUUID();
  if (!isOutboxId(id)) throw new Error('no id');
  return { id, nudge: { name: 'message.deliver', data: { outboxId: id } } };
};

export const profileToFetch = (): Nudge => {
  const accountId: string = randomUUID();
  if (!isAccountId(accountId)) throw new Error('no id');
  return { name: 'profile.fetch', data: { accountId } };
};
