import type { Tx } from './open.ts';

interface Asked<A, R> {
  readonly what: A;
  readonly resolve: (answer: R) => void;
  readonly reject: (error: unknown) => void;
}

class MissingAnswerError extends Error {
  override readonly name = 'MissingAnswerError';
}

/**
 * Makes one statement of what is asked at the same moment in one transaction: `run` is given all of it and answers in the
 * same order. So a rule reads as if it acted on one message, and costs the database little more for fifty.
 */
export const together = <A, R>(
  run: (tx: Tx, asked: readonly A[]) => Promise<readonly R[]>,
): ((tx: Tx, what: A) => Promise<R>) => {
  const waiting = new WeakMap<Tx, Asked<A, R>[]>();

  const askAll = async (tx: Tx): Promise<void> => {
    const asked = waiting.get(tx) ?? [];
    waiting.delete(tx);
    try {
      const answers = await run(
        tx,
        asked.map(({ what }) => what),
      );
      if (answers.length !== asked.length)
        throw new MissingAnswerError(`${asked.length} were asked for and ${answers.length} came back`);
      for (const [index, answer] of answers.entries()) asked[index]?.resolve(answer);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };

  return (tx, what) =>
    new Promise((resolve, reject) => {
      const known = waiting.get(tx);
      if (known !== undefined) {
        known.push({ what, resolve, reject });
        return;
      }
      waiting.set(tx, [{ what, resolve, reject }]);
      setImmediate(() => void askAll(tx));
    });
};

/** The same for what answers nothing. */
export const allTogether = <A>(
  run: (tx: Tx, asked: readonly A[]) => Promise<unknown>,
): ((tx: Tx, what: A) => Promise<void>) =>
  together<A, void>(async (tx, asked) => {
    await run(tx, asked);
    return asked.map(() => undefined);
  });

/** One column of what is asked for: one parameter, however many rows. */
export const column = <A, T>(asked: readonly A[], read: (one: A) => T): readonly T[] => asked.map(read);

/** Finds the row of each key; where a key has several, the first. */
export const byKey = <R, K>(rows: readonly R[], keyOf: (row: R) => K): ReadonlyMap<K, R> => {
  const found = new Map<K, R>();
  for (const row of rows) {
    const key = keyOf(row);
    if (!found.has(key)) found.set(key, row);
  }
  return found;
};
