import { Worker } from 'node:worker_threads';
import type { Token, Tokenizer } from '#src/ports/tokenizer';
import type { ThreadMessage, ThreadRequest } from './tokenizer-thread.ts';

/**
 * Starts kuromoji in one thread of its own and resolves when its dictionary is loaded (about a second). A thread that
 * dies is replaced once; the texts it held are refused with `TokenizerThreadError` and may be handed in again.
 */
export const startTokenizer = async (threadFile: URL = ownThread): Promise<Tokenizer> => {
  let mayRestart = true;
  const replace = async (cause: Error): Promise<void> => {
    if (state.kind === 'closed') return;
    if (!mayRestart) {
      state = { kind: 'dead', cause };
      return;
    }
    mayRestart = false;
    const starting = startThread(threadFile, replace);
    state = { kind: 'starting', starting };
    try {
      const thread = await starting;
      if (isClosed()) await thread.stop();
      else state = { kind: 'running', thread };
    } catch (error) {
      if (!isClosed()) state = { kind: 'dead', cause: error };
    }
  };
  const isClosed = (): boolean => state.kind === 'closed';
  let state: State = { kind: 'running', thread: await startThread(threadFile, replace) };

  return {
    async tokenize(text) {
      switch (state.kind) {
        case 'running':
          return state.thread.tokenize(text);
        case 'starting':
          return (await state.starting).tokenize(text);
        case 'dead':
          throw new TokenizerThreadError('The tokenizer died twice; restart the worker', {
            cause: state.cause,
          });
        case 'closed':
          throw new TokenizerThreadError('The tokenizer is closed');
      }
    },
    async close() {
      const before = state;
      state = { kind: 'closed' };
      if (before.kind === 'running') await before.thread.stop();
    },
  };
};

export class TokenizerThreadError extends Error {
  override readonly name = 'TokenizerThreadError';
}

type State =
  | { readonly kind: 'running'; readonly thread: Thread }
  | { readonly kind: 'starting'; readonly starting: Promise<Thread> }
  | { readonly kind: 'dead'; readonly cause: unknown }
  | { readonly kind: 'closed' };

interface Thread {
  tokenize(text: string): Promise<readonly Token[]>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (tokens: readonly Token[]) => void;
  readonly reject: (reason: Error) => void;
}

const ownThread = new URL('./tokenizer-thread.ts', import.meta.url);

const startThread = async (file: URL, onDeath: (cause: Error) => Promise<void>): Promise<Thread> => {
  const worker = new Worker(file);
  const waiting = new Map<number, Waiting>();
  const ready = Promise.withResolvers<void>();
  let isInUse = false;
  let batch: ThreadRequest[] = [];
  let lastId = 0;

  const refuseAll = (cause: Error): void => {
    const reason = new TokenizerThreadError('The tokenizer thread ended before it answered', { cause });
    ready.reject(reason);
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  worker.on('message', (message: ThreadMessage) => {
    switch (message.kind) {
      case 'ready':
        isInUse = true;
        return ready.resolve();
      case 'answers':
        for (const { id, tokens } of message.answers) {
          waiting.get(id)?.resolve(tokens);
          waiting.delete(id);
        }
        return;
    }
  });
  worker.on('error', refuseAll);
  worker.on('exit', (code) => {
    const cause = new Error(`The tokenizer thread ended with code ${code}`);
    refuseAll(cause);
    if (isInUse) void onDeath(cause);
  });

  // Texts handed in during one turn of the event loop travel together: one message between threads instead of many.
  const post = (): void => {
    worker.postMessage(batch);
    batch = [];
  };
  await ready.promise;
  return {
    tokenize(text) {
      const { promise, resolve, reject } = Promise.withResolvers<readonly Token[]>();
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      if (batch.length === 0) setImmediate(post);
      batch.push({ id: lastId, text });
      return promise;
    },
    async stop() {
      isInUse = false;
      await worker.terminate();
    },
  };
};
