import { setTimeout as pause } from 'node:timers/promises';
import type { ApiFault } from '#test/emulators/line/contract';
import { askRedis } from '#test/support/redis';
import type { City } from './city.ts';
import type { Program } from './programs.ts';
import type { Random } from './random.ts';

/** What went wrong on purpose, and how often. */
export type FaultCounts = ReadonlyMap<string, number>;

export interface Faults {
  /** Breaks nothing new, lets everything run again, and resolves when it does. */
  end(): Promise<FaultCounts>;
  /** Resolves when each kind has come at least once. */
  readonly allCame: Promise<void>;
}

interface Breakage {
  /** Null where whoever it befalls writes it down. */
  readonly name: string | null;
  run(): Promise<void>;
}

export interface Breaking {
  readonly city: City;
  readonly randomFor: (actor: string) => Random;
  /** Between one fault and the next of the same actor. */
  readonly pauseMs: readonly [number, number];
}

/** Three actors break what they know, each at moments of its own: who kills programs, who troubles the stores, and LINE. */
export const startFaults = ({ city, randomFor, pauseMs }: Breaking): Faults => {
  const counts = new Map<string, number>();
  let isOver = false;
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);

  /** Deals from a shuffled deck, so that every kind comes, and comes in another order each time. */
  const act = (random: Random, deck: readonly Breakage[], between: readonly [number, number]) => {
    const round = async (mayStop: boolean): Promise<void> => {
      for (const { name, run } of random.shuffled(deck)) {
        await pause(random.between(...between));
        if (mayStop && isOver) return;
        if (name !== null) count(name);
        await run();
      }
    };
    const first = round(false);
    const all = first.then(async () => {
      while (!isOver) await round(true);
    });
    return { first, all };
  };
  const actors = [
    act(randomFor('killer'), killings(city, randomFor('moments')), pauseMs),
    act(randomFor('stores'), storeTroubles(city), pauseMs),
    act(randomFor('platform'), platformTroubles(city, randomFor('platform calls')), [20, 200]),
  ];
  return {
    allCame: Promise.all(actors.map(({ first }) => first)).then(() => undefined),
    end: async () => {
      isOver = true;
      await Promise.all(actors.map(({ all }) => all));
      city.line.faults.clear();
      for (const program of [...city.webs, ...city.workers]) {
        if (program.isRunning()) continue;
        count(`${program.name} ended by itself`);
        await program.start();
      }
      return new Map([...counts, ...faultsMet(city.line)]);
    },
  };
};

const killings = ({ webs, workers }: City, random: Random): readonly Breakage[] =>
  [...webs, ...workers].map((program) => ({
    name: `${program.name} killed`,
    run: () => killAndRestart(program, random),
  }));

const killAndRestart = async (program: Program, random: Random): Promise<void> => {
  await program.kill9();
  await pause(random.between(0, 500));
  await program.start();
};

const storeTroubles = ({ cluster, redis, ask }: City): readonly Breakage[] => [
  { name: 'PostgreSQL killed', run: () => cluster.restart('SIGKILL') },
  { name: 'PostgreSQL restarted', run: () => cluster.restart('SIGINT') },
  ...(redis === null
    ? [{ name: 'queue emptied', run: async () => void (await ask(emptyTheQueue)) }]
    : [
        { name: 'Redis emptied', run: async () => void (await askRedis(redis.url, 'FLUSHALL')) },
        { name: 'Redis killed', run: () => redis.kill().then(() => redis.start()) },
      ]),
];

const emptyTheQueue = `do $$ declare names text; begin
  select string_agg(format('%I.%I', schemaname, tablename), ', ') into names from pg_tables
    where schemaname = 'bullmq' and tablename ~ 'job';
  execute 'truncate ' || names || ' cascade';
end $$`;

const platformTroubles = ({ line }: City, random: Random): readonly Breakage[] => {
  const faults = (): readonly ApiFault[] => [
    { kind: 'rate-limited' },
    { kind: 'server-error' },
    { kind: 'drop-after-accepting' },
    { kind: 'half-a-body' },
    { kind: 'answer-late', delayMs: random.between(200, 3_000) },
  ];
  return faults().map((fault) => ({
    name: null,
    run: () => {
      // What nobody met yet is not piled up.
      const endpoint = random.isLucky(0.5) ? 'push' : 'reply';
      if (line.faults.planned().length < mostPlanned)
        line.faults.plan(fault, { endpoint, times: random.between(1, 2) });
      return Promise.resolve();
    },
  }));
};

const mostPlanned = 10;

/** What calls of the city met, and the refusals that follow from it by themselves. */
const faultsMet = (line: City['line']): FaultCounts => {
  const names = line.journal().flatMap((entry) => {
    if (entry.kind !== 'api') return [];
    if (entry.fault !== null) return [`LINE: ${entry.fault}`];
    return entry.status === 409 ? ['LINE: key used already'] : [];
  });
  return new Map([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
};
