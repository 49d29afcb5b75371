import type { Acknowledgement } from './acknowledgement.ts';
import type { Ceiling } from './ceiling.ts';
import { median, round } from './figures.ts';
import type { OnQueue } from './on-queue.ts';
import type { Readiness } from './readiness.ts';

export interface Result {
  readonly seconds: number;
  readonly postgres: OnQueue;
  /** Null where no Redis is installed. */
  readonly redis: OnQueue | null;
  readonly ceiling: Ceiling;
  readonly readiness: Readiness;
  readonly memoryMegabytes: number;
}

/** A table for people and one line of JSON for programs. */
export const printResult = (result: Result): void => {
  const rows = [['what', 'measured', 'aim', ''], ...rowsOf(result).map(withVerdict)];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  console.log(`\n${lines.join('\n')}\n`);
  console.log(JSON.stringify({ ...result, redisToPostgres: ratiosOf(result) }));
};

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly aim: string;
  readonly isReached: boolean | null;
}

const rowsOf = (result: Result): readonly Row[] => {
  const { ceiling, readiness, postgres, redis } = result;
  const ratios = ratiosOf(result);
  return [
    ...queueRows('PostgreSQL', postgres, ceiling),
    ...(redis === null ? [] : queueRows('Redis', redis, ceiling)),
    ...Object.entries(ratios ?? {}).map(([what, ratio]) => ({
      what: `Redis / PostgreSQL: ${what}`,
      measured: `${ratio}`,
      aim: '',
      isReached: null,
    })),
    {
      what: 'highest rate, no worker, share of bare handler',
      measured: `${percent(ceiling.share)} (${median(ceiling.webRates)}/s of ${median(ceiling.bareRates)}/s)`,
      aim: '>= 60 %',
      isReached: ceiling.share >= 0.6,
    },
    start('first start, pages to build, emulator within', readiness.withPagesToBuildSeconds, 10),
    start('first start, pages built', readiness.firstSeconds, 10),
    start('second start, pages built', readiness.secondSeconds, 5),
    {
      what: 'memory of program and database together (PSS)',
      measured: `${result.memoryMegabytes} MB`,
      aim: '<= 900 MB',
      isReached: result.memoryMegabytes <= 900,
    },
  ];
};

/** Of what a city feels: how long LINE waits, how much one worker does, how long staff wait. */
const ratiosOf = ({ postgres, redis }: Result) =>
  redis === null
    ? null
    : {
        acknowledgementP99: ratio(lastP99(redis), lastP99(postgres)),
        pipelineRate: ratio(redis.pipelineRate, postgres.pipelineRate),
        visibleP95: ratio(redis.visible.latencyMs.p95, postgres.visible.latencyMs.p95),
        busyRate: ratio(redis.busyRate, postgres.busyRate),
      };

const lastP99 = ({ acknowledgements }: OnQueue): number => acknowledgements.at(-1)?.latencyMs.p99 ?? 0;
const ratio = (one: number, other: number): number => round(one / other, 2);

const queueRows = (queue: string, measured: OnQueue, ceiling: Ceiling): readonly Row[] => {
  const { visible, pipelineRate, busyRate } = measured;
  return [
    ...measured.acknowledgements.map(acknowledgementRow),
    {
      what: 'sorted and answered by one worker with more to do than it can',
      measured: `${pipelineRate}/s`,
      aim: '',
      isReached: null,
    },
    {
      what: `webhook to visible in an open inbox, ${visible.perSecond}/s`,
      measured: `p50 ${visible.latencyMs.p50}, p95 ${visible.latencyMs.p95} ms; ${visible.neverSeen} of ${visible.sent} never seen`,
      aim: 'p95 <= 500 ms',
      isReached: visible.latencyMs.p95 <= 500 && visible.neverSeen === 0,
    },
    {
      what: 'highest rate, worker busy, share of bare handler',
      measured: `${percent(busyRate / median(ceiling.bareRates))} (${busyRate}/s)`,
      aim: '',
      isReached: null,
    },
  ].map((row) => ({ ...row, what: `${queue}: ${row.what}` }));
};

const acknowledgementRow = (one: Acknowledgement): Row => {
  const { p50, p95, p99, most } = one.latencyMs;
  const isMeasured = one.perSecond === 300;
  return {
    what: `acknowledgement at ${one.perSecond}/s, worker running`,
    measured:
      `p50 ${p50}, p95 ${p95}, p99 ${p99}, most ${most} ms; ${one.errors} errors of ${one.sent}; ` +
      `backlog ${one.backlogSeconds} s`,
    aim: isMeasured ? 'p99 <= 50 ms' : '',
    isReached: isMeasured ? p99 <= 50 && one.errors === 0 : null,
  };
};

const start = (what: string, seconds: number, mostSeconds: number): Row => ({
  what,
  measured: `${seconds} s`,
  aim: `<= ${mostSeconds} s`,
  isReached: seconds <= mostSeconds,
});

const percent = (share: number): string => `${round(share * 100, 1)} %`;

const withVerdict = ({ what, measured, aim, isReached }: Row): string[] => [
  what,
  measured,
  aim,
  isReached === null ? '' : isReached ? 'reached' : 'MISSED',
];
