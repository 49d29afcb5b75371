import { isMainThread } from 'node:worker_threads';

/**
 * Loaded before the program (`--import`, with `--expose-gc`): at the signal it lets go of what nobody holds any more and says
 * how much is left, so that memory is compared and not the moment of the last collection.
 */
if (isMainThread) {
  process.on('SIGUSR2', () => {
    globalThis.gc?.();
    globalThis.gc?.();
    process.stderr.write(`heap after collection: ${process.memoryUsage().heapUsed} bytes\n`);
  });
}
