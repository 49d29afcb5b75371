import { CityFileError } from '#config/city-fault';
import { EnvError } from '#config/env';
import { errorName } from '#src/domain/error-name';
import { NoCityError } from '#src/store/backup/snapshot';
import { TargetRefusedError } from '#src/store/backup/target';
import { RestoreUnfinishedError } from '#src/store/backup/under-way';
import { MigrationChangedError } from '#src/store/migrate';
import { DatabaseNotPreparedError, DatabaseUnreachableError } from '#src/store/reach';
import { DepartmentBusyError } from '#src/usecases/sync-departments';
import type { Log } from '#src/ports/system';
import { BrokenBackupError } from './archive/broken-backup.ts';
import { CannotStartError } from './cannot-start.ts';
import { DataInUseError } from './data-folder.ts';
import { PortTakenError } from './listen.ts';
import { makeLog } from './log.ts';

/** What a program has started; ended in the opposite order. */
export interface Endings {
  add(name: string, end: () => Promise<void>): void;
}

/**
 * A supervisor kills after ten seconds as a rule. We are done in half of that; on a machine that has too much to do, what is being
 * finished is not broken off before it must be.
 */
const mostMs = 9_000;

/** At Ctrl-C the terminal tells us and npm, and npm tells us again: that is no second wish. */
const sameWishMs = 1_000;

/**
 * Runs a program until it is told to stop. Errors that a person can mend are told in their own words, without a stack, and
 * the exit code is 1; a second signal ends at once.
 */
export const runProgram = async (start: (endings: Endings, log: Log) => Promise<void>): Promise<void> => {
  const log = makeLog({ level: 'info', isPretty: process.stdout.isTTY });
  const endings: { name: string; end: () => Promise<void> }[] = [];
  let isEnding = false;
  let wishedAt = 0;

  const end = async (code: number): Promise<void> => {
    if (isEnding) {
      if (performance.now() - wishedAt < sameWishMs) return;
      process.exit(code === 0 ? 1 : code);
    }
    isEnding = true;
    wishedAt = performance.now();
    setTimeout(() => {
      log.error('not everything ended in time');
      process.exit(1);
    }, mostMs).unref();
    for (const { name, end: endOne } of endings.toReversed()) {
      await endOne().catch((error: unknown) =>
        log.warn('could not end cleanly', { part: name, error: errorName(error) }),
      );
    }
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!isEnding) log.info('told to end', { signal });
      void end(0);
    });
  }
  // Whoever looks for the reason of an end finds at least whether anybody wanted it.
  process.on('exit', (code) => {
    if (!isEnding) log.error('ended without being told to', { code });
  });

  // Node's own last words would quote the error, and with it perhaps what a resident wrote.
  process.on('uncaughtException', (error) => {
    log.error('a fault that nobody caught, and so we end', { error: errorName(error), at: whereOf(error) });
    isEnding = true;
    process.exit(1);
  });

  try {
    await start({ add: (name, endOne) => endings.push({ name, end: endOne }) }, log);
  } catch (error) {
    // Told to stop while starting: what was closed under it fails, and that is nobody's fault.
    if (isEnding) return;
    process.stderr.write(`\n${explain(error)}\n`);
    await end(1);
  }
};

/** The message where it says what to do next, and otherwise where the fault lies. */
export const explain = (error: unknown): string => (isForPeople(error) ? error.message : stackOf(error));

/** Errors whose message says what to do next. */
const isForPeople = (error: unknown): error is Error => forPeople.some((kind) => error instanceof kind);

const forPeople = [
  BrokenBackupError,
  CannotStartError,
  CityFileError,
  DatabaseNotPreparedError,
  DatabaseUnreachableError,
  DataInUseError,
  DepartmentBusyError,
  EnvError,
  MigrationChangedError,
  NoCityError,
  PortTakenError,
  RestoreUnfinishedError,
  TargetRefusedError,
];

/** Where it was thrown, without what it says. */
const whereOf = (error: unknown): string => {
  if (!(error instanceof Error) || error.stack === undefined) return 'unknown';
  const frames = error.message === '' ? error.stack : (error.stack.split(error.message).at(-1) ?? '');
  return frames
    .split('\n')
    .filter((line) => /^ +at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' ');
};

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
