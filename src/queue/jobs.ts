import { z } from 'zod';
import { isAccountId, isAttachmentId, isInboundEventId, isOutboxId } from '#src/domain/ids';

const inboundEventId = z.string().refine(isInboundEventId);
const outboxId = z.string().refine(isOutboxId);
const attachmentId = z.string().refine(isAttachmentId);
const accountId = z.string().refine(isAccountId);

interface Job<S extends z.ZodType> {
  readonly schema: S;
  /** How often a crash of the handler is forgiven; what the handler itself wants repeated is not counted. */
  readonly attempts: number;
  /** How many run at once in one worker process. */
  readonly concurrency: number;
  /** As many rows as one job may name: what becomes due together is cheaper together. */
  readonly rowsPerJob: number;
  /** Names the row. A job of its own for one row swallows another for the same that waits beside it. */
  readonly key: (data: z.infer<S>) => string;
}

const job = <S extends z.ZodType>(schema: S, plan: Omit<Job<S>, 'schema'>): Job<S> => ({ schema, ...plan });

/** Every job there is, by one row. Jobs carry ids and are only nudges: the rows they name say what is to be done. */
export const jobs = {
  'message.sort': job(z.object({ inboundEventId }), {
    attempts: 5,
    concurrency: 12,
    rowsPerJob: 50,
    key: (data) => `sort-${data.inboundEventId}`,
  }),
  'message.deliver': job(z.object({ outboxId }), {
    attempts: 8,
    concurrency: 12,
    rowsPerJob: 12,
    key: (data) => `deliver-${data.outboxId}`,
  }),
  'media.fetch': job(z.object({ attachmentId }), {
    attempts: 5,
    concurrency: 4,
    rowsPerJob: 1,
    key: (data) => `fetch-${data.attachmentId}`,
  }),
  'profile.fetch': job(z.object({ accountId }), {
    attempts: 1,
    concurrency: 3,
    rowsPerJob: 12,
    key: (data) => `profile-${data.accountId}`,
  }),
};

export type JobName = keyof typeof jobs;
export type JobData<N extends JobName> = z.infer<(typeof jobs)[N]['schema']>;

/** One handler for every job, by type: a job without one does not build. */
export type Handlers = { readonly [N in JobName]: (data: JobData<N>, signal: AbortSignal) => Promise<void> };

/** A row to be seen to. */
export type Nudge = { readonly [N in JobName]: { readonly name: N; readonly data: JobData<N> } }[JobName];
