import type { JobsOptions } from 'bullmq';
import { z } from 'zod';
import { jobs, type JobName, type Nudge } from './jobs.ts';

/** What lies in the queue: the rows of one job. */
export interface NewJob {
  readonly name: JobName;
  readonly data: { readonly rows: readonly Nudge['data'][] };
  readonly opts: JobsOptions;
}

/** As few jobs as name all these rows, each row once. */
export const inJobs = (name: JobName, nudges: readonly Nudge[]): readonly NewJob[] => {
  const rows = [...new Map(nudges.map((nudge) => [keyOf(nudge), nudge.data])).entries()];
  const { rowsPerJob } = jobs[name];
  return Array.from({ length: Math.ceil(rows.length / rowsPerJob) }, (_, index) => {
    const ours = rows.slice(index * rowsPerJob, (index + 1) * rowsPerJob);
    const [first, ...others] = ours;
    const jobId = first !== undefined && others.length === 0 ? first[0] : undefined;
    return {
      name,
      data: { rows: ours.map(([, data]) => data) },
      opts: { ...options(name), ...(jobId !== undefined && { jobId }) },
    };
  });
};

/** A job for one row, for later. */
export const laterJob = (nudge: Nudge, afterMs: number): NewJob => ({
  name: nudge.name,
  data: { rows: [nudge.data] },
  opts: { ...options(nudge.name), jobId: keyOf(nudge), delay: afterMs },
});

const options = (name: JobName): JobsOptions => ({
  attempts: jobs[name].attempts,
  backoff: { type: 'exponential', delay: 500 },
  // An id that stays behind, done or failed, would swallow the relay's next nudge.
  removeOnComplete: true,
  removeOnFail: true,
});

/** Reads back what `inJobs` wrote. */
export const rowsIn = <S extends z.ZodType>(schema: S, data: unknown): readonly z.infer<S>[] =>
  z.object({ rows: z.array(schema).min(1) }).parse(data).rows;

const keyOf = (nudge: Nudge): string => {
  switch (nudge.name) {
    case 'message.sort':
      return jobs['message.sort'].key(nudge.data);
    case 'message.deliver':
      return jobs['message.deliver'].key(nudge.data);
    case 'media.fetch':
      return jobs['media.fetch'].key(nudge.data);
    case 'profile.fetch':
      return jobs['profile.fetch'].key(nudge.data);
  }
};
