import type { Load } from './load.ts';

export type Queue = 'PostgreSQL' | 'Redis';

/** What every part is given. */
export interface Bench {
  /** How long a load lasts; less is a quick look. */
  readonly seconds: number;
  /** How many blocks of `seconds` the steady load lasts. */
  readonly minutes: number;
  /** How many matters lie in the large inbox, with five messages each. */
  readonly matters: number;
  /** The backends that can be measured here. */
  readonly queues: readonly Queue[];
  readonly load: Load;
  tell(message: string): void;
}

/** A line of the table. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly aim: string;
  /** Null: there is no aim. */
  readonly isReached: boolean | null;
}

export interface Measured {
  readonly rows: readonly Row[];
  /** For programs that read the last line. */
  readonly figures: unknown;
}

export type Part = (bench: Bench) => Promise<Measured>;

/** The same on every backend of the queue, one after the other. */
export const onEachQueue = async (
  bench: Bench,
  measure: (queue: Queue) => Promise<Measured>,
): Promise<Measured> => {
  const rows: Row[] = [];
  const figures: Partial<Record<Queue, unknown>> = {};
  for (const queue of bench.queues) {
    bench.tell(`  with the queue in ${queue}`);
    const measured = await measure(queue);
    rows.push(...measured.rows.map((row) => ({ ...row, what: `${queue}: ${row.what}` })));
    figures[queue] = measured.figures;
  }
  return { rows, figures };
};

export const withoutAim = (what: string, measured: string): Row => ({
  what,
  measured,
  aim: '',
  isReached: null,
});
