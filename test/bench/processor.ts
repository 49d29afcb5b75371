import type { City } from './city.ts';
import { round } from './figures.ts';
import type { Load } from './load.ts';
import { hasProc, processorMsOf } from './proc.ts';
import type { Program } from './program.ts';

/** Milliseconds of processor time by who used them. */
export type Processor = Readonly<Record<string, number>>;

/** Called twice, it says what each used in between. Null where no system tells. */
export const processorOf = async (
  city: City,
  load: Load,
  programs: Readonly<Record<string, Program>>,
): Promise<Processor | null> => {
  if (!hasProc) return null;
  const pids = {
    ...Object.fromEntries(Object.entries(programs).map(([name, { pid }]) => [name, [pid]])),
    PostgreSQL: await city.databasePids(),
    Redis: await city.redisPids(),
    emulator: [load.pids.emulator],
    sender: [load.pids.sender],
  };
  const used = Object.entries(pids)
    .filter(([, some]) => some.length > 0)
    .map(async ([name, some]) => [name, await processorMsOf(some)] as const);
  return Object.fromEntries(await Promise.all(used));
};

/** On a machine that others use too, the steadier figure. */
export const perOne = (before: Processor | null, after: Processor | null, count: number): Processor | null =>
  before === null || after === null
    ? null
    : Object.fromEntries(
        Object.entries(after).map(([name, ms]) => [name, round((ms - (before[name] ?? 0)) / count, 2)]),
      );

export const inWords = (processor: Processor | null): string =>
  processor === null
    ? 'not told on this system'
    : Object.entries(processor)
        .map(([name, ms]) => `${name} ${ms}`)
        .join(', ');
