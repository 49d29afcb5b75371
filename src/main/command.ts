import { makeLog } from './log.ts';
import { explain } from './program.ts';
import type { Log } from '#src/ports/system';

/** Ctrl-C is the wish of a person, SIGTERM that of a supervisor; both want what was begun to be undone. */
const wishes = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs a command to its end. The exit code is 0 only when all was done; what a person can mend is told in its own words. A
 * signal breaks off what is in hand, and a second one does not wait for it.
 */
export const runCommand = async (
  work: (run: { readonly log: Log; readonly signal: AbortSignal }) => Promise<void>,
): Promise<void> => {
  const breaking = new AbortController();
  for (const wish of wishes)
    process.on(wish, () => (breaking.signal.aborted ? process.exit(1) : breaking.abort()));
  // To the other output, so that what the command says stands alone.
  const write = (line: string): void => void process.stderr.write(line);
  const log = makeLog({ level: 'info', isPretty: process.stderr.isTTY, write });
  try {
    await work({ log, signal: breaking.signal });
  } catch (error) {
    process.exitCode = 1;
    const why = breaking.signal.aborted ? 'Broken off by a signal, and not done.' : explain(error);
    process.stderr.write(`\n${why}\n`);
  }
  // Nothing is in hand any more; a connection that hangs must not keep a cron job waiting.
  process.exit();
};
