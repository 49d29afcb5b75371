import { isEverybodys } from '#src/store/faults';
import type { Context } from './context.ts';

export interface Grouping<A, R> {
  /** More in one transaction would keep the first waiting for the last. */
  readonly most: number;
  /** Groups on their way at the same time, in one process. */
  readonly atOnce: number;
  /** Two with one key never go in the same group. */
  readonly keyOf: (what: A) => string;
  /** Answers in the order asked. Rejects for all of the group. */
  readonly run: (context: Context, group: readonly A[]) => Promise<readonly R[]>;
}

interface Waiting<A, R> {
  readonly what: A;
  readonly resolve: (answer: R) => void;
  readonly reject: (error: unknown) => void;
}

interface Desk<A, R> {
  waiting: Waiting<A, R>[];
  running: number;
}

class MissingAnswerError extends Error {
  override readonly name = 'MissingAnswerError';
}

/**
 * What is asked while groups are on their way goes with the next: a transaction costs little more for many than for one, so
 * the more there is to do the less each costs. When a group fails each of it is tried alone, so that nobody pays for another.
 */
export const inGroups = <A, R>(grouping: Grouping<A, R>): ((context: Context, what: A) => Promise<R>) => {
  const desks = new WeakMap<Context, Desk<A, R>>();
  const deskOf = (context: Context): Desk<A, R> => {
    const desk = desks.get(context) ?? { waiting: [], running: 0 };
    desks.set(context, desk);
    return desk;
  };

  const runGroup = async (context: Context, group: readonly Waiting<A, R>[]): Promise<void> => {
    try {
      const answers = await grouping.run(
        context,
        group.map(({ what }) => what),
      );
      if (answers.length !== group.length)
        throw new MissingAnswerError(`${group.length} were asked for and ${answers.length} came back`);
      for (const [index, answer] of answers.entries()) group[index]?.resolve(answer);
    } catch (error) {
      if (group.length > 1 && !isEverybodys(error)) {
        await Promise.all(group.map((alone) => runGroup(context, [alone])));
      } else {
        for (const { reject } of group) reject(error);
      }
    }
  };

  const takeGroup = (desk: Desk<A, R>): readonly Waiting<A, R>[] => {
    const group = new Map<string, Waiting<A, R>>();
    const rest: Waiting<A, R>[] = [];
    for (const one of desk.waiting) {
      const key = grouping.keyOf(one.what);
      if (group.size < grouping.most && !group.has(key)) group.set(key, one);
      else rest.push(one);
    }
    desk.waiting = rest;
    return [...group.values()];
  };

  const start = (context: Context, desk: Desk<A, R>): void => {
    while (desk.running < grouping.atOnce && desk.waiting.length > 0) {
      const group = takeGroup(desk);
      desk.running += 1;
      void runGroup(context, group).finally(() => {
        desk.running -= 1;
        start(context, desk);
      });
    }
  };

  return (context, what) =>
    new Promise((resolve, reject) => {
      const desk = deskOf(context);
      desk.waiting.push({ what, resolve, reject });
      // What is asked in one turn of the event loop goes together.
      if (desk.waiting.length === 1) setImmediate(() => start(context, desk));
    });
};
