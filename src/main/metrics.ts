import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CallResult, JobEnding, Metrics } from '#src/ports/metrics';
import type { WebhookOutcome } from '#src/domain/health-facts';

/** What one process counts, and what Prometheus reads of it. */
export interface Instruments extends Metrics {
  /** A number that is looked up when somebody asks, one for each label of the closed list that `look` gives. */
  watch(gauge: WatchedGauge): void;
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface WatchedGauge {
  readonly name: string;
  readonly help: string;
  /** What tells the numbers apart, such as `state`. */
  readonly by: string;
  /** Numbers by label; what is not known now is left out. */
  readonly look: () => ReadonlyMap<string, number> | Promise<ReadonlyMap<string, number>>;
}

export const makeInstruments = (): Instruments => {
  const registry = new Registry();
  const registers = [registry];
  // Processor, memory, handles, garbage, and how late the event loop is.
  collectDefaultMetrics({ register: registry });
  const webhooks = new Counter({
    name: 'kodama_webhook_requests_total',
    help: 'Calls of platforms by how they were answered.',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const acknowledgement = new Histogram({
    name: 'kodama_webhook_acknowledgement_seconds',
    help: 'From the request to the end of its answer; accepted ones only.',
    labelNames: ['channel'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2],
    registers,
  });
  const events = new Counter({
    name: 'kodama_events_received_total',
    help: 'Events that were kept, redeliveries included.',
    labelNames: ['channel', 'kind'],
    registers,
  });
  const calls = new Histogram({
    name: 'kodama_send_seconds',
    help: 'Calls to platforms that send something, by what came of them.',
    labelNames: ['channel', 'route', 'result'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers,
  });
  const jobs = new Histogram({
    name: 'kodama_job_seconds',
    help: 'Runs of jobs by how they ended; message_sort is reading Japanese and routing.',
    labelNames: ['job', 'ending'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers,
  });

  return {
    webhookBegan: (channel) => {
      const seconds = stopwatch();
      return (outcome: WebhookOutcome) => {
        webhooks.inc({ channel, outcome });
        if (outcome === 'accepted') acknowledgement.observe({ channel }, seconds());
      };
    },
    eventsKept: (kept) => {
      for (const { channel, what } of kept) events.inc({ channel, kind: what.kind });
    },
    callBegan: (channel, route) => {
      const seconds = stopwatch();
      return (result: CallResult) => calls.observe({ channel, route, result }, seconds());
    },
    jobBegan: (name) => {
      const seconds = stopwatch();
      return (ending: JobEnding) => jobs.observe({ job: name.replaceAll('.', '_'), ending }, seconds());
    },
    watch: ({ name, help, by, look }) => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        labelNames: [by],
        registers,
        collect: async () => {
          const numbers = await look();
          gauge.reset();
          for (const [label, value] of numbers) gauge.set({ [by]: label }, value);
        },
      });
    },
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
};

const stopwatch = (): (() => number) => {
  const began = performance.now();
  return () => (performance.now() - began) / 1_000;
};
