import { DelayedError, type Job } from 'bullmq';
import type { Clock, Log } from '#src/ports/system';
import { openWorker, type JobWorker, type QueueBackend } from './backend.ts';
import { jobs, type Handlers, type JobData, type JobName } from './jobs.ts';
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
  const workers = [
    consume('message.sort', settings, stop.signal),
    consume('message.deliver', settings, stop.signal),
    consume('media.fetch', settings, stop.signal),
    consume('profile.fetch', settings, stop.signal),
  ];
  return {
    close: async (patienceMs) => {
      const timer = setTimeout(() => stop.abort(), patienceMs);
      await Promise.all(workers.map((worker) => worker.close()));
      clearTimeout(timer);
    },
  };
};

const consume = <N extends JobName>(name: N, settings: ConsumerSettings, signal: AbortSignal): JobWorker => {
  const { backend, log, clock } = settings;
  const handle: (data: JobData<N>, signal: AbortSignal) => Promise<void> = settings.handlers[name];
  const run = async (job: Job<unknown>, token: string): Promise<void> => {
    const data = jobs[name].schema.parse(job.data);
    try {
      await handle(data, signal);
    } catch (error) {
      if (error instanceof TryAgainError) {
        await job.moveToDelayed(clock.now().getTime() + error.afterMs, token);
        throw new DelayedError();
      }
      log.error('job failed', { job: name, key: job.id ?? '', error: describe(error) });
      throw error;
    }
  };
  return openWorker(backend, queueNames[name], run, {
    concurrency: jobs[name].concurrency,
    onError: (error) => log.warn('queue: worker trouble', { job: name, error: error.name }),
  });
};

/** The name and, for a database error, its code: messages may quote a resident's words. */
const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
};
