import { parseArgs } from 'node:util';
import { readEnv } from '#config/env';
import { isInboundEventId, type InboundEventId } from '#src/domain/ids';
import { errorName } from '#src/domain/error-name';
import type { SetAsideEvent } from '#src/domain/health-facts';
import { openStore } from '#src/store/open';
import { demandPrepared } from '#src/store/reach';
import { listSetAsideForOperator } from '#src/store/set-aside';
import { replayByHand } from '#src/usecases/replay';
import { openDatabase } from './open-database.ts';
import { CannotStartError } from './cannot-start.ts';
import { runCommand } from './command.ts';

/** Lists what was set aside, or lays it before the workers again, whether or not the city is running. */
await runCommand(async ({ log }) => {
  const { isAll, ids } = readWish();
  const database = await openDatabase(readEnv(), log, 'nothing was set aside');
  try {
    await demandPrepared(database.url);
    const store = openStore({
      url: database.url,
      maxConnections: 1,
      onBroken: (error) => log.warn('database: a connection broke', { error: errorName(error) }),
    });
    try {
      const aside = await store.asWorker(listSetAsideForOperator);
      if (!isAll && ids.length === 0) {
        process.stdout.write(list(aside));
        return;
      }
      const replayed = await replayByHand({ store }, isAll ? aside.map(({ id }) => id) : ids);
      process.stdout.write(tell(replayed.length));
      const missed = ids.filter((id) => !replayed.includes(id));
      if (missed.length > 0) throw new CannotStartError(`Not set aside (any more): ${missed.join(', ')}`);
    } finally {
      await store.close();
    }
  } finally {
    await database.stop();
  }
});

function readWish(): { readonly isAll: boolean; readonly ids: readonly InboundEventId[] } {
  const { values, positionals } = parseArgs({
    options: { all: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const ids = positionals.filter(isInboundEventId);
  if (ids.length < positionals.length) {
    throw new CannotStartError(
      'Say which: npm run replay -- <id> …, with ids from npm run replay; or npm run replay -- --all',
    );
  }
  return { isAll: values.all, ids };
}

function list(aside: readonly Omit<SetAsideEvent, 'matter'>[]): string {
  if (aside.length === 0) return 'Nothing is set aside.\n';
  return [
    `${aside.length} set aside. Replay with npm run replay -- <id> …, or all with npm run replay -- --all`,
    '',
    ...aside.map(
      ({ id, channel, kind, occurredAt, setAsideAt, tries, fault }) =>
        `${id}  ${channel} ${kind} of ${occurredAt.toISOString()}, set aside ${setAsideAt.toISOString()} after ${tries} tries: ${fault ?? 'the worker died of it'}`,
    ),
    '',
  ].join('\n');
}

function tell(count: number): string {
  return `${count} to be read again. A running worker takes them up within seconds; what fails again is set aside again.\n`;
}
