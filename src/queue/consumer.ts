import { DelayedError, type Job } from 'bullmq';
import { errorName } from '#src/domain/error-name';
import type { Clock, Log } from '#src/ports/system';
import { openWorker, type JobWorker, type QueueBackend } from './backend.ts';
import { jobs, type Handlers, type JobName } from './jobs.ts';
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
    consume(
      'message.sort',
      (raw) => handlers['message.sort'](jobs['message.sort'].schema.parse(raw), signal),
      settings,
    ),
    consume(
      'message.deliver',
      (raw) => handlers['message.deliver'](jobs['message.deliver'].schema.parse(raw), signal),
      settings,
    ),
    consume(
      'media.fetch',
      (raw) => handlers['media.fetch'](jobs['media.fetch'].schema.parse(raw), signal),
      settings,
    ),
    consume(
      'profile.fetch',
      (raw) => handlers['profile.fetch'](jobs['profile.fetch'].schema.parse(raw), signal),
      settings,
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

const consume = (
  name: JobName,
  handle: (raw: unknown) => Promise<void>,
  settings: ConsumerSettings,
): JobWorker => {
  const { backend, log, clock } = settings;
  const run = async (job: Job<unknown>, token: string): Promise<void> => {
    try {
      await handle(job.data);
    } catch (error) {
      if (error instanceof TryAgainError) {
        await job.moveToDelayed(clock.now().getTime() + error.afterMs, token);
        throw new DelayedError();
      }
      log.error('job failed', { job: name, key: job.id ?? '', error: errorName(error) });
      throw error;
    }
  };
  return openWorker(backend, queueNames[name], run, jobs[name].concurrency);
};
