import type { Acknowledgement } from './acknowledgement.ts';
import type { Ceiling } from './ceiling.ts';
import { median, round } from './figures.ts';
import type { Readiness } from './readiness.ts';
import type { Visible } from './visible.ts';

export interface Result {
  readonly seconds: number;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly ceiling: Ceiling;
  /** The highest rate while a worker in the same process sorts and answers. */
  readonly busyRate: number;
  readonly visible: Visible;
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
  console.log(JSON.stringify(result));
};

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly aim: string;
  readonly isReached: boolean | null;
}

const rowsOf = (result: Result): readonly Row[] => {
  const { ceiling, visible, readiness } = result;
  return [
    ...result.acknowledgements.map(acknowledgementRow),
    {
      what: 'highest rate, no worker, share of bare handler',
      measured: `${percent(ceiling.share)} (${median(ceiling.webRates)}/s of ${median(ceiling.bareRates)}/s)`,
      aim: '>= 60 %',
      isReached: ceiling.share >= 0.6,
    },
    {
      what: 'highest rate, worker busy, share of bare handler',
      measured: `${percent(result.busyRate / median(ceiling.bareRates))} (${result.busyRate}/s)`,
      aim: '',
      isReached: null,
    },
    {
      what: `webhook to visible in an open inbox, ${visible.perSecond}/s`,
      measured: `p50 ${visible.latencyMs.p50}, p95 ${visible.latencyMs.p95} ms; ${visible.neverSeen} of ${visible.sent} never seen`,
      aim: 'p95 <= 500 ms',
      isReached: visible.latencyMs.p95 <= 500 && visible.neverSeen === 0,
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
