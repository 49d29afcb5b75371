import { drain } from '#test/bench/backlog';
import { inCity } from '#test/bench/city';
import { round } from '#test/bench/figures';
import { onEachQueue, type Bench, type Measured, type Queue } from '#test/bench/part';
import { hasProc, memoryOf } from '#test/bench/proc';
import { startWarm, webhooksOf } from '#test/bench/warm';

const perSecond = 300;

/** How long LINE waits for our 200 in a surge, and how long residents wait for the last answer after it. */
export const acknowledgement = (bench: Bench): Promise<Measured> =>
  onEachQueue(bench, (queue) => inSurge(bench, queue));

const inSurge = (bench: Bench, queue: Queue): Promise<Measured> =>
  inCity(bench, queue, async (city) => {
    const program = await startWarm(bench, city);
    const { seconds } = bench;
    const { sent, errors, latencyMs } = await bench.load.openLoop(webhooksOf(program), {
      perSecond,
      seconds,
    });
    const drainedAfterSeconds = round(await drain(city.databaseUrl), 1);
    const memoryMegabytes = round(await memoryOf([program.pid, ...(await city.databasePids())]), 0);
    const { p50, p99, most } = latencyMs;
    return {
      figures: { perSecond, sent, errors, latencyMs, drainedAfterSeconds, memoryMegabytes },
      rows: [
        {
          what: `acknowledgement at ${perSecond}/s for ${seconds} s`,
          measured: `p50 ${p50}, p99 ${p99}, most ${most} ms; ${errors} errors of ${sent}`,
          aim: 'p50 <= 5 ms, p99 <= 50 ms, 0 errors',
          isReached: p50 <= 5 && p99 <= 50 && errors === 0,
        },
        {
          what: `backlog of that surge drained after`,
          measured: `${drainedAfterSeconds} s`,
          aim: '<= 60 s',
          isReached: drainedAfterSeconds <= 60,
        },
        {
          what: 'memory of program and database after it (PSS)',
          measured: hasProc ? `${memoryMegabytes} MB` : 'not told on this system',
          aim: '<= 900 MB',
          isReached: hasProc ? memoryMegabytes <= 900 : null,
        },
      ],
    };
  });
