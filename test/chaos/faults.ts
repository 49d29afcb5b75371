import { setTimeout as pause } from 'node:timers/promises';
import { askRedis } from '#test/support/redis';
import type { City } from './city.ts';
import { faultsMet, startPlatformFaults } from './platform-faults.ts';
import type { Program } from './programs.ts';
import type { Random } from './random.ts';

/** What went wrong on purpose, and how often. */
export type FaultCounts = Readonly<Record<string, number>>;

export interface Faults {
  /** Resolves when every program and store was broken as often as wanted and runs again. */
  readonly broken: Promise<void>;
  /** LINE fails until this is called; resolves with all that went wrong. */
  end(): Promise<FaultCounts>;
}

interface Breakage {
  readonly name: string;
  run(): Promise<void>;
}

export interface Breaking {
  readonly city: City;
  readonly randomFor: (actor: string) => Random;
  /** In each round a web and a worker are killed, and each trouble comes over the stores once. */
  readonly rounds: number;
  readonly pauseMs: readonly [number, number];
}

/** Three actors, each at moments of its own: who kills programs, who troubles the stores, and LINE. */
export const startFaults = ({ city, randomFor, rounds, pauseMs }: Breaking): Faults => {
  const counts = new Map<string, number>();
  const act = async (random: Random, deck: () => readonly Breakage[]): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, run } of random.shuffled(deck())) {
        await pause(random.between(...pauseMs));
        await run();
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
  };
  const killer = randomFor('killer');
  const stores = randomFor('stores');
  const platform = startPlatformFaults(city.line, randomFor('platform'));
  const programs = [...city.webs, ...city.workers];
  return {
    broken: Promise.all([
      act(killer, () => [
        killing(killer.pick(city.webs), killer),
        killing(killer.pick(city.workers), killer),
      ]),
      act(stores, () => storeTroubles(city)),
    ]).then(async () => {
      for (const program of programs) {
        if (program.isRunning()) continue;
        counts.set('ended by itself', (counts.get('ended by itself') ?? 0) + 1);
        await program.start();
      }
    }),
    end: async () => {
      await platform.end();
      return { ...Object.fromEntries(counts), ...faultsMet(city.line) };
    },
  };
};

const killing = (program: Program, random: Random): Breakage => ({
  name: `${program.name} killed`,
  run: async () => {
    await program.kill9();
    await pause(random.between(0, 500));
    await program.start();
  },
});

const storeTroubles = (city: City): readonly Breakage[] => {
  const { cluster, redis, ask } = city;
  const troubles: readonly Breakage[] = [
    { name: 'PostgreSQL killed', run: () => cluster.restart('SIGKILL') },
    { name: 'PostgreSQL restarted', run: () => cluster.restart('SIGINT') },
    ...(redis === null
      ? [{ name: 'queue emptied', run: async () => void (await ask(emptyTheQueue)) }]
      : [
          { name: 'Redis emptied', run: async () => void (await askRedis(redis.url, 'FLUSHALL')) },
          { name: 'Redis killed', run: () => redis.kill().then(() => redis.start()) },
        ]),
  ];
  // On a slow machine a database that goes again and again would let nothing start.
  return troubles.map(({ name, run }) => ({ name, run: () => untilAllRun(city).then(run) }));
};

const untilAllRun = async ({ webs, workers }: City): Promise<void> => {
  while (![...webs, ...workers].every((program) => program.isRunning())) await pause(20);
};

const emptyTheQueue = `do $$ declare names text; begin
  select string_agg(format('%I.%I', schemaname, tablename), ', ') into names from pg_tables
    where schemaname = 'bullmq' and tablename ~ 'job';
  execute 'truncate ' || names || ' cascade';
end $$`;
