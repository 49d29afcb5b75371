import { DelayedError, type Job } from 'bullmq';
import { errorName } from '#src/domain/error-name';
import type { Clock, Log } from '#src/ports/system';
import { openQueue, openWorker, type JobQueue, type JobWorker, type QueueBackend } from './backend.ts';
import { laterJob, rowsIn, type NewJob } from './job-data.ts';
import { jobs, type Handlers, type JobName, type Nudge } from './jobs.ts';
import { queueNames } from './queue-names.ts';
import { TryAgainError } from './verdicts.ts';

export interface Consumers {
  /** Takes nothing more and waits for what is in hand; what is not done within `patienceMs` is told to stop. */
  close(patienceMs: number): Promise<void>;
}

export interface ConsumerSettings {
  readonly backend: QueueBackend;
  readonly handlers: Handlers;
  readonly log: Log;
  readonly clock: Clock;
}

/** One worker for each job. The only file that knows BullMQ's words for "again". */
export const startConsumers = (settings: ConsumerSettings): Consumers => {
  const stop = new AbortController();
  const { handlers } = settings;
  const { signal } = stop;
  // Written out, since only with its own name in hand does the compiler match a schema with its handler.
  const workers = [
    consume('message.sort', settings, (raw) =>
      rowsIn(jobs['message.sort'].schema, raw).map((data) => ({
        nudge: { name: 'message.sort', data },
        handle: () => handlers['message.sort'](data, signal),
      })),
    ),
    consume('message.deliver', settings, (raw) =>
      rowsIn(jobs['message.deliver'].schema, raw).map((data) => ({
        nudge: { name: 'message.deliver', data },
        handle: () => handlers['message.deliver'](data, signal),
      })),
    ),
    consume('media.fetch', settings, (raw) =>
      rowsIn(jobs['media.fetch'].schema, raw).map((data) => ({
        nudge: { name: 'media.fetch', data },
        handle: () => handlers['media.fetch'](data, signal),
      })),
    ),
    consume('profile.fetch', settings, (raw) =>
      rowsIn(jobs['profile.fetch'].schema, raw).map((data) => ({
        nudge: { name: 'profile.fetch', data },
        handle: () => handlers['profile.fetch'](data, signal),
      })),
    ),
  ];
  return {
    close: async (patienceMs) => {
      const timer = setTimeout(() => stop.abort(), patienceMs);
      await Promise.all(workers.map((worker) => worker.close()));
      clearTimeout(timer);
    },
  };
};

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error('a handler threw what is no error', { cause: thrown });

/** One row of a job, and what is to be done about it. */
interface Task {
  readonly nudge: Nudge;
  readonly handle: () => Promise<void>;
}

/** A job's rows are seen to side by side. One that fails brings the whole job back; to those that are done that is nothing. */
const consume = (
  name: JobName,
  { backend, log, clock }: ConsumerSettings,
  tasksIn: (raw: unknown) => readonly Task[],
): JobWorker => {
  // Opened when it is first needed: most jobs name one row, and come again themselves.
  let queue: JobQueue | null = null;
  const run = async (job: Job<unknown>, token: string): Promise<void> => {
    const tasks = tasksIn(job.data);
    const ends = await Promise.allSettled(tasks.map(({ handle }) => handle()));
    const agains: NewJob[] = [];
    let failure: Error | null = null;
    for (const [index, end] of ends.entries()) {
      const task = tasks[index];
      if (end.status === 'fulfilled' || task === undefined) continue;
      if (end.reason instanceof TryAgainError) agains.push(laterJob(task.nudge, end.reason.afterMs));
      else failure ??= asError(end.reason);
    }
    const [again] = agains;
    if (again !== undefined && tasks.length === 1) {
      await job.moveToDelayed(clock.now().getTime() + (again.opts.delay ?? 0), token);
      throw new DelayedError();
    }
    if (agains.length > 0) {
      queue ??= openQueue(backend, queueNames[name]);
      await queue.addBulk(agains);
    }
    if (failure === null) return;
    log.error('job failed', { job: name, key: job.id ?? '', error: errorName(failure) });
    throw failure;
  };
  const worker = openWorker(backend, queueNames[name], run, jobs[name].concurrency);
  return {
    close: async () => {
      await worker.close();
      await queue?.close();
    },
  };
};
