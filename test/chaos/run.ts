import type { City } from './city.ts';
import { compareBooks } from './compare.ts';
import { startFaults, type FaultCounts } from './faults.ts';
import { historyOf } from './history.ts';
import { readOurBook } from './our-book.ts';
import { becomesQuiet } from './quiet.ts';
import { randomOf } from './random.ts';
import { startResidents } from './residents.ts';
import { startStaff } from './staff.ts';
import { troubleKinds, type Trouble, type TroubleKind } from './trouble.ts';
import { readWorldBook } from './world-book.ts';

export interface Storm {
  readonly seed: number;
  readonly messages: number;
  readonly perSecond: number;
  /** How often each kind of fault comes over programs and stores. */
  readonly rounds: number;
  /** Between one of them and the next. */
  readonly pauseMs: readonly [number, number];
}

export interface Outcome {
  readonly seed: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly redelivered: number;
  readonly answered: number;
  readonly troubles: readonly Trouble[];
  readonly counts: Readonly<Record<TroubleKind, number>>;
  /** Sends whose fate nobody will ever know. */
  readonly unknown: number;
  /** Programs that did not end when they were told to. */
  readonly hung: number;
  /** Of some whom trouble befell. */
  readonly histories: readonly (readonly unknown[])[];
  readonly faults: FaultCounts;
  /** From the last word and the last fault until nothing waited any more; null when that never came. */
  readonly caughtUpAfterS: number | null;
}

/** A claim may be as old as 20 s before somebody else takes it up, and the storm may have left much to do. */
const quietWithinMs = 180_000;

/** Residents write and staff answer while everything breaks; then the storm ends, and the books are compared. */
export const runStorm = async (city: City, storm: Storm): Promise<Outcome> => {
  const { seed, messages, perSecond, rounds, pauseMs } = storm;
  const { line, clerk, ask } = city;
  const residents = startResidents({
    line,
    random: randomOf(seed, 'residents'),
    messages,
    residents: Math.ceil(messages / 5),
    perSecond,
  });
  let isStormOver = false;
  const staff = startStaff({
    clerk,
    random: randomOf(seed, 'staff'),
    most: Math.ceil(messages / 8),
    whoSaid: residents.whoSaid,
    isOver: () => isStormOver,
  });
  const faults = startFaults({ city, randomFor: (actor) => randomOf(seed, actor), rounds, pauseMs });
  await Promise.all([residents.done, faults.broken]);
  isStormOver = true;
  await staff.done;
  const calmSince = Date.now();
  const isQuiet = await becomesQuiet(ask, quietWithinMs);
  const caughtUpAfterS = isQuiet ? (Date.now() - calmSince) / 1_000 : null;
  const injected = await faults.end();

  const world = readWorldBook(line, residents.said(), staff.answers());
  const ours = await readOurBook(ask);
  const troubles = compareBooks(world, ours);
  const troubled = new Set(troubles.flatMap(({ resident }) => resident ?? []));
  const histories: (readonly unknown[])[] = [];
  for (const resident of [...troubled].slice(0, 3)) histories.push(await historyOf(ask, resident));
  return {
    seed,
    sent: world.said.length,
    acknowledged: world.said.filter(({ isAcknowledged }) => isAcknowledged).length,
    redelivered: residents.redeliveries(),
    answered: world.answers.filter(({ isAcknowledged }) => isAcknowledged).length,
    troubles,
    counts: countTroubles(troubles),
    histories,
    hung: await city.endPrograms(),
    unknown: ours.sends.filter(({ state }) => state === 'unknown').length,
    faults: injected,
    caughtUpAfterS,
  };
};

export const isClean = ({ troubles, sent, acknowledged, hung, caughtUpAfterS }: Outcome): boolean =>
  troubles.length === 0 && acknowledged === sent && hung === 0 && caughtUpAfterS !== null;

const countTroubles = (troubles: readonly Trouble[]): Outcome['counts'] => {
  const of = (wanted: TroubleKind): number => troubles.filter(({ kind }) => kind === wanted).length;
  const [lost, doubled, misordered, misdirected, left, rekeyed] = troubleKinds;
  return {
    [lost]: of(lost),
    [doubled]: of(doubled),
    [misordered]: of(misordered),
    [misdirected]: of(misdirected),
    [left]: of(left),
    [rekeyed]: of(rekeyed),
  };
};
