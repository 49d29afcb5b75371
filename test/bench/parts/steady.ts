import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { drain } from '#test/bench/backlog';
import { inCity, type City } from '#test/bench/city';
import { round, slopeOf } from '#test/bench/figures';
import { openInbox } from '#test/bench/inbox';
import { withoutAim, type Bench, type Measured, type Row } from '#test/bench/part';
import { handlesOf, hasProc, memoryOf } from '#test/bench/proc';
import type { Program } from '#test/bench/program';
import { logIn } from '#test/bench/session';
import { webhooksOf } from '#test/bench/warm';
import { query } from '#test/support/query';

const perSecond = 50;
const collecting = ['--expose-gc', '--import', join(import.meta.dirname, '../collect-on-signal.ts')];
/** Connections that nobody uses are closed after 30 s; the bursts of a minute's end are not waited for. */
const settlesMs = 2_000;

/** What has grown when it goes on as before: looked at after each minute's load is answered and memory was let go. */
export const steady = (bench: Bench): Promise<Measured> =>
  inCity(bench, 'PostgreSQL', async (city) => {
    const program = await city.start('start', collecting);
    const inbox = await openInbox(await logIn(program));
    const looks: Look[] = [];
    for (let minute = 1; minute <= bench.minutes; minute += 1) {
      await bench.load.openLoop(webhooksOf(program), { perSecond, seconds: bench.seconds });
      await drain(city.databaseUrl);
      await bench.load.taken();
      await pause(settlesMs);
      const look = await lookAt(city, program);
      bench.tell(`  ${minute}: ${JSON.stringify(look)}`);
      looks.push(look);
    }
    inbox.close();
    const growth = (name: keyof Look): number => growthOf(looks.map((look) => look[name]));
    return {
      figures: { perSecond, secondsPerLook: bench.seconds, looks },
      rows: [
        rowOf('heap of the program after collection, MB', growth('heapMegabytes'), 0.5),
        ...(hasProc
          ? [
              rowOf('memory of the program (PSS), MB', growth('programMegabytes'), 1),
              rowOf('open files and sockets of the program', growth('handles'), 0.25),
            ]
          : []),
        rowOf('connections of the database', growth('connections'), 0.25),
        withoutAim(
          `growth a minute: memory of PostgreSQL (PSS; its cache fills to 64 MB), MB`,
          `${growth('postgresMegabytes')}`,
        ),
      ],
    };
  });

interface Look {
  readonly heapMegabytes: number;
  readonly programMegabytes: number;
  readonly postgresMegabytes: number;
  readonly handles: number;
  readonly connections: number;
}

const lookAt = async (city: City, program: Program): Promise<Look> => {
  const heapMegabytes = await collect(program);
  const counted = await query(city.databaseUrl, 'select count(*)::int as many from pg_stat_activity');
  return {
    heapMegabytes: round(heapMegabytes, 2),
    programMegabytes: round(await memoryOf([program.pid]), 1),
    postgresMegabytes: round(await memoryOf(await city.databasePids()), 1),
    handles: await handlesOf(program.pid),
    connections: Number(counted[0]?.['many']),
  };
};

const collect = async (program: Program): Promise<number> => {
  const told = (): readonly string[] => program.output().match(/(?<=heap after collection: )\d+/g) ?? [];
  const before = told().length;
  process.kill(program.pid, 'SIGUSR2');
  while (told().length === before) await pause(20);
  return Number(told().at(-1)) / 1024 / 1024;
};

/** A minute, after the first. */
const growthOf = (values: readonly number[]): number => round(slopeOf(values.slice(1)), 2);

const rowOf = (what: string, growth: number, most: number): Row => ({
  what: `growth a minute: ${what}`,
  measured: `${growth}`,
  aim: `none (<= ${most})`,
  isReached: growth <= most,
});
