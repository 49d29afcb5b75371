import { realpath, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readEnv } from '#config/env';
import { migrateQueue } from '#src/queue/schema';
import { strangeMigrations } from '#src/store/backup/level';
import { openTarget } from '#src/store/backup/target';
import { migrate } from '#src/store/migrate';
import { pourInto } from './archive/pour.ts';
import { verifyArchive, type Verified } from './archive/verify.ts';
import { CannotStartError } from './cannot-start.ts';
import { runCommand } from './command.ts';
import { mediaPath, migrateAll, startDatabase } from './database.ts';
import { mediaFolder } from './media-folder.ts';

/** Brings the city of a backup into an empty place. Killed midway it may be run again. */
await runCommand(async ({ log, signal }) => {
  const { values } = parseArgs({ options: { from: { type: 'string' } } });
  if (values.from === undefined)
    throw new CannotStartError('Say what from: npm run restore -- --from <file>');
  const path = await backupAt(values.from);
  const env = readEnv();
  log.info('reading the backup through before anything is touched');
  const verified = await verifyArchive(path, signal);
  const { head } = verified;
  await demandKnown(head);

  const database = await startDatabase(env, log);
  try {
    const target = await openTarget(database.url, head.migrations);
    try {
      await target.begin();
      const level = new Set(head.migrations.map(({ name }) => name));
      await migrate(database.url, migrateQueue, level);
      log.info('filling the tables');
      const media = mediaFolder(mediaPath(env));
      const inFlight = await pourInto({ client: target.client, media, path, verified, log, signal });
      await target.finish();
      await migrateAll(database.url, log);
      process.stdout.write(tell(verified, inFlight));
    } finally {
      await target.close();
    }
  } finally {
    await database.stop();
  }
});

async function backupAt(from: string): Promise<string> {
  const found = await stat(from).catch(() => null);
  if (found?.isFile() !== true) throw new CannotStartError(`There is no file ${from}.`);
  return realpath(from);
}

async function demandKnown({ kodama, migrations }: Verified['head']): Promise<void> {
  const strange = await strangeMigrations(migrations);
  if (strange.length === 0) return;
  throw new CannotStartError(
    `This backup is of another release (${kodama}) with tables that this one does not know: ${strange.join(', ')}. ` +
      'Nothing was changed. Restore it with that release or a newer one.',
  );
}

function tell({ head, tables: { tables }, end }: Verified, inFlight: number): string {
  const rows = (table: string): number => tables[table]?.rows ?? 0;
  return [
    `Restored: the city as it was at ${head.takenAt.toISOString()}. What came after that moment is not in it.`,
    `  matters ${rows('matter')}, messages ${rows('message')}, residents ${rows('resident')}, staff ${rows('staff')}, ` +
      `photos and files ${end.media}`,
    ...(end.mediaMissing.length > 0
      ? [`  ${end.mediaMissing.length} photos or files were missing already when the backup was made`]
      : []),
    ...(inFlight > 0
      ? [
          `  ${inFlight} messages to residents were on their way at that moment. They are sent once at most: what may have`,
          '  arrived before the crash and cannot be found out any more is marked in the inbox as unknown.',
        ]
      : []),
    'Next:',
    '  1. Make sure that the old machine does not run any more: two cities must not answer one LINE account.',
    '  2. Start Kodama on this data, with the same settings as before. Everybody logs in again, and open invitations',
    '     are void: make new ones.',
    '  3. Look at the newest matters in the inbox, open a photo, and write to the city from your own phone.',
    '',
  ].join('\n');
}
