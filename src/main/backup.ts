import { parseArgs } from 'node:util';
import { readEnv } from '#config/env';
import { errorName } from '#src/domain/error-name';
import { rememberBackup } from '#src/store/backup/made';
import { openSnapshot } from '#src/store/backup/snapshot';
import { writeArchive, type Written } from './archive/write.ts';
import { backupPath, writeWhole } from './backup-file.ts';
import { CannotStartError } from './cannot-start.ts';
import { runCommand } from './command.ts';
import { mediaPath } from './database.ts';
import { mediaFolder } from './media-folder.ts';
import { openDatabase } from './open-database.ts';
import { readVersion } from './version.ts';

/** Writes the city as it is at this moment into one file, whether or not it is running. */
await runCommand(async ({ log, signal }) => {
  const { values } = parseArgs({ options: { to: { type: 'string' } } });
  if (values.to === undefined)
    throw new CannotStartError('Say where to: npm run backup -- --to <folder or file>');
  const env = readEnv();
  const path = await backupPath(values.to, new Date());
  const database = await openDatabase(env, log, 'nothing to back up');
  try {
    const snapshot = await openSnapshot(database.url);
    try {
      const kodama = await readVersion();
      const media = mediaFolder(mediaPath(env));
      const written = await writeWhole(path, (out) => writeArchive({ snapshot, media, kodama, out, signal }));
      process.stdout.write(tell(path, snapshot.takenAt, written));
      demandMedia(written, path);
      // The file is whole; that its age cannot be told is no reason to call it broken.
      await rememberBackup(database.url, snapshot.takenAt).catch((error: unknown) =>
        log.warn('backup: its time could not be noted for the health page', { error: errorName(error) }),
      );
    } finally {
      await snapshot.close();
    }
  } finally {
    await database.stop();
  }
});

function tell(path: string, takenAt: Date, { tables: { tables }, end }: Written): string {
  return [
    `Backed up: the city as it was at ${takenAt.toISOString()}`,
    `  matters ${tables['matter']?.rows ?? 0}, messages ${tables['message']?.rows ?? 0}, photos and files ${end.media}`,
    ...(end.mediaGone.length > 0
      ? [`  ${end.mediaGone.length} photos or files were taken back meanwhile, and are not in it`]
      : []),
    `  ${path}`,
    '  It holds what residents wrote: keep it encrypted, and away from this machine.',
    '',
  ].join('\n');
}

function demandMedia({ end: { mediaMissing } }: Written, path: string): void {
  if (mediaMissing.length === 0) return;
  throw new CannotStartError(
    `${mediaMissing.length} photos or files are missing in the media folder, although the database says they are stored. ` +
      `All else is in ${path}. Is DATA_DIR right, and the folder's disk there? Their ids:\n${mediaMissing.join('\n')}`,
  );
}
