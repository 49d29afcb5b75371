import { readEnv } from '#config/env';
import { scour, type Scoured } from '#src/store/scour';
import { CannotStartError } from './cannot-start.ts';
import { runCommand } from './command.ts';
import { openDatabase } from './open-database.ts';

/** Rewrites the tables without what was erased, at once and whatever their size. The city may be running. */
await runCommand(async ({ log }) => {
  const database = await openDatabase(readEnv(), log, 'nothing to scour');
  try {
    const scoured = await scour(database.url, { to: 'rewritten', mostBytes: null, isForced: true });
    process.stdout.write(`${tell(scoured)}\n`);
  } finally {
    await database.stop();
  }
});

function tell(scoured: Scoured): string {
  switch (scoured.kind) {
    case 'done':
      return scoured.isLogFree
        ? 'Scoured: what was erased is gone from the files of the database and from its write-ahead log.'
        : 'Scoured: what was erased is gone from the tables. This login may not end the write-ahead log; see docs/erasure.md.';
    case 'clean':
    case 'busy':
    case 'too-large':
      throw new CannotStartError(
        'Not done: a backup is running, or another process works on the tables. Run it again in some minutes.',
      );
  }
}
