import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

/** A part of the measurement in a process of its own, asked one thing at a time. */
export interface Child {
  readonly pid: number;
  ask<S extends z.ZodType>(order: Serializable, answer: S): Promise<z.output<S>>;
  end(): Promise<void>;
}

const told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), answer: z.unknown() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);

export const startChild = (file: string): Child => {
  const child = fork(join(import.meta.dirname, file), { serialization: 'advanced' });
  return {
    pid: child.pid ?? 0,
    ask: async (order, answer) => {
      const result = told.parse(await exchange(child, file, order));
      switch (result.kind) {
        case 'done':
          return answer.parse(result.answer);
        case 'failed':
          throw new Error(`${file}: ${result.message}`);
      }
    },
    end: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) resolve();
        child.once('exit', () => resolve());
        if (child.connected) child.disconnect();
      }),
  };
};

const exchange = (child: ChildProcess, file: string, order: Serializable): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error(`${file} ended before it answered`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message);
    });
    child.send(order);
  });

/** The child's side: answers each order in turn, and `close` runs when the parent lets go or dies. */
export const serve = <O>(
  orders: z.ZodType<O>,
  handle: (order: O) => Promise<unknown>,
  close: () => Promise<void> = () => Promise.resolve(),
): void => {
  const answer = async (raw: unknown): Promise<void> => {
    try {
      process.send?.({ kind: 'done', answer: await handle(orders.parse(raw)) });
    } catch (error) {
      process.send?.({
        kind: 'failed',
        message: error instanceof Error ? (error.stack ?? '') : String(error),
      });
    }
  };
  process.on('message', (raw) => void answer(raw));
  process.on('disconnect', () => void close().finally(() => process.exit(0)));
  // Ctrl-C reaches the whole group; the parent decides the order in which things end.
  process.on('SIGINT', () => {});
};
